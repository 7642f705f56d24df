// Package sql writes plans as SQL for the embedded store: pure functions from a plan to a query, which is a text and its
// arguments. Package cypher does the same for Neo4j, file for file.
package sql
