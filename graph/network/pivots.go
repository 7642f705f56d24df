package network

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
)

// SampledBetweenness estimates Betweenness from searches that go out from some nodes alone, the pivots, which are drawn
// at random without repetition: U. Brandes and C. Pich, Centrality estimation in large networks, International Journal of
// Bifurcation and Chaos 17 (2007) 2303–2318. With k pivots p and δ(p,v) = Σ_t σ(p,t|v)/σ(p,t),
//
//	b(v) ≈ 1/(k(n−2)) · Σ_p δ(p,v), and with k−1 in place of k where v is a pivot,
//
// since no path counts for the node that it begins at. It is the exact value where k = n. The pivots depend on n, Pivots
// and Seed alone. It is bounded by MaxSteps.
func (g *Graph) SampledBetweenness(ctx context.Context, o Options) ([]float64, error) {
	if err := g.allow(SampledBetweenness, &o); err != nil {
		return nil, err
	}
	pivots := g.pivots(o)
	values, err := g.dependencies(ctx, pivots)
	if err != nil {
		return nil, fmt.Errorf("sampled betweenness: %w", err)
	}
	n, k := float64(g.Nodes()), float64(len(pivots))
	if n <= 2 {
		return values, nil
	}
	for v := range values {
		from := k
		if _, isPivot := slices.BinarySearch(pivots, int32(v)); isPivot {
			from--
		}
		values[v] /= from * (n - 2)
	}
	return values, nil
}

// pivots draws the pivots and returns them in order. The first places of a shuffle are a draw without repetition.
func (g *Graph) pivots(o Options) []int32 {
	all := make([]int32, g.Nodes())
	for v := range all {
		all[v] = int32(v)
	}
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
