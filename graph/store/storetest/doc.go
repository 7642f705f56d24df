// Package storetest holds every store to the contract of package store: the same plans on the same graph with the same
// expected answers. A store's tests call Run. The answers are written by hand from the comments of packages store, plan
// and model, and from no store. Beside it stands Shape, which makes large graphs for benchmarks.
package storetest
