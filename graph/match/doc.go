// Package match joins the rows of a list with nodes: which node each row means, how sure that is, and why. It stands behind
// package search in a request's way: that makes the terms an index is asked for and takes a row's name for a query, and here
// the candidates that come back are compared with the row, word by word and value by value. It is pure, and the same for
// every store.
package match
