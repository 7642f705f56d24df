// Package main is the stakegraph program: it reads the command line, opens a store by its URL, and has the graph served
// over HTTP, or loads data, or explains a query. It is where the other packages are put together; nothing else imports
// all of them.
package main
