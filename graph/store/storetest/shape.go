package storetest

import (
	"errors"
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// checkPlanShapes checks unusual plans: without items, with equal items, and with rows without values.
func checkPlanShapes(t *testing.T, s store.Store) {
	shared := all(scan(model.Sector.Set()), id)
	counted := &plan.TotalCount{From: firms}
	every := singles("sector:chips", "sector:hardware", "sector:self", "sector:tech")
	inRow := all(outgoing(model.OperatesIn), id)
	inRow.Limit = 1
	other := all(outgoing(model.OperatesIn), id)
	other.Limit, other.Order = 1, []plan.Sort{desc(relID)}
	investors := all(incoming(model.InvestedIn), relID)
	checkCases(t, s, []readCase{
		{"without items", &plan.Plan{}, list{}},
		{"one item shared by two places", root(shared, counted, shared, counted), list{every, 16, every, 16}},
		{
			"equal items", root(all(scan(model.Sector.Set()), id), all(scan(model.Sector.Set()), id)), list{every, every},
		},
		{
			"one list with two pages", at("firm:alpha", inRow, other, inRow),
			atNode(singles("sector:chips"), singles("sector:hardware"), singles("sector:chips")),
		},
		{
			"one list under two others",
			root(&plan.One{From: lookup("firm:alpha"), Row: row(all(outgoing(model.InvestedIn), investors))},
				&plan.One{From: lookup("firm:empty"), Row: row(investors)}),
			list{
				list{list{list{singles("investment:alpha-plane2", "investment:zero-plane2")}}},
				list{singles("investment:zero-empty")},
			},
		},
		{
			"rows without values",
			root(all(scan(model.Programme.Set())), &plan.One{From: lookup("firm:alpha")}, &plan.One{From: lookup("firm:none")}),
			list{list{list{}, list{}}, list{}, nil},
		},
		{
			"rows of the relationship alone", at("firm:alpha", all(outgoing(model.Raised), relID)),
			atNode(singles("raised:alpha-a", "raised:alpha-b")),
		},
		{
			"items in their order", at("firm:alpha", counted, id, inRow, of(model.FoundedYear), kind),
			atNode(16, "firm:alpha", singles("sector:chips"), 2012, "Firm"),
		},
	})
}

// checkPlanSizes checks plans of the maximum depth and width of a query, and that a plan that is too large for the
// database returns ErrTooLarge instead of an error of the database.
func checkPlanSizes(t *testing.T, s store.Store) {
	t.Run("twelve levels", func(t *testing.T) { expectDepth(t, s, 12) })
	t.Run("250 lists side by side", func(t *testing.T) { expectLists(t, s, 250) })
	t.Run("90 columns in a row", func(t *testing.T) { expectColumns(t, s, 90) })
	t.Run("beyond", func(t *testing.T) {
		// A store with larger limits must return the right answer here.
		checkTooLarge(t, s, "levels", deepPlan(400))
		checkTooLarge(t, s, "lists", wideRow(5_000))
		checkTooLarge(t, s, "columns", manyColumns(10_000))
		checkTooLarge(t, s, "predicate", root(where(firms, deepNot(5_000), id)))
		expectDepth(t, s, 3) // the store still works
	})
}

func checkTooLarge(t *testing.T, s store.Store, what string, p *plan.Plan) {
	t.Helper()
	if _, err := s.Run(t.Context(), p); err != nil && !errors.Is(err, store.ErrTooLarge) {
		t.Errorf("Run of a plan with too many %s: %.300v, want an answer or ErrTooLarge", what, err)
	}
}

func deepPlan(levels int) *plan.Plan {
	var items []plan.Item
	for range levels {
		items = []plan.Item{relID, all(outgoing(model.InvestedIn), items...)}
	}
	return at("firm:Loop", items[1])
}

// expectDepth follows a self loop, so that every level has one row.
func expectDepth(t *testing.T, s store.Store, levels int) {
	t.Helper()
	innermost := list{list{}}
	for range levels - 1 {
		innermost = list{list{"investment:loop-loop", innermost}}
	}
	expect(t, s, deepPlan(levels), atNode(innermost))
}

func wideRow(lists int) *plan.Plan {
	p := root()
	for i := range lists {
		l := all(firms, id)
		l.Where, l.Limit = compare(id, plan.GreaterOrEqual, firmIDs[i%len(firmIDs)]), 1
		p.Row.Items = append(p.Row.Items, l)
	}
	return p
}

func expectLists(t *testing.T, s store.Store, lists int) {
	t.Helper()
	want := make(list, lists)
	for i := range want {
		want[i] = singles(firmIDs[i%len(firmIDs)])
	}
	expect(t, s, wideRow(lists), want)
}

// columnsOfAlpha are columns of firm:alpha with several types, and their values.
var columnsOfAlpha = []struct {
	column plan.Column
	value  any
}{
	{id, "firm:alpha"},
	{of(model.Name), "Alpha Robotics"},
	{key(model.City), "beijing"},
	{of(model.Aliases), list{"αλφα", "Alpha", `A"l\p'ha`}},
	{of(model.FoundedYear), 2012},
	{part(model.Size, plan.Currency), "CNY"},
	{part(model.Size, plan.USD), nil},
	{part(model.UnicornSince, plan.Earliest), 20180305},
	{kind, "Firm"},
}

func manyColumns(n int) *plan.Plan {
	items := make([]plan.Item, n)
	for i := range items {
		items[i] = columnsOfAlpha[i%len(columnsOfAlpha)].column
	}
	return at("firm:alpha", items...)
}

func expectColumns(t *testing.T, s store.Store, n int) {
	t.Helper()
	want := make(list, n)
	for i := range want {
		want[i] = columnsOfAlpha[i%len(columnsOfAlpha)].value
	}
	expect(t, s, manyColumns(n), atNode(want...))
}

func deepNot(depth int) plan.Predicate {
	p := equal(id, "firm:alpha")
	for range depth {
		p = not(p)
	}
	return p
}
