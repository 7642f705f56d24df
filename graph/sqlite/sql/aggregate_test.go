package sql

import (
	"strings"
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// TestSharesNodes checks in which sets several rows can have the same node, so that only distinct nodes are counted.
func TestSharesNodes(t *testing.T) {
	firms := plan.From{Kind: plan.Scan, Labels: model.Firm.Set()}
	investments := plan.From{Kind: plan.Expand, Rel: model.InvestedIn, Direction: plan.Incoming}
	rowsOf := func(from plan.From) plan.From {
		return plan.From{Kind: plan.GroupRows, Groups: &plan.Groups{Set: plan.Set{From: from}}}
	}
	sources := plan.From{Kind: plan.Sources}
	for name, c := range map[string]struct {
		set  plan.Set
		want bool
	}{
		"firms":                          {plan.Set{From: firms}, false},
		"investments":                    {plan.Set{From: investments}, true},
		"sources":                        {plan.Set{From: sources}, true},
		"nodes that investments lead to": {plan.Set{From: investments, Then: &plan.From{Kind: plan.Self}}, false},
		"rows of groups of firms":        {plan.Set{From: rowsOf(firms)}, false},
		"rows of groups of investments":  {plan.Set{From: rowsOf(investments)}, true},
		"rows of groups of sources":      {plan.Set{From: rowsOf(sources)}, true},
	} {
		if got := sharesNodes(&c.set); got != c.want {
			t.Errorf("%s: %t, want %t", name, got, c.want)
		}
	}
}

// TestCountReadsRowsOnce checks that the nodes that rows lead to are counted from the rows, without a join of the table
// of nodes.
func TestCountReadsRowsOnce(t *testing.T) {
	investments := plan.From{Kind: plan.Expand, Rel: model.InvestedIn, Direction: plan.Incoming}
	for _, f := range []plan.Func{plan.Count, plan.CountDistinctNodes} {
		r := renderer{plan: &plan.Plan{}}
		r.aggregate(scope{row: r.next()}, &plan.Aggregate{
			Set: plan.Set{From: investments, Then: &plan.From{Kind: plan.Self}}, Value: plan.Value{Func: f},
		})
		if text := string(r.text); !strings.HasPrefix(text, "(SELECT count(DISTINCT ") || strings.Contains(text, "node") {
			t.Errorf("function %d is written as %s", f, text)
		}
	}
}
