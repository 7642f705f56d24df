package cypher

import "github.com/stakegraph/stakegraph/graph/plan"

// step writes the pattern of a step. Its result is null if the step leads nowhere.
func (g *group) step(start scope, step plan.Step) scope {
	inner := g.inner(step.From)
	inner.absent = true
	if step.From.Kind == plan.Reference || step.From.Kind == plan.BackReference {
		g.line("OPTIONAL") // the pattern starts a new line
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

// upwards writes a subquery that returns a node and all nodes above it, each once. Since it only returns distinct
// nodes, the database also visits each node once.
func (g *group) upwards(start, inner scope, from plan.From) {
	g.block("OPTIONAL CALL "+start.pattern(""), func() {
		above := arrow(from.Direction, "[:"+from.Rel.String()+"*0..]")
		g.line("MATCH ", start.pattern(""), above, inner.pattern(""), " RETURN DISTINCT ", inner.node())
	})
}
