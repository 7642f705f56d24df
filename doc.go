// Package stakegraph contains the schema of the public API, and the code that gqlgen generates from it: the part of
// its executor that answers introspection. It is in the folder of schema.graphqls because it embeds that file.
package stakegraph

//go:generate go run ./internal/schemagen/run
//go:generate go run ./internal/gqlgen
