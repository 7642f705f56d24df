// Package differential holds the tests that ask SQLite, Neo4j and the oracle the same generated queries of the same generated
// graphs, and compare their answers. It has no other code.
package differential
