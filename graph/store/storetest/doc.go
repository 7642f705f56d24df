// Package storetest holds every store to the contract of package store: the same plans on the same graph with the same
// expected answers. A store's tests call Run. The answers are written by hand from the comments of packages store, plan
// and model, and from no store. Nested records are in files of testdata: -update fills in what SQLite returns, which whoever
// adds a case compares with those comments. Beside it stands Shape, which makes large graphs for benchmarks.
package storetest
