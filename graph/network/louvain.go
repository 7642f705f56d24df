package network

import (
	"context"
	"math/rand/v2"
	"slices"
)

// level is a graph of one round of the method, with the community of each of its nodes.
type level struct {
	offsets, targets []int32 // may include loops, which are ignored
	weights          []float64
	strengths        []float64 // of each node, including the weight inside it
	twice            float64   // the sum of strengths
	resolution       float64

	of     []int32   // by node: its community
	totals []float64 // by community: the strengths of its nodes
	sizes  []int32   // by community: the number of its nodes
}

// louvain improves a partition and returns the community of each node.
func louvain(ctx context.Context, g *Graph, p Partition, resolution float64, chance *rand.Rand) ([]int32, error) {
	strengths := g.Degrees().AllStrength
	l := &level{
		offsets: g.out.offsets, targets: g.out.targets, weights: g.out.weights,
		strengths: strengths, twice: sum(strengths), resolution: resolution,
	}
	l.begin(p.Of)
	of := numbersTo(g.Nodes())
	for {
		if err := l.move(ctx, chance); err != nil {
			return nil, err
		}
		communities := l.number()
		for v, node := range of {
			of[v] = l.of[node]
		}
		if communities == len(l.of) {
			return of, nil
		}
		l = l.coarser(communities)
	}
}

// begin assigns each node to its community.
func (l *level) begin(of []int32) {
	l.of = slices.Clone(of)
	l.totals, l.sizes = make([]float64, len(of)), make([]int32, len(of))
	for v, c := range of {
		l.totals[c] += l.strengths[v]
		l.sizes[c]++
	}
}

// move moves single nodes to other communities until no move has a gain.
func (l *level) move(ctx context.Context, chance *rand.Rand) error {
	n := len(l.of)
	queue := numbersTo(n) // a ring buffer
	chance.Shuffle(n, func(i, j int) { queue[i], queue[j] = queue[j], queue[i] })
	waits := slices.Repeat([]bool{true}, n)
	var empty []int32
	for c, size := range l.sizes {
		if size == 0 {
			empty = append(empty, int32(c))
		}
	}
	ties := make([]float64, n) // by community: the weight between it and the current node
	var met []int32
	for first, length, step := 0, n, 0; length > 0; step++ {
		if step%spanSize == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		v := queue[first]
		if first++; first == n {
			first = 0
		}
		length--
		waits[v] = false
		row, weights := l.targets[l.offsets[v]:l.offsets[v+1]], l.weights[l.offsets[v]:l.offsets[v+1]]
		met = met[:0]
		for i, u := range row {
			if u == v {
				continue
			}
			c := l.of[u]
			if ties[c] == 0 {
				met = append(met, c)
			}
			ties[c] += weights[i]
		}
		from := l.of[v]
		expected := l.resolution * l.strengths[v] / l.twice
		l.totals[from] -= l.strengths[v]
		l.sizes[from]--
		// The threshold exceeds rounding errors; otherwise nodes could move for ever.
		to, most := from, ties[from]-expected*l.totals[from]+1e-10*l.strengths[v]
		for _, c := range met {
			if gain := ties[c] - expected*l.totals[c]; gain > most {
				to, most = c, gain
			}
			ties[c] = 0
		}
		if most < 0 && l.sizes[from] > 0 && len(empty) > 0 {
			to = empty[len(empty)-1] // the node gains by leaving for an empty community
		}
		if len(empty) > 0 && to == empty[len(empty)-1] {
			empty = empty[:len(empty)-1]
		}
		l.totals[to] += l.strengths[v]
		l.sizes[to]++
		if to == from {
			continue
		}
		l.of[v] = to
		if l.sizes[from] == 0 {
			l.totals[from] = 0
			empty = append(empty, from)
		}
		for _, u := range row {
			if !waits[u] && l.of[u] != to {
				waits[u] = true
				at := first + length
				if at >= n {
					at -= n
				}
				queue[at] = u
				length++
			}
		}
	}
	return nil
}

// number renumbers the communities that have nodes, from 0, and returns their number.
func (l *level) number() int {
	numbers, count := make([]int32, len(l.totals)), int32(0)
	for c, size := range l.sizes {
		if size > 0 {
			numbers[c] = count
			count++
		}
	}
	for v, c := range l.of {
		l.of[v] = numbers[c]
	}
	return int(count)
}

// coarser returns the level whose nodes are the communities of this one. Weight inside a community counts only in its
// strength.
func (l *level) coarser(communities int) *level {
	begins, members := grouped(l.of, communities)
	coarse := &level{
		offsets: make([]int32, 1, communities+1), strengths: make([]float64, communities),
		twice: l.twice, resolution: l.resolution,
	}
	ties := make([]float64, communities)
	for c := range int32(communities) {
		begin := len(coarse.targets)
		for _, v := range members[begins[c]:begins[c+1]] {
			coarse.strengths[c] += l.strengths[v]
			for i := l.offsets[v]; i < l.offsets[v+1]; i++ {
				to := l.of[l.targets[i]]
				if to == c {
					continue
				}
				if ties[to] == 0 {
					coarse.targets = append(coarse.targets, to)
				}
				ties[to] += l.weights[i]
			}
		}
		for _, to := range coarse.targets[begin:] {
			coarse.weights = append(coarse.weights, ties[to])
			ties[to] = 0
		}
		coarse.offsets = append(coarse.offsets, int32(len(coarse.targets)))
	}
	coarse.begin(numbersTo(communities))
	return coarse
}
