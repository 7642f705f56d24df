package cypher

import (
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// walk writes the steps of an expansion.
type walk struct {
	*renderer
	number    int // of the InitPlan, or 0
	expansion plan.Expansion
}

// Steps writes a statement that returns a list of pairs of ids: a node that a step of an expansion starts at, and a
// node that it leads to. It returns each pair once, and at most the given number of pairs.
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
	// A subquery that has the sets as arguments can read them after every WITH.
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

// steps writes the patterns that lead from a node to others, with one row for each relationship.
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

// named writes a MATCH of the nodes with the ids, and with one of the labels of the scope, if it has any.
func (w walk) named(s scope, ids []string) {
	w.line("MATCH ", s.pattern(FactLabel), " WHERE ", s.id(), " IN ", w.arg(ids))
	if s.labels != 0 {
		w.write(" AND ", w.hasLabel(s, s.labels))
	}
}

// plainTypes is relationship types without a condition that a step follows in the same direction.
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

// followed returns the pattern of a relationship that a step follows from the node on its left.
func followed(f plan.Follow, relationship string) string {
	if f == plan.EitherDirection {
		return "-" + relationship + "-"
	}
	return arrow(f.Directions()[0], relationship)
}

// matchPattern writes the steps along a relationship pattern with a condition. The node that the condition reads gets
// the number of the relationship, so that the condition can name both.
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

// nodePredicate writes the condition on a node that a path visits or ends at.
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

// Links writes a statement that returns a list of the relationships of an expansion among nodes: the number of the
// type, and the ids of the relationship, its start and its end. It returns at most the given number of them.
func Links(expansion plan.Expansion, nodes []string, most int) Query {
	r := newRenderer()
	w := walk{renderer: &r, expansion: expansion}
	ids := w.arg(nodes)
	w.enclose("CALL (", "", func() { w.links(ids) })
	w.line("WITH v LIMIT toInteger(", w.arg(most), ")")
	w.line("RETURN collect(v)")
	return w.query()
}

// links writes a search for the relationships of each type of an expansion among the nodes with some ids.
func (w walk) links(ids string) {
	for i, pattern := range w.expansion.Patterns {
		w.union(i)
		start, end := scope{row: w.next()}, scope{row: w.next()}
		of := patternScope(pattern, plan.Outgoing, start, end)
		// The end has no label, so that Neo4j does not look it up separately.
		w.line("MATCH ", start.pattern(FactLabel), "-", of.typed(pattern.Rel), "->", end.pattern(""))
		w.whereWithin(append([]func(){
			func() { w.write(start.id(), " IN ", ids) },
			func() { w.write(end.id(), " IN ", ids) },
		}, w.conditions(of, w.asSets(of.fromFew(), pattern.Where))...)...)
		w.line("RETURN [", w.arg(int64(pattern.Rel)), ", ", of.stored(plan.OfRelationship, model.ID))
		w.write(", ", start.id(), ", ", end.id(), "] AS v")
	}
}

// Degrees writes a statement that returns a list of the ids of nodes and of the number of relationships of some types
// at each node.
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
