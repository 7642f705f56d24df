// Package export writes networks as files for the tools of network scientists: NetworkX, igraph, Gephi, Cytoscape,
// Pajek, Graphviz, Neo4j, data frames, and readers of FollowTheMoney. It is the last step of a request for a file. The
// facts that a store streams, or a network that a projection builds, are passed to a Writer, first the nodes and then
// the edges, and are written as they arrive. No writer stores the graph. Writers of formats with numbered nodes store
// the ids; see Format.Index.
//
// The same input gives the same bytes, so that an interrupted download can be continued by writing the file again and
// skipping the part that the client has. docs/export.md describes how each format represents each kind of value.
package export
