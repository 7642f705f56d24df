package cypher

import "github.com/stakegraph/stakegraph/graph/plan"

// step writes where a step leads, or null where it leads nowhere.
func (r *renderer) step(start scope, step plan.Step) scope {
	inner := r.inner(step.From)
	inner.absent = true
	if step.From.Kind == plan.Referred || step.From.Kind == plan.Referring {
		r.line()
		r.write("OPTIONAL") // the pattern is on a line of its own
		r.where(append(r.pattern(start, inner, step.From), r.conditions(inner, r.asSets(inner, joined(step.Where)))...))
		return inner
	}
	if step.Upwards {
		inner.labels |= start.labels
		r.upwards(start, inner, step.From)
		return inner
	}
	r.line()
	r.write("OPTIONAL MATCH (")
	r.entity(start, plan.OfNode)
	r.write(")")
	r.arrow(step.From, func() { r.relationship(inner, step.From.Rel) })
	r.write("(")
	r.entity(inner, plan.OfNode)
	r.write(")")
	r.where(r.conditions(inner, r.asSets(inner, joined(step.Where))))
	return inner
}

// upwards writes what leads to a node and all above it, each once. In a subquery that asks for no more, the database
// goes to each node once too.
func (r *renderer) upwards(start, inner scope, from plan.From) {
	r.line()
	r.write("OPTIONAL CALL (")
	r.entity(start, plan.OfNode)
	r.write(") {")
	r.depth++
	r.line()
	r.write("MATCH (")
	r.entity(start, plan.OfNode)
	r.write(")")
	r.arrow(from, func() { r.write("[:", from.Rel.String(), "*0..]") })
	r.write("(")
	r.entity(inner, plan.OfNode)
	r.write(") RETURN DISTINCT ")
	r.entity(inner, plan.OfNode)
	r.depth--
	r.line()
	r.write("}")
}
