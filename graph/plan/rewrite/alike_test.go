package rewrite_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/plan/rewrite"
)

func TestTogether(t *testing.T) {
	of := func(rel model.RelType, operand int64) plan.Predicate {
		set := plan.Set{From: plan.From{Kind: plan.Expand, Rel: rel}}
		return plan.CompareAggregate{Aggregate: plan.Aggregate{Set: set}, Op: plan.Equal, Operand: operand}
	}
	label := plan.HasLabel{Labels: model.Firm.Set()}
	setOf := func(p plan.Predicate) *plan.Set {
		set, _ := rewrite.OneSet(p)
		return set
	}
	parts := []plan.Predicate{
		label, of(model.InvestedIn, 1), of(model.HasRole, 2), label, plan.Not{Of: of(model.InvestedIn, 3)}, of(model.InvestedIn, 4),
	}
	want := []plan.Predicate{
		label,
		plan.And{of(model.InvestedIn, 1), plan.Not{Of: of(model.InvestedIn, 3)}, of(model.InvestedIn, 4)},
		of(model.HasRole, 2), label,
	}
	if diff := cmp.Diff(want, rewrite.Together(parts, setOf, plan.AllOf)); diff != "" {
		t.Error(diff)
	}
}
