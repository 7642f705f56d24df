package planner

import (
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/planner/history"
	"github.com/stakegraph/stakegraph/graph/planner/input"
)

// timed sets the current time to that of a field's argument `time`. Without the argument, the current time stays: the parts
// of a list have the time of the list.
func (a *builder) timed(field *ast.Field) error {
	given := field.Arguments.ForName("time")
	if given == nil {
		return nil
	}
	arguments, err := a.Given(ast.ArgumentDefinitionList{field.Definition.Arguments.ForName("time")}, ast.ArgumentList{given})
	if err != nil {
		return err
	}
	filter, isGiven := arguments["time"].(input.Object)
	if !isGiven { // null, or an absent variable
		a.when = history.When{}
		return nil
	}
	a.when, err = history.WhenOf("time", filter)
	return err
}

// allOfTime makes the current time all of time, as it is for the fields of nodes and of relationships. It returns a function
// that restores the time.
func (a *builder) allOfTime() (restore func()) {
	outer := a.when
	a.when = history.When{}
	return func() { a.when = outer }
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
	case nil, property, storedValue, called:
		return b
	default:
		panic("planner: a field that stands for something unknown")
	}
}
