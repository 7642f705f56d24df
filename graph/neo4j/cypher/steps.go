package cypher

import "github.com/stakegraph/stakegraph/graph/plan"

// step writes where a step leads, or null where it leads nowhere.
func (g *group) step(start scope, step plan.Step) scope {
	inner := g.inner(step.From)
	inner.absent = true
	if step.From.Kind == plan.Reference || step.From.Kind == plan.BackReference {
		g.line("OPTIONAL") // the pattern is on a line of its own
		g.where(append(g.pattern(start, inner, step.From), g.conditions(inner, g.asSets(inner, joined(step.Where)))...)...)
		return inner
	}
	if step.Upwards {
		inner.labels |= start.labels
		g.upwards(start, inner, step.From)
		return inner
	}
	g.line("OPTIONAL MATCH ", start.pattern(""), arrow(step.From.Direction, inner.typed(step.From.Rel)), inner.pattern(""))
	g.where(g.conditions(inner, g.asSets(inner, joined(step.Where)))...)
	return inner
}

// upwards writes what leads to a node and all above it, each once. In a subquery that asks for no more, the database
// goes to each node once too.
func (g *group) upwards(start, inner scope, from plan.From) {
	g.block("OPTIONAL CALL "+start.pattern(""), func() {
		above := arrow(from.Direction, "[:"+from.Rel.String()+"*0..]")
		g.line("MATCH ", start.pattern(""), above, inner.pattern(""), " RETURN DISTINCT ", inner.node())
	})
}
