package plan_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

func byYearAndName() *plan.List {
	return &plan.List{
		From: plan.From{Kind: plan.Scan, Labels: model.Firm.Set()},
		Order: []plan.Sort{
			{Column: plan.Column{Property: model.FoundedYear}},
			{Column: plan.Column{Property: model.City, Part: plan.Key}, Descending: true},
			{Column: plan.Column{Property: model.ID}},
		},
	}
}

// FuzzCursor checks that no text causes a panic, that an invalid cursor gives ErrCursor, and that a valid one has one
// value of the right type for each sort key and survives a round trip.
func FuzzCursor(f *testing.F) {
	list := byYearAndName()
	for _, values := range [][]any{{int64(2015), "北京", "firm:a"}, {nil, nil, "firm:a"}, {int64(-1), "", "x"}, {}} {
		cursor, err := plan.AppendCursor(nil, list.Fingerprint(), values)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(cursor))
	}
	f.Add("")
	f.Add("Ag")
	f.Fuzz(func(t *testing.T, cursor string) {
		values, err := list.ParseCursor(cursor)
		if err != nil {
			if !errors.Is(err, plan.ErrCursor) {
				t.Fatalf("%q is refused with %v, which does not wrap ErrCursor", cursor, err)
			}
			return
		}
		if len(values) != len(list.Order) {
			t.Fatalf("%q gives %d values for %d keys", cursor, len(values), len(list.Order))
		}
		for i, value := range values {
			_, isText := value.(string)
			if value != nil && isText != list.Order[i].Column.IsText() {
				t.Errorf("%q gives %v for %s", cursor, value, list.Order[i].Column)
			}
		}
		again, err := plan.AppendCursor(nil, list.Fingerprint(), values)
		if err != nil {
			t.Fatal(err)
		}
		back, err := list.ParseCursor(string(again))
		if err != nil || !cmp.Equal(values, back) {
			t.Errorf("%v comes back as %v: %v", values, back, err)
		}
	})
}
