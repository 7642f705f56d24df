package network

import (
	"context"
	"fmt"
	"math"
)

// Eigenvector returns the eigenvector centrality of each node of the largest connected component. The values are the
// eigenvector of the largest eigenvalue λ of its weights, so that the value of a node is proportional to the sum of
// the values of its neighbours,
//
//	λ·x(v) = Σ_u w(u,v)·x(u)
//
// All other nodes have the value 0, since other components have other eigenvalues. The squares of the values sum to
// 1. Among components of equal size, the one with the first node counts as the largest. A loop counts once. P.
// Bonacich, Power and centrality: a family of measures, American Journal of Sociology 92 (1987) 1170–1182.
//
// The method is power iteration on the weights with λ̃ added to the diagonal, which does not change the eigenvectors
// and makes the iteration converge on bipartite graphs too. λ̃ is a quarter of the mean strength. Directed graphs are
// converted with Undirected. It takes 32 bytes a node.
func Eigenvector(ctx context.Context, g *Graph, o Options) ([]float64, error) {
	o, err := o.filled()
	if err != nil {
		return nil, fmt.Errorf("eigenvector: %w", err)
	}
	g = g.Undirected()
	components, err := g.Components(ctx)
	if err != nil {
		return nil, fmt.Errorf("eigenvector: %w", err)
	}
	n := g.Nodes()
	x, next := make([]float64, n), make([]float64, n)
	largest, size := 0.0, 0.0
	for v, of := range components.Of {
		if of == 0 {
			x[v] = 1
			size++
			largest += sum(g.out.rowWeights(int32(v)))
		}
	}
	shift := largest / size / 4
	for v := range x {
		x[v] /= size
	}
	totals, changes := make([]float64, spans(n)), make([]float64, spans(n))
	for range o.MaxIterations {
		err := parallel(ctx, spans(n), func() func(int) error {
			return func(part int) error {
				first, last := span(part, n)
				total := 0.0
				for v := first; v < last; v++ {
					if components.Of[v] == 0 {
						next[v] = shift*x[v] + g.out.weighted(int32(v), x)
						total += next[v]
					}
				}
				totals[part] = total
				return nil
			}
		})
		if err != nil {
			return nil, fmt.Errorf("eigenvector: %w", err)
		}
		total := sum(totals)
		for part := range changes {
			first, last := span(part, n)
			changes[part] = 0
			for v := first; v < last; v++ {
				if total > 0 {
					next[v] /= total
				} else {
					next[v] = x[v] // a single node without edges
				}
				changes[part] += math.Abs(next[v] - x[v])
			}
		}
		x, next = next, x
		if sum(changes) < o.Tolerance {
			return unit(x), nil
		}
	}
	return nil, fmt.Errorf("eigenvector: %w to %v after %d iterations", ErrNotConverged, o.Tolerance, o.MaxIterations)
}

// unit scales values so that their squares sum to 1.
func unit(x []float64) []float64 {
	squares := 0.0
	for _, v := range x {
		squares += v * v
	}
	if squares > 0 {
		for v := range x {
			x[v] /= math.Sqrt(squares)
		}
	}
	return x
}
