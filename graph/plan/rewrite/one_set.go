package rewrite

import (
	"reflect"

	"github.com/stakegraph/stakegraph/graph/plan"
)

// OneSet returns the set that all aggregates of a condition are computed from, and the number of comparisons of
// aggregates. It returns nil if there are several sets or other conditions.
func OneSet(p plan.Predicate) (set *plan.Set, aggregates int) {
	switch p := p.(type) {
	case plan.And:
		return oneSetOf(p)
	case plan.Or:
		return oneSetOf(p)
	case plan.Not:
		return OneSet(p.Of)
	case plan.CompareAggregate, plan.AggregateIsNull:
		return &plan.AggregateOf(p).Set, 1
	case nil, plan.Compare, plan.In, plan.IsNull, plan.HasLabel, plan.Exists, plan.CompareGroupValue, plan.GroupValueIsNull, plan.AnyLeaf:
		return nil, 0
	default:
		panic("rewrite: a condition of an unknown kind")
	}
}

func oneSetOf(parts []plan.Predicate) (set *plan.Set, aggregates int) {
	for _, part := range parts {
		its, n := OneSet(part)
		if its == nil || set != nil && !reflect.DeepEqual(set, its) {
			return nil, 0
		}
		set = its
		aggregates += n
	}
	return set, aggregates
}
