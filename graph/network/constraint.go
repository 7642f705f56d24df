package network

import (
	"context"
	"fmt"
	"math"

	"github.com/stakegraph/stakegraph/graph/model"
)

// Constraint returns Burt's constraint of each node: the degree to which its neighbours are connected to each other,
// so that it spans few structural holes. With p(i,j) the weight of the edge to j as a fraction of the strength of i,
//
//	c(i) = Σ_j (p(i,j) + Σ_q p(i,q)·p(q,j))²
//
// over the neighbours j of i, where q is neither i nor j. Brokers have low values; a node without neighbours has NaN.
// R. S. Burt, Structural Holes, Harvard 1992, chapter 2; Structural holes and good ideas, American Journal of
// Sociology 110 (2004) 349–399. Loops do not count. Directed graphs are converted with Undirected, so p includes both
// directions.
//
// Since p(i,q)·p(q,j) is w(i,q)·w(q,j)/s(q) divided by s(i), the sum over q is the same from both ends of an edge,
// except for this division. So each triangle is visited once for its three edges. It takes 24 bytes an edge and 28
// bytes a node. MaxSteps limits it.
func Constraint(ctx context.Context, g *Graph, o Options) ([]float64, error) {
	if err := g.allow(model.Constraint, &o); err != nil {
		return nil, err
	}
	ties := g.Undirected().out
	upward := ties.upward()
	n := ties.nodes()
	strengths, values := make([]float64, n), make([]float64, n)
	for u := range int32(n) {
		for i := upward.offsets[u]; i < upward.offsets[u+1]; i++ {
			strengths[u] += upward.weights[i]
			strengths[upward.targets[i]] += upward.weights[i]
		}
	}
	around, err := upward.around(ctx, strengths)
	if err != nil {
		return nil, fmt.Errorf("constraint: %w", err)
	}
	for u := range int32(n) {
		for i := upward.offsets[u]; i < upward.offsets[u+1]; i++ {
			v, invested := upward.targets[i], upward.weights[i]+around[i]
			values[u] += (invested / strengths[u]) * (invested / strengths[u])
			values[v] += (invested / strengths[v]) * (invested / strengths[v])
		}
	}
	for v, s := range strengths {
		if s == 0 {
			values[v] = math.NaN()
		}
	}
	return values, nil
}

// isUpward reports whether the edge from u to v leads upward: to the node with more edges, or with equal numbers of
// edges to the node with the higher number. No node has many upward edges, so there are few pairs of them.
func (a adjacency) isUpward(u, v int32) bool {
	of, to := len(a.row(u)), len(a.row(v))
	return of < to || of == to && u < v
}

// upward returns each edge once, in its upward direction, without loops and counts.
func (a adjacency) upward() adjacency {
	up := adjacency{offsets: make([]int32, 1, len(a.offsets))}
	for u := range int32(a.nodes()) {
		weights := a.rowWeights(u)
		for i, v := range a.row(u) {
			if a.isUpward(u, v) {
				up.targets, up.weights = append(up.targets, v), append(up.weights, weights[i])
			}
		}
		up.offsets = append(up.offsets, int32(len(up.targets)))
	}
	return up
}

// around returns Σ_q w(u,q)·w(q,v)/s(q) for each upward edge between u and v.
func (a adjacency) around(ctx context.Context, strengths []float64) ([]float64, error) {
	sums := make([]float64, len(a.targets))
	places := make([]int32, a.nodes()) // index+1 of the edge from u to a node, or 0
	for u := range int32(a.nodes()) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		first, last := a.offsets[u], a.offsets[u+1]
		for i := first; i < last; i++ {
			places[a.targets[i]] = i + 1
		}
		for i := first; i < last; i++ {
			v := a.targets[i]
			for j := a.offsets[v]; j < a.offsets[v+1]; j++ {
				q := a.targets[j]
				k := places[q] - 1
				if k < 0 {
					continue
				}
				sums[i] += a.weights[k] * a.weights[j] / strengths[q]
				sums[k] += a.weights[i] * a.weights[j] / strengths[v]
				sums[j] += a.weights[i] * a.weights[k] / strengths[u]
			}
		}
		for i := first; i < last; i++ {
			places[a.targets[i]] = 0
		}
	}
	return sums, nil
}
