package storetest

import (
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// checkAggregatePredicates checks conditions on aggregates. If an aggregate is null, CompareAggregate is false and AggregateIsNull
// true.
func checkAggregatePredicates(t *testing.T, s store.Store) {
	t.Run("Count", func(t *testing.T) { checkHolding(t, s, firms, countPredicateCases()) })
	t.Run("Value", func(t *testing.T) { checkHolding(t, s, firms, valuePredicateCases()) })
	t.Run("Sum", func(t *testing.T) { checkHolding(t, s, firms, sumPredicateCases()) })
	t.Run("Relationship", func(t *testing.T) {
		investors := incoming(model.InvestedIn)
		units := made(plan.ScalarSubquery, part(model.AmountRaised, plan.Units), referenceToRound(), nil)
		third := aggregateIs(over(plan.Count, outgoing(model.InvestedIn), nil), plan.Equal, int64(3))
		first, second := "investment:yun-alpha-1", "investment:yun-alpha-2"
		checkCases(t, s, []readCase{
			{
				"of the relationship",
				at("firm:alpha", where(investors, aggregateIs(units, plan.Greater, int64(1_000_000_000)), relID)),
				atNode(singles("investment:prov-alpha", second)),
			},
			{"not known of it", at("firm:alpha", where(investors, aggregateIsNull(units), relID)), atNode(singles("investment:yun-alpha-3"))},
			{
				"of its node", at("firm:alpha", where(investors, third, relID), &plan.TotalCount{From: investors, Where: not(third)}),
				atNode(singles(first, second, "investment:yun-alpha-3"), 2),
			},
			{
				"of both", at("firm:alpha", where(investors, plan.And{third, aggregateIs(units, plan.LessOrEqual, int64(100_000_000))}, relID)),
				atNode(singles(first)),
			},
		})
	})
}

func countPredicateCases() []predicateCase {
	investors, investments := incoming(model.InvestedIn), outgoing(model.InvestedIn)
	rows, nodes := over(plan.Count, investors, nil), over(plan.CountDistinctNodes, investors, nil)
	return []predicateCase{
		{"Equal", aggregateIs(rows, plan.Equal, int64(1)), singles("firm:Loop", "firm:empty")},
		{"Equal to zero", aggregateIs(rows, plan.Equal, int64(0)), firmIDsWithout("firm:Loop", "firm:alpha", "firm:empty", "firm:plane2")},
		{"Less", aggregateIs(rows, plan.Less, int64(2)), firmIDsWithout("firm:alpha", "firm:plane2")},
		{"LessOrEqual", aggregateIs(rows, plan.LessOrEqual, int64(2)), firmIDsWithout("firm:alpha")},
		{"Greater", aggregateIs(rows, plan.Greater, int64(2)), singles("firm:alpha")},
		{"GreaterOrEqual", aggregateIs(rows, plan.GreaterOrEqual, int64(2)), singles("firm:alpha", "firm:plane2")},
		{"nodes are not rows", aggregateIs(nodes, plan.GreaterOrEqual, int64(4)), list{}},
		{"different nodes", aggregateIs(then(over(plan.Count, investors, nil), same), plan.Equal, int64(3)), singles("firm:alpha")},
		{
			"of those that a predicate holds for",
			aggregateIs(over(plan.Count, investors, equal(rel(of(model.Lead)), true)), plan.GreaterOrEqual, int64(1)),
			singles("firm:Loop", "firm:alpha"),
		},
		{"never null", aggregateIsNull(rows), list{}},
		{
			"aggregates in aggregates",
			aggregateIs(over(plan.Count, investors, aggregateIs(over(plan.Count, investments, nil), plan.GreaterOrEqual, int64(2))),
				plan.GreaterOrEqual, int64(1)),
			singles("firm:alpha", "firm:empty", "firm:plane2"),
		},
		{
			"in Exists", exists(investors, aggregateIs(over(plan.Count, sourcesOf(plan.OfRelationship), nil), plan.GreaterOrEqual, int64(2))),
			singles("firm:alpha"),
		},
		{
			"beside others",
			plan.Or{equal(id, "firm:sharp"), plan.And{aggregateIs(rows, plan.Equal, int64(1)), not(exists(investments, nil))}},
			singles("firm:empty", "firm:sharp"),
		},
		{
			"of two sets",
			plan.And{aggregateIs(rows, plan.GreaterOrEqual, int64(1)), aggregateIs(over(plan.Count, investments, nil), plan.Equal, int64(1))},
			singles("firm:Loop", "firm:alpha"),
		},
		{
			"a range of one set",
			plan.And{aggregateIs(rows, plan.GreaterOrEqual, int64(1)), aggregateIs(rows, plan.Less, int64(5))},
			singles("firm:Loop", "firm:empty", "firm:plane2"),
		},
	}
}

func valuePredicateCases() []predicateCase {
	investors := incoming(model.InvestedIn)
	lead, name := made(plan.Min, rel(of(model.Lead)), investors, nil), made(plan.Min, key(model.Name), investors, nil)
	last := made(plan.Max, rel(part(model.AnnouncedOn, plan.Moment)), investors, nil)
	year := made(plan.Max, rel(part(model.AnnouncedOn, plan.Year)), investors, nil)
	return []predicateCase{
		{"a truth value", aggregateIs(lead, plan.Equal, false), singles("firm:alpha", "firm:plane2")},
		{"a greater truth value", aggregateIs(lead, plan.Greater, false), singles("firm:Loop")},
		{"not known", aggregateIsNull(lead), firmIDsWithout("firm:Loop", "firm:alpha", "firm:plane2")},
		{"known", not(aggregateIsNull(lead)), singles("firm:Loop", "firm:alpha", "firm:plane2")},
		{"not equal to an unknown", not(aggregateIs(lead, plan.Equal, false)), firmIDsWithout("firm:alpha", "firm:plane2")},
		{"a text", aggregateIs(name, plan.Less, "b"), singles("firm:plane2")},
		{"an equal text", aggregateIs(name, plan.Equal, "ouroboros 🐍"), singles("firm:Loop")},
		{"a text at least", aggregateIs(name, plan.GreaterOrEqual, "provincial guidance"), singles("firm:alpha", "firm:empty")},
		{"a date", aggregateIs(last, plan.GreaterOrEqual, int64(2018033120180331)), singles("firm:plane2")},
		{"a year", aggregateIs(year, plan.Equal, int64(2018)), singles("firm:Loop", "firm:alpha", "firm:plane2")},
	}
}

func sumPredicateCases() []predicateCase {
	investors := incoming(model.InvestedIn)
	units, dollars := rel(part(model.Share, plan.Units)), rel(part(model.Share, plan.USD))
	high, low := made(plan.SumHigh, units, investors, nil), made(plan.SumLow, units, investors, nil)
	atLeast := func(op plan.Op, h, l int64) plan.Predicate {
		return plan.Or{aggregateIs(high, plan.Greater, h), plan.And{aggregateIs(high, plan.Equal, h), aggregateIs(low, op, l)}}
	}
	return []predicateCase{
		{"at least", atLeast(plan.GreaterOrEqual, 0, 70_000_000), singles("firm:alpha", "firm:plane2")},
		{"more than", atLeast(plan.Greater, 0, 70_000_000), singles("firm:plane2")},
		{"equal", plan.And{aggregateIs(high, plan.Equal, int64(1_000_000)), aggregateIs(low, plan.Equal, int64(0))}, singles("firm:plane2")},
		{"below zero", aggregateIs(made(plan.SumHigh, dollars, investors, nil), plan.Less, int64(0)), singles("firm:plane2")},
		{
			"in a range",
			plan.And{atLeast(plan.GreaterOrEqual, 0, 1), not(atLeast(plan.GreaterOrEqual, 1, 0))},
			singles("firm:alpha"),
		},
		{
			"not at least, where it is not known either",
			plan.And{not(atLeast(plan.GreaterOrEqual, 1, 0)), aggregateIs(over(plan.Count, investors, nil), plan.Greater, int64(0))},
			singles("firm:Loop", "firm:alpha", "firm:empty"),
		},
		{"not known", aggregateIsNull(low), firmIDsWithout("firm:alpha", "firm:plane2")},
		{
			"beside a count of the same set",
			plan.And{
				equal(of(model.FoundedYear), int64(2012)), atLeast(plan.GreaterOrEqual, 0, 1),
				aggregateIs(over(plan.Count, investors, nil), plan.Equal, int64(5)),
				aggregateIs(over(plan.Count, outgoing(model.Raised), nil), plan.Equal, int64(2)),
			},
			singles("firm:alpha"),
		},
	}
}
