// Package network sees who invests in whom as networks do: as graphs of adjacency arrays, and measures them as the
// field defines it. It stands beside a request's way: a Collector takes the graph from a store's stream, a View of it
// says which nodes there are and how they are linked, and Measure and its parts measure the Graph of that. It is pure: it
// does no I/O, and the same graph and options give the same figures, bit for bit, on however many processors.
//
// # Views
//
// A View is made of the investments and commitments that a Collector was given, so a filter or a time is a matter of
// what is given. See Kind for which there are. Nodes are numbered from 0 in order of their ids; whatever is measured is
// an array by these numbers.
//
// # Measures
//
// Each measure has a file with its definition and the paper that it follows. Degree, strength, PageRank, betweenness
// and closeness follow the directions of a directed graph. Cores, components, eigenvector centrality, constraint and
// communities are about undirected graphs, and see a directed one as Undirected makes it.
//
// Strength, PageRank, eigenvector centrality, constraint and communities take weights as the strength of a tie.
// Unweighted gives a graph in which all ties are alike. Betweenness and closeness count steps and take no weights, since
// a weight here is a strength and no distance.
//
// # Bounds
//
// Nodes and ends of edges are numbered by int32, so a graph has less than 2³¹ nodes and 2³⁰ edges: that is the largest
// that any measure takes. It takes 32 bytes an edge, and 4 a node or 8 where it is directed. What grows faster than the
// graph is bounded in steps, and refused with ErrTooLarge before it begins: the pairs of a projection by
// ViewOptions.MaxPairs, and by Options.MaxSteps all that Graph.Steps tells of. All stop soon after their context ends,
// with its error.
package network
