package storetest

import (
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// condition is a predicate and its evaluation for one row.
type condition struct {
	name  string
	plan  plan.Predicate
	holds func(f facts, r nestedRow) bool
}

func isLead() condition {
	return condition{"lead", equal(rel(of(model.Lead)), true), func(_ facts, r nestedRow) bool {
		return r.rel.Properties[model.Lead] == true
	}}
}

func isIn(city string) condition {
	return condition{"in " + city, equal(of(model.City), city), func(f facts, r nestedRow) bool {
		return f.node(r.node).Properties[model.City] == city
	}}
}

func noneOf(c condition) condition {
	return condition{"not " + c.name, not(c.plan), func(f facts, r nestedRow) bool { return !c.holds(f, r) }}
}

func anyOf(a, b condition) condition {
	return condition{"(" + a.name + " or " + b.name + ")", plan.Or{a.plan, b.plan}, func(f facts, r nestedRow) bool {
		return a.holds(f, r) || b.holds(f, r)
	}}
}

func allOf(a, b condition) condition {
	return condition{"(" + a.name + " and " + b.name + ")", plan.And{a.plan, b.plan}, func(f facts, r nestedRow) bool {
		return a.holds(f, r) && b.holds(f, r)
	}}
}

// quantifier turns a condition on a relationship into one on the relationships of a node.
type quantifier struct {
	name    string
	chained bool // whether it represents its kind
	plan    func(from plan.From, where plan.Predicate) plan.Predicate
	holds   func(f facts, from plan.From, all, those []nestedRow) bool // those are the rows that the condition holds for
}

func (q quantifier) of(from plan.From, inner condition) condition {
	name := from.Rel.String()
	if from.Kind == plan.Reference {
		name = from.Property.String()
	}
	return condition{q.name + " " + name + " " + inner.name, q.plan(from, inner.plan), func(f facts, r nestedRow) bool {
		all := f.rows(from, r.node)
		if from.Kind == plan.Reference {
			all = nil
			if referred, isText := r.rel.Properties[from.Property].(string); isText {
				all = []nestedRow{{node: referred}}
			}
		}
		var those []nestedRow
		for _, row := range all {
			if inner.holds(f, row) {
				those = append(those, row)
			}
		}
		return q.holds(f, from, all, those)
	}}
}

// chained returns one quantifier of each kind. Stores implement Exists, its negation, counts that hold for a node
// without relationships, and sums in different ways.
func chained() []quantifier {
	return slices.DeleteFunc(slices.Clone(quantifiers), func(q quantifier) bool { return !q.chained })
}

// The first two must be some and none.
var quantifiers = []quantifier{
	{
		"some", true, exists,
		func(_ facts, _ plan.From, _, those []nestedRow) bool { return len(those) > 0 },
	},
	{
		"none", false,
		func(from plan.From, p plan.Predicate) plan.Predicate { return not(exists(from, p)) },
		func(_ facts, _ plan.From, _, those []nestedRow) bool { return len(those) == 0 },
	},
	{
		"all", true,
		func(from plan.From, p plan.Predicate) plan.Predicate { return not(exists(from, not(p))) },
		func(_ facts, _ plan.From, all, those []nestedRow) bool { return len(all) == len(those) },
	},
	byCount("single", plan.Equal, 1, false, func(n int) bool { return n == 1 }),
	byCount("two or more", plan.GreaterOrEqual, 2, false, func(n int) bool { return n >= 2 }),
	byCount("no", plan.Equal, 0, false, func(n int) bool { return n == 0 }),
	byCount("less than two", plan.Less, 2, true, func(n int) bool { return n < 2 }),
	{
		"one to three", false,
		func(from plan.From, p plan.Predicate) plan.Predicate {
			count := over(plan.Count, from, p)
			return plan.And{aggregateIs(count, plan.GreaterOrEqual, int64(1)), not(aggregateIs(count, plan.Greater, int64(3)))}
		},
		func(_ facts, _ plan.From, _, those []nestedRow) bool { return len(those) >= 1 && len(those) <= 3 },
	},
	{
		"two different", false,
		func(from plan.From, p plan.Predicate) plan.Predicate {
			return aggregateIs(over(plan.CountDistinctNodes, from, p), plan.GreaterOrEqual, int64(2))
		},
		func(_ facts, _ plan.From, _, those []nestedRow) bool {
			var nodes []string
			for _, r := range those {
				nodes = append(nodes, r.node)
			}
			slices.Sort(nodes)
			return len(slices.Compact(nodes)) >= 2
		},
	},
	{
		"a sum of 100", true,
		sumOfAtLeast(100),
		func(f facts, from plan.From, _, those []nestedRow) bool {
			sum, known := f.sum(from, those)
			return known && sum >= 100
		},
	},
	{
		"no sum of 100", false,
		func(from plan.From, p plan.Predicate) plan.Predicate { return not(sumOfAtLeast(100)(from, p)) },
		func(f facts, from plan.From, _, those []nestedRow) bool {
			sum, known := f.sum(from, those)
			return !known || sum < 100
		},
	},
	{
		"no sum", false,
		func(from plan.From, p plan.Predicate) plan.Predicate {
			return aggregateIsNull(made(plan.SumLow, summed(from), from, p))
		},
		func(f facts, from plan.From, _, those []nestedRow) bool {
			_, known := f.sum(from, those)
			return !known
		},
	},
}

func byCount(name string, op plan.Op, bound int64, chained bool, holds func(n int) bool) quantifier {
	return quantifier{
		name, chained,
		func(from plan.From, p plan.Predicate) plan.Predicate {
			return aggregateIs(over(plan.Count, from, p), op, bound)
		},
		func(_ facts, _ plan.From, _, those []nestedRow) bool { return holds(len(those)) },
	}
}

func sumOfAtLeast(bound int64) func(from plan.From, p plan.Predicate) plan.Predicate {
	return func(from plan.From, p plan.Predicate) plan.Predicate {
		high, low := made(plan.SumHigh, summed(from), from, p), made(plan.SumLow, summed(from), from, p)
		return plan.Or{
			aggregateIs(high, plan.Greater, int64(0)),
			plan.And{aggregateIs(high, plan.Equal, int64(0)), aggregateIs(low, plan.GreaterOrEqual, bound)},
		}
	}
}

// summed returns the column with the amount of the rows of a From.
func summed(from plan.From) plan.Column {
	switch {
	case from.Rel == model.InvestedIn && from.Kind != plan.Reference:
		return rel(part(model.Share, plan.Units))
	case from.Rel == model.CommittedTo:
		return rel(part(model.AmountRaised, plan.Units))
	}
	return part(model.AmountRaised, plan.Units)
}
