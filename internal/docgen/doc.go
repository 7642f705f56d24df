// Package main writes docs/reference.md and the pages that it lists: the features of lists, with examples and their answers,
// and every type of the schema with its descriptions. The examples are case files of graph/testdata/cases, which tests run on
// both stores. Requests do not use it.
package main
