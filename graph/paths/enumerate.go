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

// maxSteps is the greatest length of a path.
const maxSteps = 10

// field is the part of a search that lies on paths of no more than some steps, with nodes numbered in the order of their
// ids, so that the order of numbers is that of ids.
type field struct {
	ids  []string
	out  [][]int32
	cost []int64   // of a step to the node
	left [][]int64 // the least cost from the node to an end, in at most so many steps
	ends []bool
}

// A cost is a weight and, below it, a number of steps: of paths of one weight the shorter ones come first.
const (
	stepUnit   = 1
	weightUnit = 1 << 8
	unreached  = math.MaxInt64 / 2
)

// enumerate returns the first paths of no more than so many steps, in order. It goes on from the beginning of a path that
// promises most, which is known exactly but for nodes that it has met already: so the paths come in order, whole ones
// before those that are no better, and hardly any other is looked at.
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

// field numbers what has been seen, and finds the least cost to an end.
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

// measure finds the least cost from each node to an end, for any number of steps that are left.
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

// weigh finds what it costs to pass the nodes that an end can be reached from.
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

// beginning is where a path that begins so can lead to.
type beginning struct {
	promise, cost int64
	nodes         [maxSteps + 1]int32
	length        int
}

// beginnings is a heap: the one that promises most is on top, then the one whose ids come first.
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
