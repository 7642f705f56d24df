package network

import (
	"context"
	"fmt"
	"math"
	"slices"
)

// PageRank returns the PageRank of each node: the share of time that a random surfer spends there. With the
// probability Damping the surfer follows an outgoing edge, chosen in proportion to weights, and otherwise jumps to
// any node. From a node without outgoing edges the surfer always jumps to any node. With d the damping, n the number
// of nodes, w the weights and s(u) = Σ_v w(u,v):
//
//	x(v) = (1−d)/n + d·(Σ_u x(u)·w(u,v)/s(u) + Σ_{u: s(u)=0} x(u)/n)
//
// The values are above 0 and sum to 1. L. Page, S. Brin, R. Motwani and T. Winograd, The PageRank citation ranking,
// Stanford 1999. The method is power iteration on the sparse matrix, with one step for each edge. An undirected edge
// is followed in both directions. It takes 40 bytes a node.
func PageRank(ctx context.Context, g *Graph, o Options) ([]float64, error) {
	o, err := o.filled()
	if err != nil {
		return nil, fmt.Errorf("PageRank: %w", err)
	}
	n := g.Nodes()
	_, strengths := g.out.degrees()
	x, next, flow := slices.Repeat([]float64{1 / float64(n)}, n), make([]float64, n), make([]float64, n)
	changes := make([]float64, spans(n))
	for range o.MaxIterations {
		dangling := 0.0
		for u, s := range strengths {
			if s == 0 {
				dangling += x[u]
				continue
			}
			flow[u] = x[u] / s
		}
		base := (1 - o.Damping + o.Damping*dangling) / float64(n)
		err := parallel(ctx, spans(n), func() func(int) error {
			return func(part int) error {
				first, last := span(part, n)
				change := 0.0
				for v := first; v < last; v++ {
					next[v] = base + o.Damping*g.in.weighted(int32(v), flow)
					change += math.Abs(next[v] - x[v])
				}
				changes[part] = change
				return nil
			}
		})
		if err != nil {
			return nil, fmt.Errorf("PageRank: %w", err)
		}
		x, next = next, x
		if sum(changes) < o.Tolerance {
			return x, nil
		}
	}
	return nil, fmt.Errorf("PageRank: %w to %v after %d iterations", ErrNotConverged, o.Tolerance, o.MaxIterations)
}

// weighted returns the sum of the values of the nodes in v's row, each multiplied by the weight of the edge.
func (a adjacency) weighted(v int32, values []float64) float64 {
	first, next := a.offsets[v], a.offsets[v+1]
	targets, weights := a.targets[first:next], a.weights[first:next]
	total := 0.0
	for i, u := range targets {
		total += values[u] * weights[i]
	}
	return total
}

func sum(values []float64) float64 {
	total := 0.0
	for _, v := range values {
		total += v
	}
	return total
}
