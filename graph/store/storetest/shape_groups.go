package storetest

import (
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// checkGroupSizes checks aggregates and groups of the maximum depth and width of a query, and larger ones.
func checkGroupSizes(t *testing.T, s store.Store) {
	t.Run("ten aggregates in each other", func(t *testing.T) { expect(t, s, deepAggregate(10), atNode(1)) })
	t.Run("60 aggregates side by side", func(t *testing.T) {
		want := make(list, 60)
		for i := range want {
			want[i] = 5
		}
		expect(t, s, wideAggregates(60), atNode(want...))
	})
	t.Run("six groups in each other", func(t *testing.T) {
		var want list
		for range 6 {
			items := list{4}
			if want != nil {
				items = list{4, want}
			}
			want = list{group(list{nil}, list{4}, items...)}
		}
		expect(t, s, deepGroups(6), only(want))
	})
	t.Run("30 values, 12 steps", func(t *testing.T) {
		values, keys := make(list, 30), make(list, 12)
		for i := range values {
			values[i] = 1
		}
		for i := range keys {
			keys[i] = "firm:Loop"
		}
		expect(t, s, wideGroups(30, 12), only(list{group(keys, values)}))
	})
	t.Run("beyond", func(t *testing.T) {
		// A store with larger limits must return the right answer here.
		checkTooLarge(t, s, "aggregates in aggregates", deepAggregate(400))
		checkTooLarge(t, s, "aggregates", wideAggregates(5_000))
		checkTooLarge(t, s, "groups in groups", deepGroups(150))
		checkTooLarge(t, s, "values of groups", wideGroups(5_000, 1))
		checkTooLarge(t, s, "steps of groups", wideGroups(1, 200))
		expect(t, s, deepAggregate(2), atNode(1)) // the store still works
	})
}

// deepAggregate counts along a self loop with the condition that the count inside it is one.
func deepAggregate(depth int) *plan.Plan {
	m := over(plan.Count, incoming(model.InvestedIn), nil)
	for range depth - 1 {
		m = over(plan.Count, incoming(model.InvestedIn), aggregateIs(m, plan.Equal, int64(1)))
	}
	return at("firm:Loop", m)
}

func wideAggregates(n int) *plan.Plan {
	items := make([]plan.Item, n)
	for i := range items {
		items[i] = over(plan.Count, incoming(model.InvestedIn), not(equal(id, firmIDs[i%len(firmIDs)])))
	}
	return at("firm:alpha", items...)
}

// deepGroups returns nested groups of the sectors, each a single group with the same rows.
func deepGroups(depth int) *plan.Plan {
	outermost := grouped(scan(model.Sector.Set()), keysBy(of(model.City)), value(plan.Count))
	g := outermost
	for i := range depth {
		g.Row = row(&plan.TotalCount{From: groupRows(g)})
		if i < depth-1 {
			inner := grouped(groupRows(g), keysBy(of(model.City)), value(plan.Count))
			g.Row.Items = append(g.Row.Items, inner)
			g = inner
		}
	}
	return root(outermost)
}

// wideGroups returns the groups of one firm, with steps along its self loop.
func wideGroups(values, steps int) *plan.Plan {
	g := grouped(lookup("firm:Loop"), nil)
	for range values {
		g.Values = append(g.Values, value(plan.Count))
	}
	for i := range steps {
		stepping(g, plan.Step{Start: i, From: incoming(model.InvestedIn)}, id)
	}
	return root(g)
}
