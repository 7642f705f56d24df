// Package stakegraph holds the schema of the public API, and what gqlgen generates from it: the part of its executor that
// answers introspection. It stands beside schema.graphqls, so that it can embed it.
package stakegraph

//go:generate go run ./internal/schemagen/run
//go:generate go run ./internal/gqlgen
