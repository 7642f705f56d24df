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
