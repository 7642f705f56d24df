// Package neo4j stores the graph in a Neo4j database. It is the store for large graphs. It sends the statements that
// package cypher writes, and is the last step of a request's processing before the response.
package neo4j
