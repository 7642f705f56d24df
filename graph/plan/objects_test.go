package plan_test

import (
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// TestObjectsOfListsWithoutAPage checks that sources and conflicts, whose lists have no pages, count in each row that
// has them.
func TestObjectsOfListsWithoutAPage(t *testing.T) {
	const far = 1_000_000
	firms := func(n int, items ...plan.Item) *plan.Plan {
		return &plan.Plan{Row: plan.Row{Items: []plan.Item{&plan.List{
			From: plan.From{Kind: plan.Scan, Labels: model.Firm.Set()}, Limit: n, Row: plan.Row{Items: items},
		}}}}
	}
	unpaged := func(kind plan.FromKind, items ...plan.Item) *plan.List {
		return &plan.List{From: plan.From{Kind: kind}, Limit: plan.Unlimited, Row: plan.Row{Items: items}}
	}
	plain := firms(100).Objects(far)
	for name, item := range map[string]plan.Item{
		"sources": unpaged(plan.Sources), "conflicts": unpaged(plan.Conflicts),
	} {
		if got := firms(100, item).Objects(far); got < plain+100*5 {
			t.Errorf("100 rows with %s come to %d objects, and without to %d", name, got, plain)
		}
	}
	conflicts, cited := firms(100, unpaged(plan.Conflicts)), firms(100, unpaged(plan.Conflicts, unpaged(plan.Sources)))
	if got, without := cited.Objects(far), conflicts.Objects(far); got < 2*without {
		t.Errorf("conflicts with their sources come to %d objects, and without to %d", got, without)
	}
}

// TestRowsOf: the number of rows of a list is the maximum of its InitPlan, the number of its ids, or its page size.
func TestRowsOf(t *testing.T) {
	paths := &plan.Paths{First: 3, Longest: 2}
	p := &plan.Plan{InitPlans: []plan.InitPlan{paths}}
	for name, c := range map[string]struct {
		list plan.List
		want int
	}{
		"of an InitPlan": {plan.List{From: plan.From{Kind: plan.Lookup, InitPlan: 1, IDs: []string{"firm:a"}}, Limit: 1}, paths.Most()},
		"of nodes":       {plan.List{From: plan.From{Kind: plan.Lookup, IDs: []string{"firm:a", "firm:b"}}, Limit: plan.Unlimited}, 2},
		"of relationships": {
			plan.List{From: plan.From{Kind: plan.ByRelationshipID, IDs: []string{"investment:a"}}, Limit: plan.Unlimited}, 1,
		},
		"of a page": {plan.List{From: plan.From{Kind: plan.Scan, Labels: model.Firm.Set()}, Limit: 20}, 20},
	} {
		if got := p.RowsOf(&c.list); got != c.want {
			t.Errorf("%s: %d rows, want %d", name, got, c.want)
		}
	}
}

// TestObjectsOfGroups checks that groups without keys count as one group, whatever the limit, and that groups without a
// limit count as several.
func TestObjectsOfGroups(t *testing.T) {
	groups := func(limit int, keys ...plan.GroupKey) int {
		p := &plan.Plan{Row: plan.Row{Items: []plan.Item{&plan.Groups{
			Set:  plan.Set{From: plan.From{Kind: plan.Scan, Labels: model.Firm.Set()}},
			Keys: keys, Limit: limit,
			Row: plan.Row{Items: []plan.Item{&plan.List{From: plan.From{Kind: plan.GroupRows}, Limit: 100}}},
		}}}}
		return p.Objects(1_000_000)
	}
	city := plan.GroupKey{Column: plan.Column{Property: model.City}}
	one := groups(1, city)
	for name, c := range map[string]struct{ got, least, most int }{
		"no keys":                {groups(50), one, one},
		"no keys and no limit":   {groups(plan.Unlimited), one, one},
		"fifty groups":           {groups(50, city), 50 * one, 50 * one},
		"groups without a limit": {groups(plan.Unlimited, city), 5 * one, 1_000 * one},
	} {
		if c.got < c.least || c.got > c.most {
			t.Errorf("%s: %d objects, want %d to %d", name, c.got, c.least, c.most)
		}
	}
}

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
		"a node where a relationship is": {one(plan.Exists{From: plan.From{Kind: plan.Expand}}, name), false},
		"a node, of one where it is not": {one(nil, one(plan.Not{Of: plan.Exists{From: plan.From{Kind: plan.Expand}}}, name)), false},
		"a list":                         {&plan.List{}, false},
		"a count":                        {&plan.TotalCount{}, false},
		"a list of a node":               {one(nil, name, &plan.List{}), false},
	} {
		p := &plan.Plan{Row: plan.Row{Items: []plan.Item{c.item}}}
		if got := p.Bounded(); got != c.want {
			t.Errorf("%s: %v, want %v", what, got, c.want)
		}
	}
}
