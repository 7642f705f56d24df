// Package main writes docs/reference.md and the pages that it lists: what can be asked of every list, with examples and
// their answers, and every type of the schema in its own words. The examples are case files of graph/testdata/cases, which
// the tests run on both stores; it stands outside a request's way.
package main
