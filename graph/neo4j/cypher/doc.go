// Package cypher renders plans as Cypher for Neo4j. Its functions are pure: they take a plan and return a query, which
// is a text with parameters. Package sql does the same for the SQLite store, in files of the same names.
package cypher
