// Package network derives networks from the graph, such as investors linked by shared firms, and computes measures of
// them. A Collector reads the graph from the stream of a store. A View of it has the nodes and the Graph that links
// them, in adjacency arrays. Graph.Measure computes measures as network science defines them. The package is pure: it
// does no I/O. The same graph and options give the same values, bit for bit, on any number of processors.
//
// # Views
//
// A View contains the investments and commitments that were added to a Collector, so callers choose a filter or a
// time by adding only some. model.NetworkView lists the kinds. Nodes are numbered from 0 in the order of their ids;
// the values of a measure are an array by these numbers.
//
// # Measures
//
// Each measure has a file with its definition and the paper that it follows. Degree, strength, PageRank, betweenness
// and closeness follow the directions of a directed graph. Cores, components, eigenvector centrality, constraint and
// communities are defined for undirected graphs, and ignore directions.
//
// Strength, PageRank, eigenvector centrality, constraint and communities interpret a weight as the strength of a tie.
// Unweighted returns a graph in which all ties are equal. Betweenness and closeness count steps and ignore weights,
// because a weight is a strength and not a distance.
//
// # Limits
//
// Nodes and ends of edges have int32 numbers, so a graph has fewer than 2³¹ nodes and 2³⁰ edges. All measures work up
// to this size. A graph takes 32 bytes an edge, and 4 bytes a node, or 8 bytes a node if it is directed. Work that
// grows faster than the graph has a limit on its steps, and returns ErrTooLarge before it begins:
// ViewOptions.MaxPairs limits the pairs of a projection, and Options.MaxSteps the steps that Graph.Steps counts. Soon
// after their context ends, all functions return its error.
package network
