// Package differential has tests that run the same generated queries on SQLite, Neo4j and the oracle, with the same
// generated graphs, and compare the answers. It has no other code.
package differential
