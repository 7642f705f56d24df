package planner

import (
	"slices"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/planner/history"
	"github.com/stakegraph/stakegraph/graph/planner/input"
)

// isTimed reports whether a directive says at which time something is seen.
func isTimed(d *ast.Directive) bool { return d.Name == "asOf" || d.Name == "between" }

func hasTime(directives ast.DirectiveList) bool {
	return slices.ContainsFunc(directives, isTimed)
}

// timeOf returns the time of a field, which has to be the same wherever its key stands.
func (a *builder) timeOf(f collected, outer history.When) (history.When, error) {
	own, err := a.time(f.field.Directives, outer)
	if err != nil {
		return own, err
	}
	for _, other := range f.timed {
		its, err := a.time(other.Directives, outer)
		if err != nil {
			return own, err
		}
		if its != own {
			return own, input.Wrong("@asOf", "the field %s is requested at two times: use an alias, such as \"later: %s\"",
				input.Describe(f.key), f.field.Name)
		}
	}
	return own, nil
}

// time returns the time that directives say, and the outer one where they say none.
func (a *builder) time(directives ast.DirectiveList, outer history.When) (history.When, error) {
	if !hasTime(directives) {
		return outer, nil
	}
	w := history.When{}
	for _, d := range directives {
		if !isTimed(d) {
			continue
		}
		if !w.IsAlways() {
			return w, input.Wrong("@between", "`@asOf` and `@between` cannot be used together: remove one")
		}
		arguments, err := a.Given(d.Definition.Arguments, d.Arguments)
		if err != nil {
			return w, err
		}
		if w, err = history.WhenOf(d.Name, arguments); err != nil {
			return w, err
		}
	}
	return w, nil
}

// shown returns the condition that the rows of From are seen at the time that is in force, and counts what it compares.
// That a query has too many conditions is found at its end: there are few for each of its parts.
func (a *builder) shown(from plan.From) plan.Predicate {
	where := a.when.Of(from)
	plan.Walk(where, func(plan.Predicate) { _ = a.Meter.Condition(1) })
	return where
}

// marked returns the condition that a node carries a marker at the time that is in force. Founders are those with a
// founder's role that is seen then. Investors are so at all times. It is nil where the marker itself says it.
func (a *builder) marked(m model.Marker) (plan.Predicate, error) {
	if m != model.Founder || a.when.IsAlways() {
		return nil, nil
	}
	role := along(model.HasRole, plan.Outgoing)
	return plan.Exists{From: role, Where: plan.AllOf(isTrue(model.IsFounder.String()), a.shown(role))}, a.Meter.Part(1)
}

// seen returns a binding with what is seen of its rows at the time that is in force.
func (a *builder) seen(b binding) binding {
	switch b := b.(type) {
	case connection:
		b.where = plan.AllOf(b.where, a.shown(b.from))
		return b
	case single:
		b.where = plan.AllOf(b.where, a.shown(b.from))
		return b
	case plural:
		b.where = plan.AllOf(b.where, a.shown(b.from))
		return b
	case nil, property, storedValue:
		return b
	default:
		panic("planner: a field that stands for something unknown")
	}
}
