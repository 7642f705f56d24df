package plan_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

func TestCursorsAreBound(t *testing.T) {
	list := byYearAndName()
	values := []any{int64(2015), nil, "firm:a"}
	cursor, err := plan.AppendCursor(nil, list.Fingerprint(), values)
	if err != nil {
		t.Fatal(err)
	}
	got, err := list.ParseCursor(string(cursor))
	if err != nil || !cmp.Equal(got, values) {
		t.Errorf("the list's own cursor gives %v: %v", got, err)
	}
	other := map[string]func(*plan.List){
		"another filter":     func(l *plan.List) { l.Where = plan.IsNull{Column: plan.Column{Property: model.City}} },
		"another kind":       func(l *plan.List) { l.From.Labels = model.Person.Set() },
		"another order":      func(l *plan.List) { l.Order = l.Order[1:] },
		"the other way":      func(l *plan.List) { l.Order[0].Descending = true },
		"nulls at the start": func(l *plan.List) { l.Order[0].NullsFirst = true },
	}
	for name, change := range other {
		t.Run(name, func(t *testing.T) {
			changed := byYearAndName()
			change(changed)
			if _, err := changed.ParseCursor(string(cursor)); !errors.Is(err, plan.ErrCursor) {
				t.Errorf("the cursor is taken: %v", err)
			}
		})
	}
	t.Run("another page", func(t *testing.T) {
		changed := byYearAndName()
		changed.Limit, changed.More = 7, true
		if _, err := changed.ParseCursor(string(cursor)); err != nil {
			t.Errorf("the cursor is refused: %v", err)
		}
	})
}

// TestCursorsOfGroups checks that a cursor of groups belongs to their keys, condition and order, and that its values have
// the types of the order.
func TestCursorsOfGroups(t *testing.T) {
	city, year := plan.Column{Property: model.City}, plan.Column{Property: model.FoundedYear}
	groups := func() *plan.Groups {
		return &plan.Groups{
			Set:  plan.Set{From: plan.From{Kind: plan.Scan, Labels: model.Firm.Set()}},
			Keys: []plan.GroupKey{{Column: city}, {Column: year}}, Values: []plan.Value{{Func: plan.Count}, {Func: plan.Max, Column: year}},
			Order: []plan.GroupSort{{At: 0, Descending: true}, {ByKey: true, At: 1}, {At: 1}},
		}
	}
	cursor := func(values ...any) string {
		t.Helper()
		text, err := plan.AppendCursor(nil, groups().Fingerprint(), values)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	for _, values := range [][]any{{int64(3), int64(2015), int64(2016), "Beijing"}, {int64(0), nil, nil, nil}} {
		if got, err := groups().ParseCursor(cursor(values...)); err != nil || !cmp.Equal(got, values) {
			t.Errorf("%v gives %v: %v", values, got, err)
		}
	}
	for _, values := range [][]any{
		{nil, int64(2015), int64(2016), "Beijing"},
		{int64(3), "2015", int64(2016), "Beijing"},
		{int64(3), int64(2015), int64(2016), int64(7)},
		{int64(3), int64(2015), int64(2016)},
	} {
		if got, err := groups().ParseCursor(cursor(values...)); !errors.Is(err, plan.ErrCursor) {
			t.Errorf("%v gives %v: %v", values, got, err)
		}
	}
	own := cursor(int64(3), int64(2015), int64(2016), "Beijing")
	for name, change := range map[string]func(*plan.Groups){
		"other rows":        func(g *plan.Groups) { g.From.Labels = model.Person.Set() },
		"another condition": func(g *plan.Groups) { g.Where = plan.IsNull{Column: city} },
		"a condition":       func(g *plan.Groups) { g.Having = plan.GroupValueIsNull{At: 1} },
		"another key":       func(g *plan.Groups) { g.Keys[0].Column = plan.Column{Property: model.Province} },
		"other values":      func(g *plan.Groups) { g.Values[1].Func = plan.Min },
		"another order":     func(g *plan.Groups) { g.Order[0].Descending = false },
		"a step": func(g *plan.Groups) {
			g.Steps = []plan.Step{{From: plan.From{Kind: plan.Expand, Rel: model.OperatesIn}}}
		},
	} {
		changed := groups()
		change(changed)
		if _, err := changed.ParseCursor(own); !errors.Is(err, plan.ErrCursor) {
			t.Errorf("%s: the cursor is accepted: %v", name, err)
		}
	}
	page := groups()
	page.Limit, page.More, page.After = 7, true, []any{nil}
	if _, err := page.ParseCursor(own); err != nil {
		t.Errorf("the cursor is refused on another page: %v", err)
	}
}

// TestCursorOfTruthValue checks that a cursor returns a truth value as a bool, so that no store has to compare it with
// integers.
func TestCursorOfTruthValue(t *testing.T) {
	list := &plan.List{
		From: plan.From{Kind: plan.Expand, Rel: model.InvestedIn},
		Order: []plan.Sort{
			{Column: plan.Column{Of: plan.OfRelationship, Property: model.Lead}},
			{Column: plan.Column{Of: plan.OfRelationship, Property: model.ID}},
		},
	}
	for given, want := range map[any]any{nil: nil, int64(0): false, int64(1): true} {
		cursor, err := plan.AppendCursor(nil, list.Fingerprint(), []any{given, "a"})
		if err != nil {
			t.Fatal(err)
		}
		got, err := list.ParseCursor(string(cursor))
		if err != nil || !cmp.Equal(got, []any{want, "a"}) {
			t.Errorf("%v gives %v: %v", given, got, err)
		}
	}
	cursor, err := plan.AppendCursor(nil, list.Fingerprint(), []any{int64(2), "a"})
	if err != nil {
		t.Fatal(err)
	}
	if got, err := list.ParseCursor(string(cursor)); !errors.Is(err, plan.ErrCursor) {
		t.Errorf("2 gives %v: %v", got, err)
	}
}
