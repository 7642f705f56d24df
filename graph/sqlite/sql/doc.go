// Package sql renders plans as SQL for the SQLite store. Its functions are pure: they take a plan and return a query,
// which is a text with arguments. Package cypher does the same for Neo4j, in files of the same names.
package sql
