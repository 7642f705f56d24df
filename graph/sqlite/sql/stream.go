package sql

import (
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// The scans read tables by the index of their ids, so that nothing is sorted. CROSS JOIN keeps SQLite from starting
// with another table.

// facts writes the statements that read the facts of a part of the graph, or of the whole graph if part is nil.
type facts struct {
	renderer
	part *plan.Subgraph
}

// Nodes writes a SELECT of the nodes of a part of the graph, or of all nodes if part is nil, in the order of their ids:
// the id, the label, whether the node was listed as an investor, and all columns of properties. The part must have
// nodes.
func Nodes(part *plan.Subgraph) Query {
	f := facts{renderer{rows: 1}, part}
	node := scope{row: 1}
	names := append([]string{"id", "label", "listed_as_investor"}, AllColumns(NodeProperties)...)
	f.write("SELECT ")
	for i, name := range names {
		f.write(comma(i), node.column(plan.OfNode, name))
	}
	f.write(" FROM node AS n1 INDEXED BY sqlite_autoindex_node_1")
	if part != nil {
		where := conjunction{}
		if part.Beside != nil {
			f.and(&where)
			f.write("(")
			f.predicate(node, part.Beside)
			f.write(") OR 1") // AND binds the conditions that follow to the 1
		}
		if part.Expansion.NodePredicate != nil {
			f.and(&where)
			f.write("(")
			f.predicate(node, part.Expansion.NodePredicate)
			f.write(")")
		}
		if !part.Isolated {
			f.and(&where)
			f.linkedBy(node)
		}
	}
	f.write(" ORDER BY n1.id")
	return Query{string(f.text), f.args, len(names)}
}

// linkedBy writes that a relationship of the part connects the node with another node for which NodePredicate holds.
func (f *facts) linkedBy(node scope) {
	f.write("(0")
	for _, pattern := range f.part.Patterns() {
		for _, direction := range plan.EitherDirection.Directions() {
			other := scope{row: f.next()}
			of := patternScope(pattern, direction, node, other)
			along := plan.From{Rel: pattern.Rel, Direction: direction}
			f.depth++
			f.line("OR EXISTS (SELECT 1 FROM ", of.table(pattern.Rel))
			f.write(" CROSS", other.joinNode(of.column(plan.OfRelationship, farEnd(along))))
			f.write(" WHERE ", of.column(plan.OfRelationship, nearEnd(along)), " = ", node.column(plan.OfNode, "key"))
			f.conditions(of, pattern.Where)
			f.conditions(other, f.part.Expansion.NodePredicate)
			f.write(")")
			f.depth--
		}
	}
	f.write(")")
}

// conditions writes a further condition, if there is one.
func (f *facts) conditions(s scope, where plan.Predicate) {
	if where != nil {
		f.write(" AND (")
		f.predicate(s, where)
		f.write(")")
	}
}

// Relationships writes a SELECT of the relationships of one type in a part of the graph, or of all if part is nil, in
// the order of their ids: the ids of the relationship, its start and its end, and all columns of properties. A
// reference to a node is replaced by the id of the node.
func Relationships(part *plan.Subgraph, pattern plan.RelationshipPattern) Query {
	f := facts{renderer{rows: 2}, part}
	start, end := scope{row: 1}, scope{row: 2}
	of := patternScope(pattern, plan.Outgoing, start, end)
	width := 3
	f.write("SELECT ", of.column(plan.OfRelationship, "id"), ", n1.id, n2.id")
	for _, p := range pattern.Rel.Properties()[1:] {
		for _, column := range PropertyColumns(p) {
			width++
			if p == model.RoundID {
				f.write(", round.id")
			} else {
				f.write(", ", of.column(plan.OfRelationship, column))
			}
		}
	}
	f.write(" FROM ", of.table(pattern.Rel))
	f.write(" CROSS", start.joinNode(of.column(plan.OfRelationship, "from_key")))
	f.write(" CROSS", end.joinNode(of.column(plan.OfRelationship, "to_key")))
	if slices.Contains(pattern.Rel.Properties(), model.RoundID) {
		f.write(" LEFT JOIN node AS round ON round.key = ", of.whole(plan.OfRelationship, model.RoundID))
	}
	if part != nil {
		f.write(" WHERE 1")
		f.conditions(of, pattern.Where)
		f.conditions(start, part.Expansion.NodePredicate)
		f.conditions(end, part.Expansion.NodePredicate)
	}
	f.write(" ORDER BY ", of.column(plan.OfRelationship, "id"))
	return Query{string(f.text), f.args, width}
}
