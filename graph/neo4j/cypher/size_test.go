package cypher

import (
	"errors"
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// TestSizeCountsWhatIsSent checks that conditions are counted in the form that the database receives: many values of one
// column are one condition, and values of several columns are several.
func TestSizeCountsWhatIsSent(t *testing.T) {
	year := func(op plan.Op, n int) plan.Predicate {
		return plan.Compare{Column: plan.Column{Property: model.FoundedYear}, Op: op, Value: int64(n)}
	}
	or := func(n int, part func(i int) plan.Predicate) plan.Predicate {
		parts := make(plan.Or, n)
		for i := range parts {
			parts[i] = part(i)
		}
		return parts
	}
	nested := func(n int) plan.Predicate {
		where := year(plan.Less, 0)
		for i := range n / 2 {
			where = plan.And{year(plan.Less, i), plan.Or{year(plan.Less, i), where}}
		}
		return where
	}
	counts := func(n int, where plan.Predicate) plan.Predicate {
		for range n {
			investors := plan.Set{From: plan.From{Kind: plan.Expand, Rel: model.InvestedIn}, Where: where}
			where = plan.CompareAggregate{Aggregate: plan.Aggregate{Set: investors}, Op: plan.Greater, Operand: int64(0)}
		}
		return where
	}
	exists := func(where plan.Predicate) plan.Predicate {
		return plan.Exists{From: plan.From{Kind: plan.Expand, Rel: model.InvestedIn}, Where: where}
	}
	for _, c := range []struct {
		name  string
		where plan.Predicate
		fits  bool
	}{
		{"values of one column", or(10*maxConditions, func(i int) plan.Predicate { return year(plan.Equal, i) }), true},
		{"as many as fit", or(maxConditions-1, func(i int) plan.Predicate { return year(plan.Less, i) }), true},
		{"one too many", or(maxConditions, func(i int) plan.Predicate { return year(plan.Less, i) }), false},
		{"nested as deep as fits", nested(maxNesting), true},
		{"nested too deep", nested(maxNesting + 2), false},
		{"counts within each other as deep as fit", counts(maxAggregates, nil), true},
		{"counts too deep", counts(maxAggregates+1, nil), false},
		{"counts in an expression as deep as fit", exists(counts(maxWithin, nil)), true},
		{"counts in an expression too deep", exists(counts(maxWithin+1, nil)), false},
	} {
		err := checkSize(&plan.Plan{Row: plan.Row{Items: []plan.Item{&plan.TotalCount{
			From: plan.From{Kind: plan.Scan, Labels: model.Firm.Set()}, Where: c.where,
		}}}})
		if fits := err == nil; fits != c.fits || err != nil && !errors.Is(err, store.ErrTooLarge) {
			t.Errorf("%s: %v, want it to fit %t", c.name, err, c.fits)
		}
	}
}
