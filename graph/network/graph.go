package network

import (
	"fmt"
	"iter"
	"math"
	"slices"
)

// Graph is a graph of nodes that are numbered from 0, with weighted edges, in arrays of adjacency (compressed sparse
// rows). Two nodes have at most one edge in each direction; a node may have one to itself, a loop. It does not change,
// and may be used by several goroutines at once.
type Graph struct {
	directed bool
	edges    int
	out      adjacency
	in       adjacency // that of an undirected graph is the same as out
}

// Edge is an edge of a graph.
type Edge struct {
	From, To int32   // of an undirected edge the lesser number is From
	Weight   float64 // how strong the tie is, from 1e-100 to 1e100
	Count    int32   // of how many things it tells, such as firms that two investors share; 0 is taken for 1
}

// Weights are kept to where no sum or product of a few of them is beyond a float64.
const (
	minWeight = 1e-100
	maxWeight = 1e100
)

// New returns a graph with this many nodes and these edges. Edges between the same two, of a directed graph in the same
// direction, become one that has the sum of their weights, taken in the order of the list, and of their counts. A loop of
// an undirected graph is one end of an edge in the arrays, and counts twice in degree and strength.
//
// An edge whose ends are no nodes, or whose weight or count is out of range, is ErrInvalid; more nodes or ends of edges
// than an int32 can number are ErrTooLarge.
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

// build returns the graph of edges that are known to be right.
func build(nodes int, directed bool, edges []Edge) *Graph {
	// What is transposed has its rows in order.
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

// Edges goes through all edges in order of From, then To.
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

// rows returns the nodes that edges lead to from a node and, of a directed graph, those that edges lead to it from.
func (g *Graph) rows(node int32) [2][]int32 {
	rows := [2][]int32{g.out.row(node)}
	if g.directed {
		rows[1] = g.in.row(node)
	}
	return rows
}

// Neighbours returns the nodes that edges lead to from a node, in order. The caller must not change them.
func (g *Graph) Neighbours(node int) []int32 { return g.out.row(int32(node)) }

// Bytes returns how much memory the arrays take.
func (g *Graph) Bytes() int64 {
	size := g.out.bytes()
	if g.directed {
		size += g.in.bytes()
	}
	return size
}

// Undirected returns the graph without the directions of its edges: two that go both ways become one, with the sum of
// their weights and of their counts. An undirected graph is returned as it is.
func (g *Graph) Undirected() *Graph {
	if !g.directed {
		return g
	}
	return build(g.Nodes(), false, slices.AppendSeq(make([]Edge, 0, g.edges), g.Edges()))
}

// Unweighted returns the graph with 1 for each weight. Counts stay.
func (g *Graph) Unweighted() *Graph {
	ones := slices.Repeat([]float64{1}, len(g.out.targets))
	unweighted := *g
	unweighted.out.weights, unweighted.in.weights = ones, ones
	return &unweighted
}
