package network

import (
	"context"
	"fmt"
	"math/bits"

	"github.com/stakegraph/stakegraph/graph/model"
)

// Closeness returns the closeness centrality of each node: how near it is to the nodes that can reach it. With r(v)
// the number of other nodes that have a path to v, and d(u,v) the number of steps of the shortest path,
//
//	c(v) = r(v)/(n−1) · r(v)/Σ_u d(u,v)
//
// The value is 0 if no node reaches v, and 1 if all other nodes are its neighbours. The first factor makes graphs
// with several components comparable: S. Wasserman and K. Faust, Social Network Analysis, Cambridge 1994, page 201.
// For the distances from a node of a directed graph, use the graph with reversed edges.
//
// One search covers 64 nodes, with one bit for each: M. Then et al., The more the merrier: efficient multi-source
// graph traversal, PVLDB 8 (2014) 449–460. It takes 24 bytes a node on each processor. MaxSteps limits it.
func Closeness(ctx context.Context, g *Graph, o Options) ([]float64, error) {
	if err := g.allow(model.Closeness, &o); err != nil {
		return nil, err
	}
	n := g.Nodes()
	values := make([]float64, n)
	err := parallel(ctx, (n+63)/64, func() func(int) error {
		seen, front, next := make([]uint64, n), make([]uint64, n), make([]uint64, n)
		return func(batch int) error {
			first := batch * 64
			width := min(64, n-first)
			reached, total, err := reach(ctx, g, first, width, [3][]uint64{seen, front, next})
			if err != nil {
				return err
			}
			for bit := range width {
				if total[bit] > 0 {
					r := float64(reached[bit])
					values[first+bit] = r / float64(total[bit]) * r / float64(n-1)
				}
			}
			return nil
		}
	})
	if err != nil {
		return nil, fmt.Errorf("closeness: %w", err)
	}
	return values, nil
}

// reach searches against the direction of the edges from the nodes first to first+width-1, all at once. It returns,
// for each of them, the number of nodes that reach it and the sum of their distances. The sets are scratch arrays:
// the nodes seen so far, those of the last level, and those of the next.
func reach(
	ctx context.Context, g *Graph, first, width int, sets [3][]uint64,
) (reached, total [64]int64, err error) {
	seen, front, next := sets[0], sets[1], sets[2]
	clear(seen)
	clear(front)
	for bit := range width {
		seen[first+bit], front[first+bit] = 1<<bit, 1<<bit
	}
	all := ^uint64(0) >> (64 - width)
	for level := int64(1); ; level++ {
		if err := ctx.Err(); err != nil {
			return reached, total, err
		}
		some := uint64(0)
		for v, before := range seen {
			next[v] = 0
			if before == all {
				continue
			}
			now := before
			for _, u := range g.out.row(int32(v)) {
				if now |= front[u]; now == all {
					break
				}
			}
			fresh := now &^ before
			next[v] = fresh
			some |= fresh
			for rest := fresh; rest != 0; rest &= rest - 1 {
				bit := bits.TrailingZeros64(rest)
				reached[bit]++
				total[bit] += level
			}
		}
		if some == 0 {
			return reached, total, nil
		}
		for v, fresh := range next {
			seen[v] |= fresh
		}
		front, next = next, front
	}
}
