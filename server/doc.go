// Package main is the stakegraph program: it reads the command line, opens a store by its URL, and serves the graph
// over HTTP with its playground, or loads data, or explains a query. It is where a request comes in and where the other
// packages are put together; nothing else imports all of them.
package main
