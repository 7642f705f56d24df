// Package graph has no code but tests, which ask all packages below it together: a folder of them is one step of a request,
// or one use of the graph.
package graph

//go:generate go -C .. run ./internal/docgen
