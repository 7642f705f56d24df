package sqlite_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/sqlite"
	"github.com/stakegraph/stakegraph/graph/store/storetest"
)

// TestWorkIsDoneOnce checks that rows are not read more often than necessary. It compares SQLite's text of the query
// plan, which a new version can word differently.
func TestWorkIsDoneOnce(t *testing.T) {
	s, err := sqlite.Open(t.Context(), sqlite.Memory)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	shape := storetest.Shape{Firms: 500, Investors: 200, Investments: 1000, Seed: 4}
	if _, err := s.Load(t.Context(), shape.Fill); err != nil {
		t.Fatal(err)
	}
	column := func(p model.Property, part plan.Part) plan.Column { return plan.Column{Property: p, Part: part} }
	id, name := column(model.ID, plan.Whole), column(model.Name, plan.Key)
	firms := plan.From{Kind: plan.Scan, Labels: model.Firm.Set()}
	investors := plan.From{Kind: plan.Expand, Rel: model.InvestedIn, Direction: plan.Incoming, Labels: model.Investors}
	units := plan.Column{Of: plan.OfRelationship, Property: model.Share, Part: plan.Units}
	high := plan.Aggregate{Set: plan.Set{From: investors}, Value: plan.Value{Func: plan.SumHigh, Column: units}}
	low, count := high, high
	low.Func, count.Value = plan.SumLow, plan.Value{Func: plan.Count}
	list := func(where plan.Predicate, after []any, keys ...plan.Sort) plan.Item {
		return &plan.List{
			From: firms, Where: where, Order: append(keys, plan.Sort{Column: id}), After: after, Limit: 10,
			Row: plan.Row{Items: []plan.Item{id}},
		}
	}
	atLeast := func(n int64) plan.Predicate {
		return plan.Or{
			plan.CompareAggregate{Aggregate: high, Op: plan.Greater, Operand: n},
			plan.And{
				plan.CompareAggregate{Aggregate: high, Op: plan.Equal, Operand: n},
				plan.CompareAggregate{Aggregate: low, Op: plan.GreaterOrEqual, Operand: n},
			},
		}
	}
	byCity := func() *plan.Groups {
		return &plan.Groups{
			Set: plan.Set{From: firms}, Keys: []plan.GroupKey{{Column: column(model.City, plan.Key)}},
			Values: []plan.Value{{Func: plan.Count}, {Func: plan.SumHigh, Column: column(model.ValuationUSD, plan.Whole)}}, Limit: plan.Unlimited,
		}
	}
	withMembers := byCity()
	members := plan.From{Kind: plan.GroupRows, Groups: withMembers}
	withMembers.Row.Items = []plan.Item{
		&plan.TotalCount{From: members},
		&plan.List{From: members, Order: []plan.Sort{{Column: name}, {Column: id}}, Limit: 3, Row: plan.Row{Items: []plan.Item{id}}},
	}
	for _, c := range []struct {
		name string
		item plan.Item
		does map[string]int // the number of matches, by regular expression
	}{
		{"sorted by a count", list(nil, nil, plan.Sort{Over: &count, Descending: true}), map[string]int{"invested_in_to": 1}},
		{
			"sorted by a count, after a row", list(nil, []any{int64(2), "firm:a"}, plan.Sort{Over: &count, Descending: true}),
			map[string]int{"invested_in_to": 1},
		},
		{
			"sorted by a sum and a count", list(nil, []any{int64(2), int64(2), int64(2), "firm:a"}, plan.Sort{Over: &high}, plan.Sort{Over: &low}, plan.Sort{Over: &count}),
			map[string]int{"invested_in_to": 1},
		},
		{"where a sum is in a range", list(plan.And{atLeast(1), plan.Not{Of: atLeast(2)}}, nil), map[string]int{"invested_in_to": 1}},
		{
			"where a sum and a count are", list(plan.And{atLeast(1), plan.CompareAggregate{Aggregate: count, Op: plan.Less, Operand: int64(9)}}, nil),
			map[string]int{"invested_in_to": 1},
		},
		{"sorted by dates", list(nil, nil, plan.Sort{Column: column(model.UnicornSince, plan.Moment)}), map[string]int{
			"node_by_unicorn_since": 1, `B-TREE FOR (LAST TERM OF )?ORDER BY`: 0,
		}},
		{"groups", byCity(), map[string]int{"SEARCH n": 1, "CORRELATED": 0, "GROUP BY": 1}},
		{"groups with members", withMembers, map[string]int{"MATERIALIZE": 1, "AUTOMATIC COVERING INDEX": 2, `INDEX node_by`: 1}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := &plan.Plan{Row: plan.Row{Items: []plan.Item{c.item}}}
			profile, err := s.Profile(t.Context(), p)
			if err != nil {
				t.Fatal(err)
			}
			for pattern, want := range c.does {
				if got := len(regexp.MustCompile(pattern).FindAllString(profile, -1)); got != want {
					t.Errorf("it does %q %d times, want %d", pattern, got, want)
				}
			}
			if t.Failed() {
				statement, _ := s.Explain(p)
				t.Log(strings.TrimSpace(statement.Text) + "\n" + profile)
			}
		})
	}
}
