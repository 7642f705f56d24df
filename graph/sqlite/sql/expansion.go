package sql

import (
	"strconv"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/plan/rewrite"
)

// Steps writes a SELECT of pairs of ids: a node that a step of an expansion starts at, and a node that it leads to. It
// returns each pair once, and at most the given number of pairs.
func Steps(expansion plan.Expansion, from, ends []string, most int) Query {
	w := walk{renderer{statement: statement{depth: 1}}, expansion, JSONList(from), rewrite.Outer{Starts: len(from)}, ends}
	w.write("SELECT DISTINCT began, led FROM (")
	branches := 0
	for _, pattern := range expansion.Patterns {
		for _, direction := range pattern.Follow.Directions() {
			if branches++; branches > 1 {
				w.line("UNION ALL")
			}
			w.step(pattern, direction)
		}
	}
	w.write(") LIMIT ", w.arg(int64(most)))
	return Query{string(w.text), w.args, 2}
}

// walk writes the steps of an expansion.
type walk struct {
	renderer
	expansion plan.Expansion
	begin     string        // the ids of the nodes that the steps start at, as a JSON array
	outer     rewrite.Outer // of conditions on their relationships and on the nodes that they lead to
	ends      []string
}

// step writes the steps along one relationship type in one direction.
func (w *walk) step(pattern plan.RelationshipPattern, direction plan.Direction) {
	near, far, of := w.endsOf(pattern, direction)
	of.outer, far.outer = w.outer, w.outer
	w.line("SELECT ", near.column(plan.OfNode, "id"), " AS began, ", far.column(plan.OfNode, "id"), " AS led")
	w.tables(w.begin, near, far, of, plan.From{Rel: pattern.Rel, Direction: direction})
	w.write(of.column(plan.OfRelationship, "from_key"), " <> ", of.column(plan.OfRelationship, "to_key"))
	if pattern.Where != nil {
		w.write(" AND ")
		w.predicate(of, pattern.Where)
	}
	if w.expansion.NodePredicate != nil {
		w.write(" AND (")
		w.predicate(far, w.expansion.NodePredicate)
		w.write(" OR ", far.column(plan.OfNode, "id"), oneOf(&w.renderer, w.ends), ")")
	}
}

// tables writes the FROM that looks up relationships by their near ends, which are given as a JSON array of ids.
func (w *walk) tables(ids string, near, far, of scope, along plan.From) {
	sought := "s" + strconv.Itoa(of.row)
	w.write(" FROM json_each(", w.arg(ids), ") AS ", sought)
	w.write(" CROSS JOIN node AS ", near.alias(plan.OfNode), " ON ", near.column(plan.OfNode, "id"), " = ", sought, ".value")
	w.write(" CROSS JOIN ", of.table(along.Rel), " ON ", of.column(plan.OfRelationship, nearEnd(along)))
	w.write(" = ", near.column(plan.OfNode, "key"), " CROSS", far.joinNode(of.column(plan.OfRelationship, farEnd(along))))
	w.write(" WHERE ")
}

// endsOf allocates the aliases of the nodes at the two ends of a step, and also returns the scope of its relationship.
func (w *walk) endsOf(pattern plan.RelationshipPattern, direction plan.Direction) (near, far, of scope) {
	near, far = scope{row: w.next()}, scope{row: w.next()}
	return near, far, patternScope(pattern, direction, near, far)
}

// patternScope returns the scope of the end that conditions on the relationship read. The relationship shares its
// number.
func patternScope(pattern plan.RelationshipPattern, direction plan.Direction, near, far scope) scope {
	if pattern.Node == direction {
		return far
	}
	return near
}

// Links writes a SELECT of the relationships of an expansion among nodes: the number of the type, and the ids of the
// relationship, its start and its end. It returns at most the given number of rows.
func Links(expansion plan.Expansion, nodes []string, most int) Query {
	w := walk{renderer: renderer{statement: statement{depth: 1}}}
	w.write("SELECT * FROM (")
	for i, pattern := range expansion.Patterns {
		if i > 0 {
			w.line("UNION ALL")
		}
		start, end, of := w.endsOf(pattern, plan.Outgoing)
		w.line("SELECT ", w.arg(int64(pattern.Rel)), ", ", of.column(plan.OfRelationship, "id"))
		w.write(", ", start.column(plan.OfNode, "id"), ", ", end.column(plan.OfNode, "id"))
		w.tables(JSONList(nodes), start, end, of, plan.From{Rel: pattern.Rel, Direction: plan.Outgoing})
		w.write(end.column(plan.OfNode, "id"), oneOf(&w.renderer, nodes))
		if pattern.Where != nil {
			w.write(" AND ")
			w.predicate(of, pattern.Where)
		}
	}
	w.write(") LIMIT ", w.arg(int64(most)))
	return Query{string(w.text), w.args, 4}
}

// Degrees writes a SELECT of the ids of nodes and of the number of relationships of some types at each node.
func Degrees(types []model.RelType, nodes []string) Query {
	r := renderer{}
	r.write("SELECT n1.id, 0")
	for _, t := range types {
		for _, end := range [...]string{"from_key", "to_key"} {
			r.write(" + (SELECT count(*) FROM ", TableName(t), " WHERE ", end, " = n1.key)")
		}
	}
	r.write(" FROM node AS n1 WHERE n1.id", oneOf(&r, nodes))
	return Query{string(r.text), r.args, 2}
}
