package sql

import (
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// The scans read tables by the index of their ids, so that nothing is sorted. CROSS JOIN keeps SQLite from beginning
// with another table.

// Nodes writes a SELECT of the nodes of a part of the graph that has some, of all where it is nil, in order of id:
// the id, the label, whether the node was listed as an investor, and all columns of properties.
func Nodes(part *plan.Subgraph) Query {
	r := renderer{rows: 1}
	node := scope{row: 1}
	names := append([]string{"id", "label", "listed_as_investor"}, AllColumns(NodeProperties)...)
	r.write("SELECT ")
	for i, name := range names {
		r.comma(i)
		r.column(node, plan.OfNode, name)
	}
	r.write(" FROM node AS n1 INDEXED BY sqlite_autoindex_node_1")
	if part != nil {
		where := conjunction{}
		if part.Beside != nil {
			r.and(&where)
			r.write("(")
			r.predicate(node, part.Beside)
			r.write(") OR 1") // and AND binds what follows
		}
		if part.Way.Through != nil {
			r.and(&where)
			r.write("(")
			r.predicate(node, part.Way.Through)
			r.write(")")
		}
		if !part.Isolated {
			r.and(&where)
			r.linkedBy(node, part)
		}
	}
	r.write(" ORDER BY n1.id")
	return Query{string(r.text), r.args, len(names)}
}

// linkedBy writes that a relationship of the part leaves or reaches the node, with a node at its other end that is such as
// all are.
func (r *renderer) linkedBy(node scope, part *plan.Subgraph) {
	r.write("(0")
	for _, track := range part.Tracks() {
		for _, direction := range directionsOf(plan.EitherWay) {
			r.rows++
			other := scope{row: r.rows}
			of := node
			if track.Node == direction {
				of = other
			}
			along := plan.From{Rel: track.Rel, Direction: direction}
			r.depth++
			r.line()
			r.write("OR EXISTS (SELECT 1 FROM ", TableName(track.Rel), " AS ")
			r.alias(of, plan.OfRelationship)
			r.write(" CROSS JOIN node AS ")
			r.alias(other, plan.OfNode)
			r.write(" ON ")
			r.column(other, plan.OfNode, "key = ")
			r.column(of, plan.OfRelationship, farEnd(along))
			r.write(" WHERE ")
			r.column(of, plan.OfRelationship, nearEnd(along)+" = ")
			r.column(node, plan.OfNode, "key")
			r.asked(of, track.Where)
			r.asked(other, part.Way.Through)
			r.write(")")
			r.depth--
		}
	}
	r.write(")")
}

// asked writes a further condition, where there is one.
func (r *renderer) asked(s scope, where plan.Predicate) {
	if where != nil {
		r.write(" AND (")
		r.predicate(s, where)
		r.write(")")
	}
}

// Relationships writes a SELECT of the relationships of one type that are in a part of the graph, and of all where
// it is nil, in order of id: the ids of the relationship, of its start and of its end, and all columns of properties, with
// the id of a node where a column refers to one.
func Relationships(part *plan.Subgraph, track plan.Track) Query {
	r := renderer{rows: 2}
	start, end := scope{row: 1}, scope{row: 2}
	of := start
	if track.Node == plan.Outgoing {
		of = end
	}
	width := 3
	r.write("SELECT ")
	r.column(of, plan.OfRelationship, "id, n1.id, n2.id")
	for _, p := range track.Rel.Properties()[1:] {
		for _, column := range PropertyColumns(p) {
			width++
			r.write(", ")
			if p == model.RoundID {
				r.write("round.id")
				continue
			}
			r.column(of, plan.OfRelationship, column)
		}
	}
	r.write(" FROM ", TableName(track.Rel), " AS ")
	r.alias(of, plan.OfRelationship)
	r.write(" CROSS JOIN node AS n1 ON n1.key = ")
	r.column(of, plan.OfRelationship, "from_key CROSS JOIN node AS n2 ON n2.key = ")
	r.column(of, plan.OfRelationship, "to_key")
	for _, p := range track.Rel.Properties() {
		if p == model.RoundID {
			r.write(" LEFT JOIN node AS round ON round.key = ")
			r.column(of, plan.OfRelationship, PropertyColumns(p)[0])
		}
	}
	if part != nil {
		r.write(" WHERE 1")
		r.asked(of, track.Where)
		r.asked(start, part.Way.Through)
		r.asked(end, part.Way.Through)
	}
	r.write(" ORDER BY ")
	r.column(of, plan.OfRelationship, "id")
	return Query{string(r.text), r.args, width}
}
