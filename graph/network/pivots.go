package network

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
)

// SampledBetweenness estimates Betweenness from searches that start at only some nodes, the pivots, drawn at random
// without replacement: U. Brandes and C. Pich, Centrality estimation in large networks, International Journal of
// Bifurcation and Chaos 17 (2007) 2303–2318. Only nodes with outgoing edges are candidates, since no path begins at
// any other node. With δ(p,v) = Σ_t σ(p,t|v)/σ(p,t), m(v) the number of candidates other than v, and k(v) the number
// of pivots other than v, since no path through v begins at v,
//
//	b(v) ≈ 1/((n−1)(n−2)) · m(v)/k(v) · Σ_p δ(p,v)
//
// Whether or not v is a pivot, the pivots other than v are a random sample of the m(v) candidates. So m(v)/k(v) times
// their sum has the sum over all candidates as its expected value: the estimate is unbiased. It is exact if all
// candidates are pivots. The pivots depend only on the candidates, Pivots and Seed. MaxSteps limits it.
func SampledBetweenness(ctx context.Context, g *Graph, o Options) ([]float64, error) {
	if err := g.allow(model.SampledBetweenness, &o); err != nil {
		return nil, err
	}
	values, err := estimate(ctx, g, g.pivots(o))
	if err != nil {
		return nil, fmt.Errorf("sampled betweenness: %w", err)
	}
	return values, nil
}

// estimate estimates Betweenness from sorted pivots.
func estimate(ctx context.Context, g *Graph, pivots []int32) ([]float64, error) {
	values, err := dependencies(ctx, g, pivots)
	if err != nil {
		return nil, err
	}
	n, sources := float64(g.Nodes()), float64(len(g.sources()))
	for v := range values {
		others, drawn := sources, float64(len(pivots))
		if len(g.out.row(int32(v))) > 0 {
			others--
		}
		if _, isPivot := slices.BinarySearch(pivots, int32(v)); isPivot {
			drawn--
		}
		if values[v] != 0 { // there may be no pivot other than v
			values[v] *= others / drawn / ((n - 1) * (n - 2))
		}
	}
	return values, nil
}

// sources returns the nodes with outgoing edges, in order.
func (g *Graph) sources() []int32 {
	var sources []int32
	for v := range int32(g.Nodes()) {
		if len(g.out.row(v)) > 0 {
			sources = append(sources, v)
		}
	}
	return sources
}

// pivots draws the pivots and returns them sorted. The first k elements of a partial shuffle are a sample without
// replacement.
func (g *Graph) pivots(o Options) []int32 {
	all := g.sources()
	k := min(o.Pivots, len(all))
	chance := rand.New(rand.NewPCG(o.Seed, pivotStream))
	for i := range k {
		j := i + chance.IntN(len(all)-i)
		all[i], all[j] = all[j], all[i]
	}
	slices.Sort(all[:k])
	return all[:k]
}

// Each use of random numbers has its own streams. Communities use one stream for each start, from communityStream up.
const (
	pivotStream = iota
	communityStream
)
