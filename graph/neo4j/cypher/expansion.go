package cypher

import (
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// walk is a search along a way while it is written.
type walk struct {
	*renderer
	number    int // of the InitPlan that is looked for, if any
	expansion plan.Expansion
}

// Steps writes a statement that answers with a list of pairs of ids: of a node that a step of a way begins at, and
// of one that it leads to. There are at most so many.
func Steps(expansion plan.Expansion, from, ends []string, most int) Query {
	r := newRenderer()
	w := walk{renderer: &r, expansion: expansion}
	near, far := scope{row: w.next()}, scope{row: w.next(), labels: model.Nodes}
	w.named(near, from)
	w.steps(near, far)
	w.line("WITH DISTINCT ", near.node(), ", ", far.node())
	w.where(
		func() { w.write(near.node(), " <> ", far.node()) },
		func() { w.nodePredicate(far, ends) },
	)
	w.line("WITH ", near.node(), ", ", far.node(), " LIMIT toInteger(", w.arg(most), ")")
	w.line("RETURN collect([", near.id(), ", ", far.id(), "])")
	used := w.used
	if len(used) == 0 {
		return w.query()
	}
	w.write(" AS v")
	// In a subquery that is given them, the sets are there behind every WITH.
	rest := w.text
	w.text = nil
	w.enclose("CALL (", "", func() {
		for _, set := range used {
			w.use(set)
		}
		w.write("\n", string(rest))
	})
	w.line("RETURN v")
	return w.query()
}

// steps writes what leads from a node to others, by each relationship once more.
func (w walk) steps(near, far scope) {
	w.enclose("CALL (", near.node(), func() {
		plain := plainTypesOf(w.expansion.Patterns)
		for i, types := range plain {
			w.union(i)
			w.line("MATCH ", near.pattern(""), followed(types.follow, "[:"+alternative(types.types)+"]"), far.pattern(""))
			w.line("RETURN ", far.node())
		}
		branches := len(plain)
		for _, pattern := range w.expansion.Patterns {
			if pattern.Where == nil {
				continue
			}
			for _, direction := range pattern.Follow.Directions() {
				w.union(branches)
				branches++
				w.matchPattern(near, far, pattern, direction)
			}
		}
	})
}

// named finds the nodes that have one of the ids, and one of the labels where the scope says which.
func (w walk) named(s scope, ids []string) {
	w.line("MATCH ", s.pattern(FactLabel), " WHERE ", s.id(), " IN ", w.arg(ids))
	if s.labels != 0 {
		w.write(" AND ", w.hasLabel(s, s.labels))
	}
}

// plainTypes is types of which nothing more is asked, and which a step follows alike.
type plainTypes struct {
	follow plan.Follow
	types  []model.RelType
}

func plainTypesOf(patterns []plan.RelationshipPattern) []plainTypes {
	var all []plainTypes
	for _, pattern := range patterns {
		if pattern.Where != nil {
			continue
		}
		at := slices.IndexFunc(all, func(u plainTypes) bool { return u.follow == pattern.Follow })
		if at < 0 {
			all = append(all, plainTypes{follow: pattern.Follow})
			at = len(all) - 1
		}
		all[at].types = append(all[at].types, pattern.Rel)
	}
	return all
}

func (w walk) union(before int) {
	if before > 0 {
		w.line("UNION ALL")
	}
}

// followed is a relationship as a step from the node on its left follows it.
func followed(f plan.Follow, relationship string) string {
	if f == plan.EitherDirection {
		return "-" + relationship + "-"
	}
	return arrow(f.Directions()[0], relationship)
}

// matchPattern writes the steps along relationships of which more is asked. The node at an end of one has the relationship's own
// number, by which conditions name both.
func (w walk) matchPattern(near, far scope, pattern plan.RelationshipPattern, direction plan.Direction) {
	of := w.inner(plan.From{Kind: plan.ByRelationshipID, Rel: pattern.Rel, Direction: pattern.Node})
	end := near
	if pattern.Node == direction {
		end = far
	}
	w.line("MATCH ", near.pattern(""), arrow(direction, of.typed(pattern.Rel)), far.pattern(""))
	w.line("WITH ", of.relationship(), ", ", far.node(), ", ", end.node(), " AS ", of.node())
	w.whereWithin(w.conditions(of, w.asSets(of.fromFew(), pattern.Where))...)
	w.line("RETURN ", far.node())
}

// nodePredicate writes the condition on a node that a path passes or ends at.
func (w walk) nodePredicate(s scope, ends []string) {
	if w.expansion.NodePredicate == nil {
		w.write("true")
		return
	}
	w.within++
	w.write("CASE WHEN ", s.id(), " IN ", w.arg(ends), " THEN true WHEN ")
	w.predicate(s, w.asSets(s.fromFew(), w.expansion.NodePredicate))
	w.write(" THEN true ELSE false END")
	w.within--
}

// Links writes a statement that answers with a list of the relationships of a way among nodes: the number of the
// type, and the ids of the relationship, of its start and of its end.
func Links(expansion plan.Expansion, nodes []string, most int) Query {
	r := newRenderer()
	w := walk{renderer: &r, expansion: expansion}
	ids := w.arg(nodes)
	w.enclose("CALL (", "", func() { w.links(ids) })
	w.line("WITH v LIMIT toInteger(", w.arg(most), ")")
	w.line("RETURN collect(v)")
	return w.query()
}

// links writes what finds the relationships of each type of a way among the nodes with some ids.
func (w walk) links(ids string) {
	for i, pattern := range w.expansion.Patterns {
		w.union(i)
		start, end := scope{row: w.next()}, scope{row: w.next()}
		of := patternScope(pattern, plan.Outgoing, start, end)
		// The end has no label, so that it is not looked for by itself.
		w.line("MATCH ", start.pattern(FactLabel), "-", of.typed(pattern.Rel), "->", end.pattern(""))
		w.whereWithin(append([]func(){
			func() { w.write(start.id(), " IN ", ids) },
			func() { w.write(end.id(), " IN ", ids) },
		}, w.conditions(of, w.asSets(of.fromFew(), pattern.Where))...)...)
		w.line("RETURN [", w.arg(int64(pattern.Rel)), ", ", of.stored(plan.OfRelationship, model.ID))
		w.write(", ", start.id(), ", ", end.id(), "] AS v")
	}
}

// Degrees writes a statement that answers with a list of the ids of nodes, and of how many relationships of some
// types leave or reach each.
func Degrees(types []model.RelType, nodes []string) Query {
	r := newRenderer()
	w := walk{renderer: &r}
	s := scope{row: w.next()}
	w.named(s, nodes)
	w.line("RETURN collect([", s.id(), ", 0")
	for _, t := range types {
		for _, direction := range []plan.Direction{plan.Outgoing, plan.Incoming} {
			w.write(" + ", degree(s, plan.From{Rel: t, Direction: direction}))
		}
	}
	w.write("])")
	return w.query()
}
