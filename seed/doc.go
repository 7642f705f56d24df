// Package seed reads a data set from CSV files into a store, all of it or nothing. It carries the data set that comes
// with the program, and serves imports of others in the same form, which data/README.md describes. It stands beside a
// request's way, not in it: what it stores is what the other packages answer from.
//
// Every file is read twice, as a stream. The first reading checks every value and every reference and collects ids; a
// file with errors never reaches the store. The second reading writes. Only ids, the names of firms and what references
// need are kept in memory, never whole files.
//
// What earlier loads stored can be in conflict with the files. This is checked within the store's transaction, on the
// graph that results: sectors have no circles, a firm and a corporate investor with one id are one node, and relationships
// lead to nodes of a label that they allow.
//
// Ids of facts follow from the keys of their rows, not from the order of rows, so that loading a data set again changes
// nothing.
package seed
