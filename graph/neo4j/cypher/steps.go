package cypher

import "github.com/stakegraph/stakegraph/graph/plan"

// step writes where a step leads, or null where it leads nowhere.
func (g *group) step(start scope, step plan.Step) scope {
	inner := g.inner(step.From)
	inner.absent = true
	if step.From.Kind == plan.Referred || step.From.Kind == plan.Referring {
		g.line()
		g.write("OPTIONAL") // the pattern is on a line of its own
		g.where(append(g.pattern(start, inner, step.From), g.conditions(inner, g.asSets(inner, joined(step.Where)))...))
		return inner
	}
	if step.Upwards {
		inner.labels |= start.labels
		g.upwards(start, inner, step.From)
		return inner
	}
	g.line()
	g.write("OPTIONAL MATCH (")
	g.entity(start, plan.OfNode)
	g.write(")")
	g.arrow(step.From, func() { g.relationship(inner, step.From.Rel) })
	g.write("(")
	g.entity(inner, plan.OfNode)
	g.write(")")
	g.where(g.conditions(inner, g.asSets(inner, joined(step.Where))))
	return inner
}

// upwards writes what leads to a node and all above it, each once. In a subquery that asks for no more, the database
// goes to each node once too.
func (g *group) upwards(start, inner scope, from plan.From) {
	g.line()
	g.write("OPTIONAL CALL (")
	g.entity(start, plan.OfNode)
	g.write(") {")
	g.depth++
	g.line()
	g.write("MATCH (")
	g.entity(start, plan.OfNode)
	g.write(")")
	g.arrow(from, func() { g.write("[:", from.Rel.String(), "*0..]") })
	g.write("(")
	g.entity(inner, plan.OfNode)
	g.write(") RETURN DISTINCT ")
	g.entity(inner, plan.OfNode)
	g.depth--
	g.line()
	g.write("}")
}
