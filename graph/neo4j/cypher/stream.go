package cypher

import (
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// The scans go through the indexes of ids, which give the order, so that nothing is sorted or held. Neo4j takes a hint for
// an error where a condition next to it never holds: such parts are not asked for.

// Nodes writes a statement whose rows are the nodes of a part of the graph that has some, of all where it is nil, in
// order of id: the id, the labels and the properties.
func Nodes(part *plan.Subgraph) Query {
	r := newRenderer()
	node := scope{row: r.next(), labels: model.AllLabels}
	r.write("MATCH (n1:", FactLabel, ") USING INDEX n1:", FactLabel, "(id)")
	conditions := []func(){func() { r.write("n1.id IS NOT NULL") }}
	if part != nil {
		wanted := r.conditions(node, r.asSets(node, part.Way.Through))
		if !part.Isolated {
			wanted = append(wanted, func() { r.linkedBy(node, part) })
		}
		if part.Beside != nil {
			conditions = append(conditions, r.orBeside(node, wanted, part.Beside))
		} else {
			conditions = append(conditions, wanted...)
		}
	}
	r.within++ // conditions have no subqueries beside the row
	r.where(conditions)
	r.within--
	r.line()
	r.write("RETURN n1.id, labels(n1), properties(n1) ORDER BY n1.id")
	return r.query()
}

// orBeside returns what writes that all conditions hold for the node, or that which holds for those beside.
func (r *renderer) orBeside(node scope, conditions []func(), beside plan.Predicate) func() {
	return func() {
		r.write("((true")
		for _, condition := range conditions {
			r.write(" AND ")
			condition()
		}
		r.write(") OR ")
		r.predicate(node, beside)
		r.write(")")
	}
}

// linkedBy writes that a relationship of the part leaves or reaches the node, with a node at its other end that is such as
// all are.
func (r *renderer) linkedBy(node scope, part *plan.Subgraph) {
	r.write("(false")
	r.depth++
	for _, track := range part.Tracks() {
		for _, direction := range directionsOf(plan.EitherWay) {
			other, of := scope{row: r.next(), labels: model.AllLabels}, node
			if track.Node == direction {
				of = other
			}
			of.hasRelationship = true
			of.labels = plan.From{Kind: plan.Related, Rel: track.Rel, Direction: track.Node}.Reaches()
			r.line()
			r.write("OR EXISTS { MATCH (")
			r.entity(node, plan.OfNode)
			r.write(")")
			r.arrow(plan.From{Direction: direction}, func() { r.relationship(of, track.Rel) })
			r.write("(")
			r.entity(other, plan.OfNode)
			r.write(")")
			r.where(append(r.conditions(of, r.asSets(of.inCondition(), track.Where)), r.conditions(other, r.asSets(other.inCondition(), part.Way.Through))...))
			r.write(" }")
		}
	}
	r.depth--
	r.write(")")
}

// Relationships writes a statement whose rows are the relationships of one type that are in a part of the graph, of
// all where it is nil, in order of id: the ids of the relationship, of its start and of its end, and the properties.
func Relationships(part *plan.Subgraph, track plan.Track) Query {
	r := newRenderer()
	start, end := scope{row: r.next(), labels: model.AllLabels}, scope{row: r.next(), labels: model.AllLabels}
	of := start
	if track.Node == plan.Outgoing {
		of = end
	}
	of.hasRelationship = true
	of.labels = plan.From{Kind: plan.Related, Rel: track.Rel, Direction: track.Node}.Reaches()
	relationship := func() { r.entity(of, plan.OfRelationship) }
	r.write("MATCH (n1)-")
	r.relationship(of, track.Rel)
	r.write("->(n2) USING INDEX ")
	relationship()
	r.write(":", track.Rel.String(), "(id)")
	conditions := []func(){func() { relationship(); r.write(".id IS NOT NULL") }}
	if part != nil {
		conditions = append(conditions, r.conditions(of, r.asSets(of, track.Where))...)
		conditions = append(conditions, r.conditions(start, r.asSets(start, part.Way.Through))...)
		conditions = append(conditions, r.conditions(end, r.asSets(end, part.Way.Through))...)
	}
	r.within++
	r.where(conditions)
	r.within--
	r.line()
	r.write("RETURN ")
	relationship()
	r.write(".id, n1.id, n2.id, properties(")
	relationship()
	r.write(") ORDER BY ")
	relationship()
	r.write(".id")
	return r.query()
}
