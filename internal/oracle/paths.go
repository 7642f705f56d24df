package oracle

import (
	"cmp"
	"math/bits"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/stakegraph/stakegraph/graph/model"
)

// pathQuestion has the arguments of a search for paths.
type pathQuestion struct {
	from, to  []string
	mode      string
	weight    string
	first     int
	longest   int
	expansion expansion
}

func pathQuestionOf(a object) pathQuestion {
	q := pathQuestion{
		from: someIDs(a["from"]), to: someIDs(a["to"]), mode: a["mode"].(string), weight: a["weight"].(string),
		first: between(a["first"], 1, 100), longest: between(a["maxLength"], 1, 10), expansion: expansionOf(a),
	}
	if slices.ContainsFunc(q.to, func(id string) bool { return slices.Contains(q.from, id) }) {
		refuse("a path from a node to itself")
	}
	if q.mode == "SHORTEST" {
		q.first = 1
	}
	return q
}

func someIDs(value any) []string {
	var ids []string
	for _, id := range value.([]any) {
		if !model.ValidID(id.(string)) {
			refuse("%q is not an id", id)
		}
		if !slices.Contains(ids, id.(string)) {
			ids = append(ids, id.(string))
		}
	}
	if len(ids) == 0 || len(value.([]any)) > 100 {
		refuse("%d ids", len(ids))
	}
	return ids
}

func between(value any, least, most int64) int {
	n := value.(int64)
	if n < least || n > most {
		refuse("%d is not from %d to %d", n, least, most)
	}
	return int(n)
}

// path is a path, or the beginning of one during a search.
type path struct {
	nodes  []*model.Node
	steps  [][]*model.Relationship
	weight int
}

// answer enumerates all paths that can still reach an end, and returns the first of them in the order of the mode.
func (q pathQuestion) answer(s scope) []thing {
	w := walker{s, q.expansion}
	avoid := append(slices.Clone(q.from), q.to...)
	longest := q.longest
	var all []path
	var walk func(p path)
	left := q.stepsLeft(w)
	walk = func(p path) {
		last := p.nodes[len(p.nodes)-1]
		if slices.Contains(q.to, last.ID()) {
			if q.mode != "BEST" {
				longest = min(longest, len(p.steps))
			}
			all = append(all, p)
			return
		}
		for _, s := range w.steps(last) {
			far, has := left[s.to.ID()]
			if !has || len(p.steps)+1+far > longest || slices.Contains(p.nodes, s.to) ||
				slices.Contains(q.from, s.to.ID()) || !slices.Contains(avoid, s.to.ID()) && !w.passes(s.to) {
				continue
			}
			next := path{append(slices.Clone(p.nodes), s.to), append(slices.Clone(p.steps), s.along), p.weight + 1}
			if q.mode == "BEST" && q.weight == "HUB_AVERSE" && !slices.Contains(q.to, s.to.ID()) {
				next.weight += bits.Len(uint(w.degree(s.to))) - 1
			}
			walk(next)
		}
	}
	for _, id := range q.from {
		if n, has := w.graph.byID[id]; has {
			walk(path{nodes: []*model.Node{n}})
		}
	}
	if q.mode != "BEST" {
		all = slices.DeleteFunc(all, func(p path) bool { return len(p.steps) > longest })
	}
	slices.SortFunc(all, func(a, b path) int {
		return cmp.Or(cmp.Compare(a.weight, b.weight), cmp.Compare(len(a.steps), len(b.steps)),
			slices.CompareFunc(a.nodes, b.nodes, func(a, b *model.Node) int { return cmp.Compare(a.ID(), b.ID()) }))
	})
	found := []thing{}
	for _, p := range all[:min(len(all), q.first)] {
		found = append(found, p)
	}
	return found
}

// stepsLeft returns the distance of each node to the nearest end. It repeats a pass over all nodes for each distance.
func (q pathQuestion) stepsLeft(w walker) map[string]int {
	left := map[string]int{}
	for _, id := range q.to {
		left[id] = 0
	}
	for steps := 1; steps <= q.longest; steps++ {
		for _, n := range w.graph.nodes {
			if _, has := left[n.ID()]; has {
				continue
			}
			if slices.ContainsFunc(w.steps(n), func(s step) bool {
				far, has := left[s.to.ID()]
				return has && far == steps-1
			}) {
				left[n.ID()] = steps
			}
		}
	}
	return left
}

func (path) typeName() string { return "Path" }

func (p path) field(_ *evaluation, f *ast.Field) any {
	switch f.Name {
	case "length":
		return int64(len(p.steps))
	case "weight":
		return int64(p.weight)
	case "nodes":
		found := []thing{}
		for _, n := range p.nodes {
			found = append(found, node{row{node: n}})
		}
		return found
	}
	steps := []thing{}
	for i := range p.steps {
		steps = append(steps, pathStep{p, i})
	}
	return steps
}

// pathStep is one step of a path.
type pathStep struct {
	path path
	at   int
}

func (pathStep) typeName() string { return "PathStep" }

func (s pathStep) field(_ *evaluation, f *ast.Field) any {
	switch f.Name {
	case "start":
		return node{row{node: s.path.nodes[s.at]}}
	case "end":
		return node{row{node: s.path.nodes[s.at+1]}}
	}
	links := []thing{}
	for _, r := range s.path.steps[s.at] {
		links = append(links, pathLink{r, s.path.nodes[s.at]})
	}
	return links
}

// pathLink is a relationship that a step follows from a node.
type pathLink struct {
	relationship *model.Relationship
	from         *model.Node
}

func (pathLink) typeName() string { return "PathLink" }

func (l pathLink) field(_ *evaluation, f *ast.Field) any {
	if f.Name == "isReversed" {
		return l.relationship.From != l.from.ID()
	}
	return relationship{l.relationship}
}

// relationship is a relationship outside a list.
type relationship struct{ *model.Relationship }

func (r relationship) typeName() string { return relationshipTypes[r.Type].typeName }

func (r relationship) field(e *evaluation, f *ast.Field) any {
	switch f.Name {
	case "label":
		name := func(id string) string { return e.graph.whole.byID[id].Properties[model.Name].(string) }
		return name(r.From) + " → " + name(r.To)
	case "start":
		return node{row{node: e.graph.byID[r.From]}}
	case "end":
		return node{row{node: e.graph.byID[r.To]}}
	}
	return e.graph.fact(e.graph.row(relationshipTypes[r.Type].edge, r.Relationship), f)
}
