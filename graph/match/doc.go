// Package match compares the rows of a table with nodes of the graph: which node each row means, how certain that is,
// and why. It builds on package search, which provides the terms for an index and parses the name of a row. This
// package compares the candidates from the index with the row, word by word and value by value. It is pure, and
// independent of the store.
package match
