package paths

import (
	"cmp"
	"context"
	"slices"

	"github.com/stakegraph/stakegraph/graph/plan"
)

// Find searches for paths in a graph. Errors are those of ground and ctx, and a plan.LimitError for a search that is
// too large.
func Find(ctx context.Context, ground Ground, spec *plan.Paths) (plan.FoundPaths, error) {
	s := &search{counted: counted{Ground: ground}, spec: spec}
	s.out, s.costs = map[string][]string{}, map[string]int64{}
	trails, err := s.trails(ctx)
	if err != nil {
		return nil, err
	}
	return s.link(ctx, trails)
}

// Join builds shortest paths from the relationships that lie on them. All paths must have at least the given number of
// steps.
func Join(ctx context.Context, spec *plan.Paths, links []plan.Link, steps int) (plan.FoundPaths, error) {
	s := &search{spec: spec, out: map[string][]string{}}
	sortLinks(links)
	lead := s.lead(links)
	for pair := range lead {
		s.add(pair.From, pair.To)
	}
	trails, err := s.enumerate(ctx, steps)
	if err != nil {
		return nil, err
	}
	return whole(trails, lead), nil
}

// search is one search for paths. It runs from both ends at once, and stores visited steps in the direction of the
// paths.
type search struct {
	counted
	spec  *plan.Paths
	out   map[string][]string // next nodes of a node
	costs map[string]int64    // cost of passing a node, in addition to the step
}

// side is the progress of a search from one end.
type side struct {
	expansion plan.Expansion
	ends      []string // start nodes of the other side
	distance  map[string]int
	frontier  []string
	depth     int
	back      bool
}

func newSide(starts, ends []string, expansion plan.Expansion, back bool) *side {
	s := &side{expansion: expansion, ends: ends, distance: map[string]int{}, frontier: starts, back: back}
	for _, id := range starts {
		s.distance[id] = 0
	}
	return s
}

// trail is a path's nodes and its weight.
type trail struct {
	nodes  []string
	weight int
}

// trails extends the side with the smaller frontier until all requested paths are known. If both sides together have
// made n steps, all paths of at most n steps have been found, and every other path has a weight above n.
func (s *search) trails(ctx context.Context) ([]trail, error) {
	ahead := newSide(s.spec.From, s.spec.To, s.spec.Expansion, false)
	behind := newSide(s.spec.To, s.spec.From, s.spec.Expansion.Reversed(), true)
	met := false
	for steps := 0; steps < s.spec.Longest; {
		if len(ahead.frontier) == 0 || len(behind.frontier) == 0 {
			break // everything reachable has been visited
		}
		next, other := ahead, behind
		if len(behind.frontier) < len(ahead.frontier) {
			next, other = behind, ahead
		}
		reached, err := s.advance(ctx, next, other)
		if err != nil {
			return nil, err
		}
		steps++
		if met = met || reached; !met {
			continue
		}
		found, err := s.enumerate(ctx, steps)
		if err != nil {
			return nil, err
		}
		if s.spec.Mode != plan.Best || len(found) == s.spec.First && found[len(found)-1].weight <= steps {
			return found, nil
		}
	}
	if !met {
		return nil, nil
	}
	return s.enumerate(ctx, s.spec.Longest)
}

// advance extends a side by one step, and reports whether it has met the other side.
func (s *search) advance(ctx context.Context, next, other *side) (met bool, err error) {
	pairs, err := s.expand(ctx, next.expansion, next.frontier, next.ends)
	if err != nil {
		return false, err
	}
	next.frontier, next.depth = nil, next.depth+1
	for _, pair := range pairs {
		known, seen := next.distance[pair.To]
		if seen && known == 0 {
			continue // a path has only one start
		}
		if next.back {
			s.add(pair.To, pair.From)
		} else {
			s.add(pair.From, pair.To)
		}
		at, meets := other.distance[pair.To]
		met = met || meets
		if !seen {
			next.distance[pair.To] = next.depth
			if !meets || at > 0 { // a path has only one end
				next.frontier = append(next.frontier, pair.To)
			}
		}
	}
	return met, nil
}

// add adds a step. Both sides may add the same step.
func (s *search) add(from, to string) { s.out[from] = append(s.out[from], to) }

// link finds the relationships of the steps.
func (s *search) link(ctx context.Context, trails []trail) (plan.FoundPaths, error) {
	if len(trails) == 0 {
		return nil, nil
	}
	var nodes []string
	for _, t := range trails {
		nodes = append(nodes, t.nodes...)
	}
	slices.Sort(nodes)
	links, err := s.links(ctx, s.spec.Expansion, slices.Compact(nodes), mostLinks)
	if err != nil {
		return nil, err
	}
	return whole(trails, s.lead(links)), nil
}

// lead returns the steps that relationships form.
func (s *search) lead(links []plan.Link) map[Pair]plan.FoundStep {
	steps := map[Pair]plan.FoundStep{}
	for _, link := range links {
		pattern, _ := s.spec.Expansion.Pattern(link.Rel)
		if pattern.Follow != plan.Against {
			along := Pair{link.Start, link.End}
			steps[along] = append(steps[along], link)
		}
		if pattern.Follow != plan.Along {
			against := Pair{link.End, link.Start}
			steps[against] = append(steps[against], link)
		}
	}
	return steps
}

// whole builds paths from their nodes and the steps between them. A path is left out if one of its relationships was
// deleted meanwhile.
func whole(trails []trail, lead map[Pair]plan.FoundStep) plan.FoundPaths {
	var found plan.FoundPaths
	for _, t := range trails {
		path := plan.FoundPath{Nodes: t.nodes, Weight: t.weight}
		for i, id := range t.nodes[1:] {
			if step := lead[Pair{t.nodes[i], id}]; len(step) > 0 {
				path.Steps = append(path.Steps, step)
			}
		}
		if len(path.Steps) == len(t.nodes)-1 {
			found = append(found, path)
		}
	}
	return found
}

func sortLinks(links []plan.Link) {
	slices.SortFunc(links, func(a, b plan.Link) int {
		return cmp.Or(cmp.Compare(a.Rel, b.Rel), cmp.Compare(a.ID, b.ID))
	})
}
