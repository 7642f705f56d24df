package planner

import (
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/planner/input"
)

// sharedNodes is what the nodes of a list are to have in common: how many of the nodes that an argument names they are
// related to.
type sharedNodes struct {
	argument string // empty: nothing is asked
	from     plan.From
}

// shared makes the condition that a node is related to as many of the named nodes as are asked for, over any number of
// relationships with each. That it is related to one follows, and is what a store starts from.
func (a *builder) shared(f collected, s sharedNodes) (plan.Predicate, error) {
	if s.argument == "" {
		return nil, nil
	}
	arguments, err := a.Arguments(f.field)
	if err != nil {
		return nil, err
	}
	given, _ := arguments[s.argument].([]any)
	if len(given) == 0 || len(given) > MaxIDs {
		return nil, input.Wrong(s.argument, "%d ids are given; 1–%d are allowed", len(given), MaxIDs)
	}
	if _, err := idsOf(given); err != nil {
		return nil, err
	}
	var ids []any // each once
	for _, id := range given {
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	least := int64(len(ids))
	if n, isGiven := arguments["atLeast"].(int64); isGiven {
		if n < 1 || n > least {
			return nil, input.Wrong("atLeast", "%d is out of range 1–%d: the upper bound is the number of different ids in `%s`", n, least, s.argument)
		}
		least = n
	}
	named := plan.AllOf(a.shown(s.from), plan.In{Column: plan.Column{Property: model.ID}, Values: ids})
	if err := a.Meter.Part(1); err != nil {
		return nil, err
	}
	return plan.AllOf(plan.Exists{From: s.from, Where: named}, plan.CompareAggregate{
		Aggregate: plan.Aggregate{Set: plan.Set{From: s.from, Where: named}, Value: plan.Value{Func: plan.CountDistinctNodes}},
		Op:        plan.GreaterOrEqual, Operand: least,
	}), a.Meter.Part(1)
}
