package network

import (
	"fmt"
	"iter"
	"math"
	"slices"
)

// Graph is an immutable graph with numbered nodes, from 0, and weighted edges, in compressed sparse rows. Two nodes
// have at most one edge in each direction. An edge from a node to itself is a loop. A Graph is safe for concurrent
// use.
type Graph struct {
	directed bool
	edges    int
	out      adjacency
	in       adjacency // of an undirected graph: the same as out
}

// Edge is an edge of a graph.
type Edge struct {
	From, To int32   // of an undirected edge, From is the smaller number
	Weight   float64 // the strength of the tie, from 1e-100 to 1e100
	Count    int32   // the number of shared things, such as firms of two investors; 0 means 1
}

// Weights within these bounds keep sums and products of a few weights within the range of float64.
const (
	minWeight = 1e-100
	maxWeight = 1e100
)

// New returns a graph with the given number of nodes and the given edges. Parallel edges, in a directed graph those
// of the same direction, are merged: their weights are added in the order of the list, and so are their counts. A
// loop of an undirected graph is one entry in the arrays, and counts twice in degree and strength.
//
// It returns ErrInvalid if an end is not a node or a weight or count is out of range, and ErrTooLarge if there are
// more nodes or ends of edges than int32 can number.
func New(nodes int, directed bool, edges []Edge) (*Graph, error) {
	if nodes < 0 {
		return nil, fmt.Errorf("%w: %d nodes", ErrInvalid, nodes)
	}
	if nodes >= math.MaxInt32 || len(edges) > math.MaxInt32/2 {
		return nil, fmt.Errorf("%w: %d nodes and %d edges; at most %d nodes and %d edges are allowed",
			ErrTooLarge, nodes, len(edges), math.MaxInt32-1, math.MaxInt32/2)
	}
	for i, e := range edges {
		if e.From < 0 || e.To < 0 || int(e.From) >= nodes || int(e.To) >= nodes {
			return nil, fmt.Errorf("%w: edge %d from %d to %d is out of range 0–%d",
				ErrInvalid, i, e.From, e.To, nodes-1)
		}
		if !(e.Weight >= minWeight && e.Weight <= maxWeight) || e.Count < 0 {
			return nil, fmt.Errorf("%w: edge %d has weight %v and count %d; weights are %g to %g, counts 0 or more",
				ErrInvalid, i, e.Weight, e.Count, minWeight, maxWeight)
		}
	}
	return build(nodes, directed, edges), nil
}

// build returns the graph of valid edges.
func build(nodes int, directed bool, edges []Edge) *Graph {
	// Transposing sorts the rows.
	in := place(nodes, directed, edges).transposed()
	in.merge()
	g := &Graph{directed: directed, in: in, out: in}
	if directed {
		g.out = in.transposed()
		g.edges = len(in.targets)
		return g
	}
	loops := 0
	for u := range int32(nodes) {
		if in.has(u, u) {
			loops++
		}
	}
	g.edges = (len(in.targets) + loops) / 2
	return g
}

// Nodes returns the number of nodes.
func (g *Graph) Nodes() int { return g.out.nodes() }

// EdgeCount returns the number of edges.
func (g *Graph) EdgeCount() int { return g.edges }

// Directed reports whether edges have a direction.
func (g *Graph) Directed() bool { return g.directed }

// Edges yields all edges in the order of From, then To. An undirected edge is yielded once.
func (g *Graph) Edges() iter.Seq[Edge] {
	return func(yield func(Edge) bool) {
		for u := range int32(g.Nodes()) {
			for a := g.out.offsets[u]; a < g.out.offsets[u+1]; a++ {
				v := g.out.targets[a]
				if !g.directed && v < u {
					continue
				}
				if !yield(Edge{From: u, To: v, Weight: g.out.weights[a], Count: g.out.counts[a]}) {
					return
				}
			}
		}
	}
}

// rows returns the targets of the edges of a node and, in a directed graph, the sources of the edges that reach it.
func (g *Graph) rows(node int32) [2][]int32 {
	rows := [2][]int32{g.out.row(node)}
	if g.directed {
		rows[1] = g.in.row(node)
	}
	return rows
}

// Neighbours returns the targets of the edges of a node, in order. Callers must not change them.
func (g *Graph) Neighbours(node int) []int32 { return g.out.row(int32(node)) }

// Bytes returns the size of the arrays in bytes.
func (g *Graph) Bytes() int64 {
	size := g.out.bytes()
	if g.directed {
		size += g.in.bytes()
	}
	return size
}

// Undirected returns the graph without directions. Two opposite edges become one, with the sums of their weights and
// of their counts. It returns g if g is undirected.
func (g *Graph) Undirected() *Graph {
	if !g.directed {
		return g
	}
	return build(g.Nodes(), false, slices.AppendSeq(make([]Edge, 0, g.edges), g.Edges()))
}

// Unweighted returns the graph with all weights set to 1. Counts do not change.
func (g *Graph) Unweighted() *Graph {
	ones := slices.Repeat([]float64{1}, len(g.out.targets))
	unweighted := *g
	unweighted.out.weights, unweighted.in.weights = ones, ones
	return &unweighted
}
