// Package export writes networks as files that the tools of network scientists open: NetworkX, igraph, Gephi, Cytoscape,
// Pajek, Graphviz, Neo4j, data frames, and those who read FollowTheMoney. It stands at the end of a request's way: what
// a store streams, or what a projection has made, is handed to a Writer node by node and then edge by edge, and goes out
// as it comes. No writer holds the graph. Those of formats that number the nodes hold the ids, see Format.Index.
//
// The same input gives the same bytes, so that a download that was cut off can be taken up again by writing anew and
// leaving out what the client has. docs/export.md says for each format what becomes of each kind of value.
package export
