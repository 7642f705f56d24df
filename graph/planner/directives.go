package planner

import (
	"slices"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/planner/history"
	"github.com/stakegraph/stakegraph/graph/planner/input"
)

// isTimed reports whether a directive sets a time.
func isTimed(d *ast.Directive) bool { return d.Name == "asOf" || d.Name == "between" }

func hasTime(directives ast.DirectiveList) bool {
	return slices.ContainsFunc(directives, isTimed)
}

// timeOf returns the time of a field. All occurrences of its key must have the same time.
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

// time returns the time that directives set, or the outer time.
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

// shown returns the condition that the rows of From are visible at the current time, and counts its comparisons. The
// limit is checked only at the end of planning, since each part has few of them.
func (a *builder) shown(from plan.From) plan.Predicate {
	where := a.when.Of(from)
	plan.Walk(where, func(plan.Predicate) { _ = a.Meter.Condition(1) })
	return where
}

// marked returns the condition that a node has a marker at the current time. Founders have a founder's role that is
// visible then. Investors are investors at all times. It is nil if the marker itself is sufficient.
func (a *builder) marked(m model.Marker) (plan.Predicate, error) {
	if m != model.Founder || a.when.IsAlways() {
		return nil, nil
	}
	role := along(model.HasRole, plan.Outgoing)
	return plan.Exists{From: role, Where: plan.AllOf(isTrue(model.IsFounder.String()), a.shown(role))}, a.Meter.Part(1)
}

// seen returns a binding with the condition that its rows are visible at the current time.
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
