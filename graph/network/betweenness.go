package network

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"github.com/stakegraph/stakegraph/graph/model"
)

// Betweenness returns the betweenness centrality of each node: the fraction of the shortest paths between two other
// nodes that pass through it, as the mean over all ordered pairs of other nodes. With σ(s,t) the number of shortest
// paths from s to t, and σ(s,t|v) the number of those through v,
//
//	b(v) = 1/((n−1)(n−2)) · Σ_{s≠v≠t} σ(s,t|v)/σ(s,t)
//
// where pairs without a path contribute 0. The values are from 0 to 1. Paths are measured in steps, without weights.
// L. C. Freeman, A set of measures of centrality based on betweenness, Sociometry 40 (1977) 35–41. The algorithm runs
// one search from each node: U. Brandes, A faster algorithm for betweenness centrality, Journal of Mathematical
// Sociology 25 (2001) 163–177. It takes 40 bytes a node on each processor. It returns ErrTooLarge if the graph needs
// more than MaxSteps steps; SampledBetweenness is an estimate for such graphs.
func Betweenness(ctx context.Context, g *Graph, o Options) ([]float64, error) {
	if err := g.allow(model.Betweenness, &o); err != nil {
		return nil, err
	}
	n := g.Nodes()
	values, err := dependencies(ctx, g, numbersTo(n))
	if err != nil {
		return nil, fmt.Errorf("betweenness: %w", err)
	}
	if n > 2 {
		for v := range values {
			values[v] /= float64(n-1) * float64(n-2)
		}
	}
	return values, nil
}

// blocks is the number of blocks that the sources are divided into. Each block has its own sum, and the sums are
// added in order, so the result does not depend on the number of processors.
const blocks = 64

// dependencies returns for each node v the sum of its dependencies over the sources s: Σ_t σ(s,t|v)/σ(s,t).
func dependencies(ctx context.Context, g *Graph, sources []int32) ([]float64, error) {
	total := make([]float64, g.Nodes())
	var adding sync.Mutex
	waiting := map[int][]float64{} // sums of blocks that are finished before an earlier block
	turn := 0
	err := parallel(ctx, blocks, func() func(int) error {
		s := newSearch(g)
		return func(block int) error {
			part := make([]float64, g.Nodes())
			for _, source := range sources[block*len(sources)/blocks : (block+1)*len(sources)/blocks] {
				if err := ctx.Err(); err != nil {
					return err
				}
				s.from(source)
				s.addDependencies(part)
			}
			adding.Lock()
			defer adding.Unlock()
			waiting[block] = part
			for ; waiting[turn] != nil; turn++ {
				for v, d := range waiting[turn] {
					total[v] += d
				}
				delete(waiting, turn)
			}
			return nil
		}
	})
	return total, err
}

// search is a breadth-first search from one node that counts the shortest paths to each node.
type search struct {
	offsets, targets []int32
	order            []int32 // the reached nodes, nearest first
	distances        []int32 // from the source, or unreached
	paths            []float64
	shares           []float64 // (1 + dependency) / paths, set by addDependencies
}

const unreached = -1

func newSearch(g *Graph) *search {
	n := g.Nodes()
	return &search{
		offsets: g.out.offsets, targets: g.out.targets, order: make([]int32, 0, n),
		distances: slices.Repeat([]int32{unreached}, n), paths: make([]float64, n), shares: make([]float64, n),
	}
}

func (s *search) from(source int32) {
	for _, v := range s.order {
		s.distances[v], s.paths[v] = unreached, 0
	}
	s.order = append(s.order[:0], source)
	s.distances[source], s.paths[source] = 0, 1
	for i := 0; i < len(s.order); i++ {
		u := s.order[i]
		after, paths := s.distances[u]+1, s.paths[u]
		for _, v := range s.targets[s.offsets[u]:s.offsets[u+1]] {
			switch s.distances[v] {
			case unreached:
				s.distances[v], s.paths[v] = after, paths
				s.order = append(s.order, v)
			case after:
				s.paths[v] += paths
			}
		}
	}
}

// addDependencies adds to each node the dependency of the source on it. It visits the farthest nodes first.
func (s *search) addDependencies(to []float64) {
	for i := len(s.order) - 1; i >= 0; i-- {
		u := s.order[i]
		after, through := s.distances[u]+1, 0.0
		for _, v := range s.targets[s.offsets[u]:s.offsets[u+1]] {
			if s.distances[v] == after {
				through += s.shares[v]
			}
		}
		dependency := through * s.paths[u]
		s.shares[u] = (1 + dependency) / s.paths[u]
		if i > 0 {
			to[u] += dependency
		}
	}
}
