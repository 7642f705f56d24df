package rewrite

import (
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// Outer describes the rows that a condition on relationships is a condition on. It decides how the condition is
// computed: correlated, by a search that starts at each row, or as a set, by one search for all nodes that it holds for.
// A correlated condition within another one is a walk whose length multiplies with each level, so there it is never
// chosen.
type Outer struct {
	// Within says that the rows are those of another condition on relationships.
	Within bool
	// Starts is the number of nodes that the rows are reached from, where their ids or the sizes of pages bound it; 0
	// where nothing does.
	Starts int
	// InOrder says that an index returns the rows in the order of their list, so that a page reads no more of them than
	// it needs to fill itself.
	InOrder bool
}

// fewStarts is the largest number of nodes for which a search from each of them costs less than one for all nodes. It is
// the usual size of a page.
const fewStarts = 20

// rare is the share of rows below which a page in order would read most of its list to find enough of them.
const rare = 1.0 / 50

// AsSet reports whether a condition on relationships, a Some or one on measures, is to be computed as a set. Negated
// says that the rows wanted are those that it does not hold for.
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

// selectivityOf guesses for what share of rows a condition holds, from its form alone.
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

// HoldsForNone reports whether a condition on measures holds where their sets have no rows: counts are then 0 and all
// other values null.
func HoldsForNone(p plan.Predicate) bool {
	return plan.Holds(p, func(p plan.Predicate) bool {
		switch p := p.(type) {
		case plan.CompareAggregate:
			return emptySetAggregate(p)
		case plan.AggregateIsNull:
			return !p.Aggregate.NeverNull()
		default:
			panic("rewrite: a condition that is not on measures")
		}
	})
}

// emptySetAggregate reports whether a condition holds where the set has no rows.
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
		panic("rewrite: a comparison that measures do not have")
	}
}
