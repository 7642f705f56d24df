// Package cypher writes plans as Cypher for Neo4j: pure functions from a plan to a query, which is a text and its
// parameters. Package sql does the same for the embedded store, file for file.
package cypher
