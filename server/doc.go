// Package main is the stakegraph program. It parses the command line, opens the store, and serves the graph over
// HTTP, loads data, exports files or explains a query. It connects all other packages; no other package imports all
// of them.
package main
