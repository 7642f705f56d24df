// Package seed loads a data set from CSV files into a store, as one transaction. It contains the data set that comes with
// the program, and also loads others in the same format, which data/README.md describes. Requests do not use it; they
// read what it has stored.
//
// Every file is read twice, as a stream. The first pass checks all values and references, and collects ids; a data set
// with errors never reaches the store. The second pass writes. Memory is used for ids, the names of firms and the data
// that references need, never for whole files.
//
// The files can contradict earlier loads. This is checked on the resulting graph, within the transaction: sectors form no
// cycles, a firm and a corporate investor with one id are one node, and each relationship leads to a node with an allowed
// label.
//
// Ids of facts are derived from the keys of their rows, not from the order of rows. Loading a data set again therefore
// changes nothing.
package seed
