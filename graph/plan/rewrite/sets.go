package rewrite

import (
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// Outer describes the rows that a condition on relationships filters. It decides how the condition is computed:
// correlated, by a search that starts at each row, or as a set, by one search for all nodes that satisfy it. The cost of
// correlated conditions within each other multiplies with each level, so an inner condition is always computed as a set.
type Outer struct {
	// Within reports whether the rows are those of another condition on relationships.
	Within bool
	// Starts is the maximum number of nodes from which the rows are reached, if ids or the sizes of pages limit it, or
	// else 0.
	Starts int
	// InOrder reports whether an index returns the rows in the order of their list, so that a page reads only as many
	// rows as it needs.
	InOrder bool
}

// fewStarts is the maximum number of nodes for which a search from each node costs less than one for all nodes: the
// default size of a page.
const fewStarts = 20

// rare is the share of matching rows below which a page in order would read most of its list to find enough rows.
const rare = 1.0 / 50

// AsSet reports whether a condition on relationships, an Exists or a comparison of aggregates, is computed as a set. With
// negated, the list has the rows that do not satisfy the condition.
func (o Outer) AsSet(p plan.Predicate, negated bool) bool {
	switch {
	case o.Within:
		return true
	case o.Starts > 0 && o.Starts <= fewStarts:
		return false
	case !o.InOrder:
		return true
	}
	selectivity := selectivityOf(p)
	if negated {
		selectivity = 1 - selectivity
	}
	return selectivity < rare
}

// selectivityOf estimates the share of rows that satisfy a condition, from the form of the condition alone.
func selectivityOf(p plan.Predicate) float64 {
	const half, third, tenth = 1.0 / 2, 1.0 / 3, 1.0 / 10
	switch p := p.(type) {
	case nil:
		return 1
	case plan.And:
		selectivity := 1.0
		for _, part := range p {
			selectivity *= selectivityOf(part)
		}
		return selectivity
	case plan.Or:
		selectivity := 0.0
		for _, part := range p {
			selectivity += selectivityOf(part)
		}
		return min(selectivity, 1)
	case plan.Not:
		return 1 - selectivityOf(p.Of)
	case plan.Compare:
		switch {
		case p.Column.Property == model.ID && p.Op == plan.Equal:
			return 0
		case p.Op == plan.Equal || p.Op == plan.StartsWith || p.Op == plan.EndsWith || p.Op == plan.Contains || p.Op == plan.Has:
			return tenth
		}
		return third
	case plan.In:
		if p.Column.Property == model.ID {
			return 0
		}
		return min(tenth*float64(len(p.Values)), half)
	case plan.IsNull:
		return half
	case plan.HasLabel:
		return third
	case plan.Exists:
		return half * selectivityOf(p.Where)
	case plan.CompareAggregate, plan.AggregateIsNull:
		return third
	default:
		panic("rewrite: a condition of a kind that has no share")
	}
}

// HoldsForNone reports whether a condition on aggregates is true if their sets are empty: counts are then 0, and all other
// values are null.
func HoldsForNone(p plan.Predicate) bool {
	return plan.Holds(p, func(p plan.Predicate) bool {
		switch p := p.(type) {
		case plan.CompareAggregate:
			return emptySetAggregate(p)
		case plan.AggregateIsNull:
			return !p.Aggregate.NeverNull()
		default:
			panic("rewrite: a condition that is not on aggregates")
		}
	})
}

// emptySetAggregate reports whether a condition is true if the set is empty.
func emptySetAggregate(p plan.CompareAggregate) bool {
	operand, isInt := p.Operand.(int64)
	if !p.Aggregate.NeverNull() || !isInt {
		return false
	}
	switch p.Op {
	case plan.Equal:
		return operand == 0
	case plan.Less:
		return operand > 0
	case plan.LessOrEqual:
		return operand >= 0
	case plan.Greater:
		return operand < 0
	case plan.GreaterOrEqual:
		return operand <= 0
	default:
		panic("rewrite: a comparison that aggregates do not have")
	}
}
