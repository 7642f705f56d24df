package planner

import (
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/planner/input"
)

// sharedNodes describes what the nodes of a list must have in common: relationships with a number of the nodes that an
// argument names.
type sharedNodes struct {
	argument string // empty: no condition
	from     plan.From
}

// shared returns the condition that a node is related to at least the requested number of the named nodes, by any
// number of relationships each. It includes the weaker condition that the node is related to one of them, from which a
// store can start.
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
