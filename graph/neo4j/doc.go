// Package neo4j keeps the graph in a Neo4j database: the store for real sizes. It sends what package cypher writes. It is
// the last step of a request's way in.
package neo4j
