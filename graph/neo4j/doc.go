// Package neo4j keeps the graph in a Neo4j database: the store for real sizes. Rendering a plan as Cypher is pure and
// stands apart from running it. It is the last step of a request's way in.
package neo4j
