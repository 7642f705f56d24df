package network

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
)

// SampledBetweenness estimates Betweenness from searches that go out from some nodes alone, the pivots, which are drawn
// at random without repetition: U. Brandes and C. Pich, Centrality estimation in large networks, International Journal of
// Bifurcation and Chaos 17 (2007) 2303–2318. They are drawn from the nodes that an edge leads away from, since no path
// begins at another one. With δ(p,v) = Σ_t σ(p,t|v)/σ(p,t), m(v) the number of such nodes other than v, and k(v) that of
// the pivots other than v, since no path counts for the node that it begins at,
//
//	b(v) ≈ 1/((n−1)(n−2)) · m(v)/k(v) · Σ_p δ(p,v)
//
// Whether v is a pivot or not, the pivots other than v are a draw of the m(v) nodes, and so m(v)/k(v) times their sum has
// the sum over all of these as its mean: the estimate is unbiased. It is the exact value where all are drawn. The pivots
// depend on these nodes, Pivots and Seed alone. It is bounded by MaxSteps.
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

// estimate estimates Betweenness from pivots, which are in order.
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
		if values[v] != 0 { // else there may be no pivot to divide by
			values[v] *= others / drawn / ((n - 1) * (n - 2))
		}
	}
	return values, nil
}

// sources returns the nodes that an edge leads away from, in order.
func (g *Graph) sources() []int32 {
	var sources []int32
	for v := range int32(g.Nodes()) {
		if len(g.out.row(v)) > 0 {
			sources = append(sources, v)
		}
	}
	return sources
}

// pivots draws the pivots and returns them in order. The first places of a shuffle are a draw without repetition.
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

// Each use of chance has streams of its own; those of communities go on upward.
const (
	pivotStream = iota
	communityStream
)
