package sql

import (
	"testing"

	"github.com/stakegraph/stakegraph/graph/plan"
)

// TestPagesOf checks the number of rows of all pages of a list, of which each start has one.
func TestPagesOf(t *testing.T) {
	for _, c := range []struct {
		kind        plan.FromKind
		starts      int
		limit, want int
	}{
		{plan.Scan, 0, 10, 10},
		{plan.Lookup, 2, 10, 10},
		{plan.ByRelationshipID, 2, 10, 10},
		{plan.Expand, 3, 10, 30},
		{plan.Expand, 0, 10, 0},
		{plan.Scan, 0, plan.Unlimited, 0},
		{plan.Lookup, 2, plan.Unlimited, 0},
		{plan.Expand, 3, plan.Unlimited, 0},
	} {
		if got := pagesOf(c.starts, &plan.List{From: plan.From{Kind: c.kind}, Limit: c.limit}); got != c.want {
			t.Errorf("%d starts and %d rows of kind %d: %d rows, want %d", c.starts, c.limit, c.kind, got, c.want)
		}
	}
}
