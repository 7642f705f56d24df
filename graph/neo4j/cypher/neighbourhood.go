package cypher

import (
	"strconv"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// neighbourhood writes a search for a neighbourhood. For each number of steps from 1 on, it returns the ids of the
// nodes that the rule Keep selects. It also returns the relationships among all nodes, at most one more than the limit,
// and whether nodes were left out.
func (w walk) neighbourhood(spec *plan.Neighbourhood) {
	middle := scope{row: w.next(), labels: model.Nodes}
	w.named(middle, spec.Of)
	w.line("WITH collect(", middle.node(), ") AS k0") // without other columns, so that there is a row even if no node is found
	w.line("WITH k0, false AS cut")
	first := w.arg(spec.First - len(spec.Of))
	for step := range spec.Steps {
		w.level(spec, step+1, first)
	}
	w.line("WITH ", levels('k', 0, spec.Steps, " + "), " AS ", variable('f', w.number))
	w.write(", [", levels('i', 1, spec.Steps, ", "), "] AS ids, cut")
	w.enclose("CALL (", variable('f', w.number), func() {
		w.among()
		w.line("WITH r, type(r) AS t LIMIT toInteger(", w.arg(spec.Most()+1), ")")
		w.gathered()
	})
	w.line("RETURN ", foundVariables(w.number, w.expansion), ", [ids, links, cut] AS ", variable('w', w.number))
}

// levels returns the variables of a range of numbers of steps: lists of nodes (k) or of their ids (i).
func levels(letter byte, first, last int, between string) string {
	var names []string
	for i := first; i <= last; i++ {
		names = append(names, variable(letter, i))
	}
	return strings.Join(names, between)
}

// level writes a search for the nodes that are one step further away, and cuts them at the limit.
func (w walk) level(spec *plan.Neighbourhood, step int, first string) {
	near, far := scope{row: w.next()}, scope{row: w.next(), labels: model.Nodes}
	nodes, number := levels('k', 0, step-1, ", "), strconv.Itoa(step)
	before := nodes
	if step > 1 {
		before += ", " + levels('i', 1, step-1, ", ")
	}
	w.enclose("CALL (", nodes+", cut", func() {
		w.line("WITH ", levels('k', 0, step-1, " + "), " AS kept")
		if step == 1 {
			w.line("UNWIND k0 AS ", near.node())
		} else {
			w.line("UNWIND CASE WHEN cut THEN [] ELSE k", strconv.Itoa(step-1), " END AS ", near.node())
		}
		w.steps(near, far)
		w.line("WITH kept, ", near.node(), ", ", far.node())
		w.where(
			func() { w.write("NOT ", far.node(), " IN kept") },
			func() { w.nodePredicate(far, nil) },
		)
		if spec.Keep == plan.MostLinked {
			w.line("WITH ", far.node(), ", count(DISTINCT ", near.node(), ") AS links ORDER BY links DESC, ")
		} else {
			w.line("WITH DISTINCT ", far.node(), " ORDER BY ")
		}
		w.write(far.id(), " LIMIT toInteger(", first, ") + 1")
		w.line("RETURN collect(", far.node(), ") AS near, collect(", far.id(), ") AS named")
	})
	w.line("WITH ", before, ", cut, near, named, toInteger(", first, ")")
	for i := 1; i < step; i++ {
		w.write(" - size(k", strconv.Itoa(i), ")")
	}
	w.write(" AS room")
	w.line("WITH ", before, ", near[..room] AS k", number, ", named[..room] AS i", number)
	w.write(", cut OR size(near) > room AS cut")
}

// among writes a search for the relationships of an expansion among the nodes of the neighbourhood. One pattern reads
// all types without conditions, and each other type has its own.
func (w walk) among() {
	var plain []model.RelType
	var branches []func()
	for _, pattern := range w.expansion.Patterns {
		if pattern.Where == nil {
			plain = append(plain, pattern.Rel)
			continue
		}
		branches = append(branches, func() {
			start, end := scope{row: w.next()}, scope{row: w.next()}
			of := patternScope(pattern, plan.Outgoing, start, end)
			w.linked(start, end, of, []model.RelType{pattern.Rel}, w.conditions(of, w.asSets(of.fromFew(), pattern.Where)))
		})
	}
	if len(plain) > 0 {
		branches = append(branches, func() {
			start, end := scope{row: w.next()}, scope{row: w.next()}
			w.linked(start, end, start, plain, nil)
		})
	}
	w.enclose("CALL (", variable('f', w.number), func() {
		for i, branch := range branches {
			w.union(i)
			branch()
		}
	})
}

// linked writes a search for the relationships of some types among the nodes of the neighbourhood. Conditions read the
// scope of.
func (w walk) linked(start, end, of scope, types []model.RelType, conditions []func()) {
	w.line("UNWIND ", variable('f', w.number), " AS ", start.node())
	w.line("MATCH ", start.pattern(""), "-[", of.relationship(), ":", alternative(types), "]->", end.pattern(""))
	w.whereWithin(append([]func(){func() { w.write(end.node(), " IN ", variable('f', w.number)) }}, conditions...)...)
	w.line("RETURN ", of.relationship(), " AS r")
}
