package network

import (
	"context"
	"fmt"
	"slices"
)

// Cores returns the core number of each node: the greatest k for which it is in the k-core, the largest part of the
// graph in which every node has k edges or more to others of the part. S. B. Seidman, Network structure and minimum
// degree, Social Networks 5 (1983) 269–287. Loops and weights do not count. In a directed graph edges of both directions
// count, and two between the same nodes are two.
//
// It removes nodes in order of what is left of their degree, kept sorted in buckets, a step for each edge: V. Batagelj
// and M. Zaveršnik, An O(m) algorithm for cores decomposition of networks, arXiv cs/0310049 (2003). It takes 16 bytes a
// node.
func (g *Graph) Cores(ctx context.Context) ([]int32, error) {
	n := g.Nodes()
	degrees := make([]int32, n)
	most := int32(0)
	for v := range degrees {
		degrees[v] = g.others(int32(v))
		most = max(most, degrees[v])
	}
	// Nodes stand in order of degree; begins says where those of a degree begin.
	begins, order := grouped(degrees, int(most)+1)
	places := make([]int32, n)
	for at, v := range order {
		places[v] = int32(at)
	}
	lower := func(v int32) {
		d := degrees[v]
		// v changes places with the first of its degree, and then is the last of the degree below.
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

// others returns the number of edges that a node has to others.
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
