// Package graph contains only tests: integration tests of all packages below it. Each folder is one step of a
// request, or one use of the graph.
package graph

//go:generate go -C .. run ./internal/docgen
