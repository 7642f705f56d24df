package plan_test

import (
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// TestBounded: a plan is bounded only if it reads single rows, by conditions on their own values.
func TestBounded(t *testing.T) {
	name := plan.Column{Property: model.Name}
	one := func(where plan.Predicate, items ...plan.Item) *plan.One {
		return &plan.One{From: plan.From{Kind: plan.Lookup, IDs: []string{"firm:a"}}, Where: where, Row: plan.Row{Items: items}}
	}
	plain := plan.Compare{Column: name, Op: plan.Equal, Value: "a"}
	for what, c := range map[string]struct {
		item plan.Item
		want bool
	}{
		"a column":                       {name, true},
		"a node":                         {one(nil, name), true},
		"a node of a node":               {one(nil, one(plain, name)), true},
		"a node where a relationship is": {one(plan.Some{From: plan.From{Kind: plan.Expand}}, name), false},
		"a node, of one where it is not": {one(nil, one(plan.Not{Of: plan.Some{From: plan.From{Kind: plan.Expand}}}, name)), false},
		"a list":                         {&plan.List{}, false},
		"a count":                        {&plan.Count{}, false},
		"a list of a node":               {one(nil, name, &plan.List{}), false},
	} {
		p := &plan.Plan{Row: plan.Row{Items: []plan.Item{c.item}}}
		if got := p.Bounded(); got != c.want {
			t.Errorf("%s: %v, want %v", what, got, c.want)
		}
	}
}
