package cypher

import (
	"strings"
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// TestAggregatesAreRendered checks the statements of plans with aggregates: as values, in conditions, in conditions within
// expressions, and of groups.
func TestAggregatesAreRendered(t *testing.T) {
	firms := plan.From{Kind: plan.Scan, Labels: model.Firm.Set()}
	investors := plan.From{Kind: plan.Expand, Rel: model.InvestedIn, Direction: plan.Incoming}
	investments := plan.From{Kind: plan.Expand, Rel: model.InvestedIn}
	city, founded := plan.Column{Property: model.City}, plan.Column{Property: model.FoundedYear}
	latest := plan.Aggregate{Set: plan.Set{From: investors}, Value: plan.Value{Func: plan.Max, Column: founded}}
	others := plan.Aggregate{Set: plan.Set{From: investors, Then: &investments}}
	listed := func(where plan.Predicate, items ...plan.Item) plan.Item {
		return &plan.List{From: firms, Where: where, Limit: plan.Unlimited, Row: plan.Row{Items: items}}
	}
	inYears := plan.In{Column: founded, Values: []any{int64(2001), int64(2002)}}
	for _, c := range []struct {
		name string
		item plan.Item
		want string
	}{
		{"a value", listed(nil, &latest), `
  CALL (n1) {
    MATCH (n1)<-[r2:INVESTED_IN]-(n2)
    WITH max(n2.foundedYear) AS u3
    RETURN u3 AS v4
  }
  WITH n1, v4 ORDER BY CASE WHEN size([v4]) = 1 THEN n1.id END
  RETURN collect([v4]) AS v1`},
		{"a degree", listed(nil, &plan.Aggregate{Set: plan.Set{From: investors}}), `
  RETURN collect([COUNT { (n1)<-[:INVESTED_IN]-() }]) AS v1`},
		{"a condition", listed(plan.AggregateIsNull{Aggregate: latest}), `
  WHERE CASE WHEN v5 IS NULL THEN true ELSE false END <> $p.a0`},
		{"a count that is never null", listed(plan.AggregateIsNull{Aggregate: others}), `
  WHERE CASE WHEN $p.a1 THEN true ELSE false END <> $p.a0`},
		{"a condition on other nodes", listed(plan.Exists{From: investors, Where: plan.Exists{From: investments, Where: inYears}}), `
  MATCH (n3)-[r4:INVESTED_IN]->(n4:Firm)
  WHERE n4.foundedYear IN $p.a0`},
		{"values of groups", &plan.Groups{
			Set: plan.Set{From: firms}, Keys: []plan.GroupKey{{Column: city}}, Values: []plan.Value{{Func: plan.Min, Column: founded}},
			Having: plan.GroupValueIsNull{}, Limit: plan.Unlimited,
		}, `
  WHERE a4 IS NULL`},
	} {
		query, err := Checked(&plan.Plan{Row: plan.Row{Items: []plan.Item{c.item}}}, SmallAnswer)
		if err != nil || !strings.Contains(query.Text, c.want) {
			t.Errorf("%s: %v, want it to contain%s\nof\n%s", c.name, err, c.want, query.Text)
		}
	}
}

// TestAggregateInPieces checks that an aggregate is a single piece of an answer that comes in pieces.
func TestAggregateInPieces(t *testing.T) {
	firms := plan.From{Kind: plan.Scan, Labels: model.Firm.Set()}
	latest := &plan.Aggregate{Set: plan.Set{From: firms}, Value: plan.Value{Func: plan.Max, Column: plan.Column{Property: model.FoundedYear}}}
	query := Render(&plan.Plan{Row: plan.Row{Items: []plan.Item{latest, &plan.List{From: firms, Limit: 10}}}}, 1)
	if want := "UNWIND [[0, false, v3], [1, true, v4]] AS item"; !strings.Contains(query.Text, want) {
		t.Errorf("want it to contain %s\nof\n%s", want, query.Text)
	}
}

// TestAggregateInExpression checks that a count in an expression returns its rows if it does not count relationships.
func TestAggregateInExpression(t *testing.T) {
	investors := plan.From{Kind: plan.Expand, Rel: model.InvestedIn, Direction: plan.Incoming}
	investments := plan.From{Kind: plan.Expand, Rel: model.InvestedIn}
	r := newRenderer()
	r.rows = 1
	r.aggregate(scope{row: 1}, &plan.Aggregate{Set: plan.Set{From: investors, Then: &investments}}, asText)
	if text, want := string(r.text), "WITH DISTINCT n3\n  RETURN n3 }"; !strings.HasSuffix(text, want) {
		t.Errorf("want it to end with %s\nof\n%s", want, text)
	}
}

// TestExpansionOfOtherInitPlans checks that an InitPlan that the database does not run has no expansion, whose size
// would be limited.
func TestExpansionOfOtherInitPlans(t *testing.T) {
	for _, initPlan := range []plan.InitPlan{&plan.Exposure{}, &plan.Network{}, &plan.Search{}, &plan.Match{}} {
		if got := expansionOf(initPlan); len(got.Patterns) > 0 || got.NodePredicate != nil {
			t.Errorf("%T has the expansion %v", initPlan, got)
		}
	}
}
