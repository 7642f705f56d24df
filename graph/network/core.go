package network

import (
	"context"
	"fmt"
	"slices"
)

// Cores returns the core number of each node: the largest k such that the node is in the k-core, which is the largest
// subgraph whose nodes all have at least k edges to other nodes of it. S. B. Seidman, Network structure and minimum
// degree, Social Networks 5 (1983) 269–287. Loops and weights are ignored. In a directed graph edges of both
// directions count, and two opposite edges between the same nodes count as two.
//
// It removes nodes in the order of their remaining degrees, which bucket sort maintains, in one step for each edge:
// V. Batagelj and M. Zaveršnik, An O(m) algorithm for cores decomposition of networks, arXiv cs/0310049 (2003). It
// takes 16 bytes a node.
func (g *Graph) Cores(ctx context.Context) ([]int32, error) {
	n := g.Nodes()
	degrees := make([]int32, n)
	most := int32(0)
	for v := range degrees {
		degrees[v] = g.others(int32(v))
		most = max(most, degrees[v])
	}
	// order sorts nodes by degree; begins has the first index of each degree.
	begins, order := grouped(degrees, int(most)+1)
	places := make([]int32, n)
	for at, v := range order {
		places[v] = int32(at)
	}
	lower := func(v int32) {
		d := degrees[v]
		// v is swapped with the first node of its degree, and becomes the last node of the next lower degree.
		first := begins[d]
		u := order[first]
		order[first], order[places[v]] = v, u
		places[u], places[v] = places[v], first
		begins[d]++
		degrees[v]--
	}
	for i := range order {
		if i%spanSize == 0 && ctx.Err() != nil {
			return nil, fmt.Errorf("cores: %w", ctx.Err())
		}
		v := order[i]
		k := degrees[v]
		for _, row := range g.rows(v) {
			for _, u := range row {
				if degrees[u] > k {
					lower(u)
				}
			}
		}
	}
	return degrees, nil
}

// others returns the number of edges between a node and other nodes.
func (g *Graph) others(v int32) int32 {
	d := 0
	for _, row := range g.rows(v) {
		d += len(row)
		if _, loop := slices.BinarySearch(row, v); loop {
			d--
		}
	}
	return int32(d)
}
