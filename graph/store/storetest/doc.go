// Package storetest checks that a store fulfils the contract of package store: it runs the same plans on the same graph
// and compares the answers. The tests of a store call Run. The expected answers are written by hand from the comments
// of packages store, plan and model, and not from a store. Nested records are in files of testdata. The flag -update
// writes what SQLite returns; the author of a case compares it with those comments. Shape generates large graphs for
// benchmarks.
package storetest
