package paths

import (
	"container/heap"
	"context"
	"maps"
	"math"
	"math/bits"
	"slices"

	"github.com/stakegraph/stakegraph/graph/plan"
)

// maxSteps is the maximum length of a path.
const maxSteps = 10

// field is the part of the graph that lies on paths of at most some number of steps. Nodes are numbered in the order of
// their ids.
type field struct {
	ids  []string
	out  [][]int32
	cost []int64   // of a step to the node
	left [][]int64 // by the number of remaining steps: the minimum cost from the node to an end
	ends []bool
}

// A cost combines a weight and, in its low bits, a number of steps: paths of equal weight are ordered by length.
const (
	stepUnit   = 1
	weightUnit = 1 << 8
	unreached  = math.MaxInt64 / 2
)

// enumerate returns the first paths of at most so many steps, in order. It is a best-first search: it always extends
// the partial path with the lowest promise, a lower bound of the cost of all its completions. The bound is exact unless
// the completion would visit a node twice. Complete paths are thus found in order, and few other partial paths are
// extended.
func (s *search) enumerate(ctx context.Context, steps int) ([]trail, error) {
	f, err := s.field(ctx, steps)
	if err != nil {
		return nil, err
	}
	var open beginnings
	for _, id := range s.spec.From {
		if at, has := slices.BinarySearch(f.ids, id); has && f.left[steps][at] < unreached {
			open = append(open, beginning{promise: f.left[steps][at], nodes: [maxSteps + 1]int32{int32(at)}, length: 1})
		}
	}
	heap.Init(&open)
	var found []trail
	first := s.spec.First
	if s.spec.Mode == plan.Shortest {
		first = min(first, 1)
	}
	for trials := 0; len(open) > 0 && len(found) < first; {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		b := heap.Pop(&open).(beginning)
		last := b.nodes[b.length-1]
		if f.ends[last] {
			found = append(found, f.trail(b))
			continue
		}
		for _, to := range f.out[last] {
			rest := f.left[steps-b.length][to]
			if rest >= unreached || slices.Contains(b.nodes[:b.length], to) {
				continue
			}
			if trials++; trials > mostTrials {
				return nil, tooMany("partial paths to try in a search", mostTrials,
					"use fewer types of relationships, more filters or a smaller `maxLength`")
			}
			on := b
			on.nodes[on.length] = to
			on.length++
			on.cost += f.cost[to]
			on.promise = on.cost + rest
			heap.Push(&open, on)
		}
	}
	return found, nil
}

func (f *field) trail(b beginning) trail {
	t := trail{weight: int(b.cost / weightUnit)}
	for _, at := range b.nodes[:b.length] {
		t.nodes = append(t.nodes, f.ids[at])
	}
	return t
}

// field numbers the visited nodes, and computes the minimum costs to an end.
func (s *search) field(ctx context.Context, steps int) (*field, error) {
	all := maps.Clone(s.out)
	for _, to := range s.out {
		for _, id := range to {
			all[id] = nil
		}
	}
	f := &field{ids: slices.Sorted(maps.Keys(all))}
	n := len(f.ids)
	f.out, f.cost, f.ends = make([][]int32, n), make([]int64, n), make([]bool, n)
	number := make(map[string]int32, n)
	for i, id := range f.ids {
		number[id] = int32(i)
		f.cost[i] = weightUnit + stepUnit
	}
	for from, to := range s.out {
		at := number[from]
		for _, id := range to {
			f.out[at] = append(f.out[at], number[id])
		}
		slices.Sort(f.out[at])
		f.out[at] = slices.Compact(f.out[at])
	}
	for _, id := range s.spec.To {
		if at, has := number[id]; has {
			f.ends[at] = true
		}
	}
	f.measure(steps)
	if s.spec.Mode != plan.Best || s.spec.Weight != plan.HubAverse {
		return f, nil
	}
	if err := s.weigh(ctx, f, steps); err != nil {
		return nil, err
	}
	f.measure(steps)
	return f, nil
}

// measure computes the minimum cost from each node to an end, for every number of remaining steps.
func (f *field) measure(steps int) {
	f.left = make([][]int64, steps+1)
	for h := range f.left {
		f.left[h] = make([]int64, len(f.ids))
		for at := range f.ids {
			least := int64(unreached)
			switch {
			case f.ends[at]:
				least = 0
			case h > 0:
				for _, to := range f.out[at] {
					least = min(least, f.cost[to]+f.left[h-1][to])
				}
			}
			f.left[h][at] = least
		}
	}
}

// weigh computes the costs of passing the nodes from which an end can be reached.
func (s *search) weigh(ctx context.Context, f *field, steps int) error {
	var unknown []string
	for at, id := range f.ids {
		if _, known := s.costs[id]; !known && !f.ends[at] && f.left[steps][at] < unreached {
			unknown = append(unknown, id)
		}
	}
	if len(unknown) > 0 {
		degrees, err := s.Degrees(ctx, s.spec.Expansion, unknown)
		if err != nil {
			return err
		}
		for _, id := range unknown {
			s.costs[id] = int64(max(0, bits.Len64(uint64(degrees[id]))-1)) * weightUnit
		}
	}
	for at, id := range f.ids {
		if !f.ends[at] {
			f.cost[at] += s.costs[id]
		}
	}
	return nil
}

// beginning is a partial path. promise is a lower bound of the cost of its completions.
type beginning struct {
	promise, cost int64
	nodes         [maxSteps + 1]int32
	length        int
}

// beginnings is a heap: the lowest promise is on top; ties are broken by ids.
type beginnings []beginning

func (b beginnings) Len() int { return len(b) }

func (b beginnings) Less(i, j int) bool {
	if b[i].promise != b[j].promise {
		return b[i].promise < b[j].promise
	}
	return slices.Compare(b[i].nodes[:b[i].length], b[j].nodes[:b[j].length]) < 0
}

func (b beginnings) Swap(i, j int) { b[i], b[j] = b[j], b[i] }

// Push adds a beginning.
func (b *beginnings) Push(one any) { *b = append(*b, one.(beginning)) }

// Pop removes the last one.
func (b *beginnings) Pop() any {
	all := *b
	last := all[len(all)-1]
	*b = all[:len(all)-1]
	return last
}
