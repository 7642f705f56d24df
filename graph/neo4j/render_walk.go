package neo4j

import (
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// setOfSome writes what leads to the near ends of a condition, and returns what writes the one of a row.
func (r *renderer) setOfSome(near scope, p plan.Some) (key func()) {
	if p.From.Kind == plan.Expand {
		r.walk(near, p)
		return func() { r.entity(near, plan.OfNode) }
	}
	rows := r.inner(p.From)
	r.leading(near, rows, p.From, p.Where, false)
	return func() {
		r.write("DISTINCT ")
		r.reference(rows, p.From)
	}
}

// reference writes the id of the near end that a relationship names, which may be null: collect leaves it out.
func (r *renderer) reference(rows scope, from plan.From) {
	r.column(rows, plan.Column{Of: plan.OfRelationship, Property: from.Property})
}

// walk writes what leads to the nodes that have relationships of which a condition holds for some, each once.
func (r *renderer) walk(near scope, p plan.Some) {
	rows := r.inner(p.From)
	r.leading(near, rows, p.From, p.Where, false)
	r.line()
	r.write("WITH DISTINCT ")
	r.entity(near, plan.OfNode)
}

// leading writes what leads to the relationships of which a condition holds, with their near ends: from the few nodes
// that the condition names, from the near ends of a condition within it, or from all. Where they are measured, each comes
// once.
func (r *renderer) leading(near, rows scope, from plan.From, where plan.Predicate, isMeasured bool, further ...func()) {
	label := ""
	if start, rest, c := anchorOf("", where); c != noAnchor {
		if isMeasured {
			r.start(rows, "", start)
		} else {
			r.anchored(rows, "", start)
		}
		where = rest
	} else if next, rest := walkable(where); next != nil {
		r.walk(rows, *next)
		where = rest
	} else {
		label = farLabel(from, where)
	}
	conditions := append(r.conditions(rows, r.asSets(rows, where)), further...)
	if label != "" {
		conditions = append(conditions, r.indexConditions(rows, label, where)...)
	}
	if from.Kind == plan.Referring {
		r.line()
		r.end(rows, from)
		r.where(conditions)
		return
	}
	r.line()
	r.write("MATCH (")
	r.entity(near, plan.OfNode)
	r.write(")")
	r.arrow(from, func() { r.relationship(rows, from.Rel) })
	r.write("(")
	r.entity(rows, plan.OfNode)
	if label != "" {
		r.write(":", label)
	}
	r.write(")")
	r.where(conditions)
}

// walkable returns a condition on relationships that is part of another condition and can be gone through from inside
// out, and what is left of that.
func walkable(where plan.Predicate) (*plan.Some, plan.Predicate) {
	return partOf(where, func(p plan.Some) bool { return p.From.Kind == plan.Expand && !isDegree(p.From, p.Where) })
}

// farLabel returns a label that all nodes at the far ends of some relationships have, where a condition is on these
// nodes: Neo4j then starts from them, of which there are fewer than relationships.
func farLabel(from plan.From, where plan.Predicate) string {
	if from.Kind != plan.Expand || !asksNode(where) {
		return ""
	}
	start, end := from.Rel.Ends()
	far := end
	if from.Direction == plan.Incoming {
		far = start
	}
	if labels := far.Labels(); len(labels) == 1 {
		return labels[0].String()
	}
	if from.Direction == plan.Incoming && (from.Rel == model.InvestedIn || from.Rel == model.CommittedTo) {
		return model.Investor.String()
	}
	return ""
}

// asksNode reports whether a part of a conjunction compares what the row's node has, or what its relationships come to.
// A negation most often leaves most of the nodes.
func asksNode(where plan.Predicate) bool {
	switch where := where.(type) {
	case plan.And:
		return slices.ContainsFunc(where, asksNode)
	case plan.Compare:
		return where.Column.Of == plan.OfNode
	case plan.In:
		return where.Column.Of == plan.OfNode
	case plan.Measured:
		return true
	case nil, plan.Or, plan.Not, plan.IsNull, plan.HasLabel, plan.Some, plan.Unmeasured, inSet:
		return false
	default:
		panic("neo4j: a condition that nodes do not have")
	}
}
