package network

import (
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
)

// projection builds a one-mode projection. For each node it visits the shared things, and for each of these the later
// nodes that share it. It counts them in an array, which takes one step for each pair and no map.
func (c *Collector) projection(ctx context.Context, kind model.NetworkView, o ViewOptions) (*View, error) {
	nodes, sharing := c.incidence(kind)
	nodeCount := len(nodes)
	shared, err := New(nodeCount+sharing.things, true, sharing.edges)
	if err != nil {
		return nil, err
	}
	pairs := int64(0)
	for thing := nodeCount; thing < shared.Nodes(); thing++ {
		k := int64(len(shared.in.row(int32(thing))))
		pairs += k * (k - 1) / 2
	}
	if limit := min(o.MaxPairs, math.MaxInt32/2); pairs > limit {
		return nil, fmt.Errorf("%w: it has %d pairs of nodes with something in common; at most %d are allowed: "+
			"use fewer nodes, or the bipartite view", ErrTooLarge, pairs, limit)
	}
	pairsOf, err := pairUp(ctx, shared, nodeCount, o.Weighting)
	if err != nil {
		return nil, err
	}
	lower := pairsOf.transposed()
	both := join(lower, lower.transposed())
	return &View{Graph: &Graph{edges: len(both.targets) / 2, out: both, in: both}, Nodes: nodes}, nil
}

// incidence has an edge from each node to each thing that it takes part in. Things are numbered after the nodes.
type incidence struct {
	things int
	edges  []Edge
}

// incidence returns the nodes of a projection, and the things that they share.
func (c *Collector) incidence(kind model.NetworkView) ([]Node, incidence) {
	investments := c.invested()
	isInvestor, isFirm := c.sides(investments)
	chosen := isInvestor
	if kind == model.FirmsByInvestor {
		chosen = isFirm
	}
	nodes, numbers := c.numbering(chosen, 0, model.NoSide)
	s := incidence{things: len(c.nodes)}
	if kind == model.InvestorsByRound {
		s.things = len(c.rounds)
	}
	for _, i := range investments {
		node, thing := i.from, i.to
		switch {
		case kind == model.FirmsByInvestor:
			node, thing = i.to, i.from
		case kind == model.InvestorsByRound:
			thing = i.round
		}
		if thing != noRound {
			s.edges = append(s.edges, Edge{From: numbers[node], To: int32(len(nodes)) + thing, Weight: 1})
		}
	}
	return nodes, s
}

// pairUp returns, for each node, the later nodes that share something with it. Weights are added in the order of the
// shared things.
func pairUp(ctx context.Context, shared *Graph, nodes int, weighting Weighting) (adjacency, error) {
	next := slices.Clone(shared.in.offsets) // by thing: the index of its first node that is not visited yet
	counts, weights := make([]int32, nodes), make([]float64, nodes)
	upper := adjacency{offsets: make([]int32, 1, nodes+1)}
	for u := range int32(nodes) {
		if err := ctx.Err(); err != nil {
			return upper, err
		}
		begin := len(upper.targets)
		for _, thing := range shared.out.row(u) {
			next[thing]++ // skips u itself
			weight := 1.0
			if weighting == Newman {
				weight = 1 / float64(len(shared.in.row(thing))-1)
			}
			for _, v := range shared.in.targets[next[thing]:shared.in.offsets[thing+1]] {
				if counts[v] == 0 {
					upper.targets = append(upper.targets, v)
				}
				counts[v]++
				weights[v] += weight
			}
		}
		for _, v := range upper.targets[begin:] {
			upper.weights, upper.counts = append(upper.weights, weights[v]), append(upper.counts, counts[v])
			counts[v], weights[v] = 0, 0
		}
		upper.offsets = append(upper.offsets, int32(len(upper.targets)))
	}
	return upper, nil
}
