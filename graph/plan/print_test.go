package plan_test

import (
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// TestItemsAreShown checks that a plan prints each of its items, and the values of the row after which a page begins.
func TestItemsAreShown(t *testing.T) {
	firms := plan.From{Kind: plan.Scan, Labels: model.Firm.Set()}
	investors := plan.From{Kind: plan.Expand, Rel: model.InvestedIn, Direction: plan.Incoming}
	name, year := plan.Column{Property: model.Name}, plan.Column{Property: model.FoundedYear}
	id := plan.Column{Property: model.ID}
	p := &plan.Plan{Row: plan.Row{Items: []plan.Item{
		name, year,
		&plan.TotalCount{From: firms, Where: plan.IsNull{Column: year}},
		&plan.Aggregate{Set: plan.Set{From: investors}, Value: plan.Value{Func: plan.Min, Column: year}},
		&plan.One{From: plan.From{Kind: plan.Self}, On: model.Firm.Set(), Row: plan.Row{Items: []plan.Item{id}}},
		&plan.List{From: firms, Order: []plan.Sort{{Column: year}, {Column: id}}, After: []any{nil, "firm:a"}, Limit: 2, More: true},
	}}}
	const want = `row
  name, foundedYear
  count of scan Firm where foundedYear is null
  min foundedYear of (incoming INVESTED_IN)
  one on Firm of node
    id
  list of scan Firm by foundedYear, id after [null "firm:a"] limit 2 and whether there is more
`
	if got := p.String(); got != want {
		t.Errorf("the plan is shown as\n%swant\n%s", got, want)
	}
}

// TestConditionsAreShown checks that a plan prints each kind of condition.
func TestConditionsAreShown(t *testing.T) {
	investors := plan.From{Kind: plan.Expand, Rel: model.InvestedIn, Direction: plan.Incoming}
	city, year := plan.Column{Property: model.City}, plan.Column{Property: model.FoundedYear}
	unknown := plan.IsNull{Column: year}
	least := plan.Aggregate{Set: plan.Set{From: investors}, Value: plan.Value{Func: plan.Min, Column: year}}
	for _, c := range []struct {
		condition plan.Predicate
		want      string
	}{
		{plan.And{}, "true"},
		{plan.Or{}, "false"},
		{plan.And{unknown, plan.Not{Of: unknown}}, "(foundedYear is null and not foundedYear is null)"},
		{plan.Or{unknown, unknown}, "(foundedYear is null or foundedYear is null)"},
		{plan.Compare{Column: city, Op: plan.StartsWith, Value: `a"`}, `city starts with "a\""`},
		{plan.In{Column: year, Values: []any{int64(2015), nil}}, "foundedYear in [2015 null]"},
		{plan.HasLabel{Labels: model.Firm.Set()}, "is Firm"},
		{plan.Exists{From: investors}, "exists incoming INVESTED_IN"},
		{plan.Exists{From: investors, Where: unknown}, "exists incoming INVESTED_IN (foundedYear is null)"},
		{
			plan.CompareAggregate{Aggregate: least, Op: plan.LessOrEqual, Operand: int64(2015)},
			"min foundedYear of (incoming INVESTED_IN) <= 2015",
		},
		{plan.AggregateIsNull{Aggregate: least}, "min foundedYear of (incoming INVESTED_IN) is null"},
		{plan.CompareGroupValue{At: 1, Op: plan.Greater, Operand: int64(2)}, "value 2 > 2"},
		{plan.GroupValueIsNull{At: 1}, "value 2 is null"},
	} {
		p := &plan.Plan{Row: plan.Row{Items: []plan.Item{&plan.TotalCount{From: investors, Where: c.condition}}}}
		if got, want := p.String(), "row\n  count of incoming INVESTED_IN where "+c.want+"\n"; got != want {
			t.Errorf("the plan is shown as\n%swant\n%s", got, want)
		}
	}
}
