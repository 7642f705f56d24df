package rewrite

import (
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// Anchored reports whether a condition holds only for a few rows because it names ids. The search for the rows should
// then start at these ids.
func Anchored(p plan.Predicate) bool {
	switch p := p.(type) {
	case plan.And:
		return slices.ContainsFunc(p, Anchored)
	case plan.Or:
		return !slices.ContainsFunc(p, func(part plan.Predicate) bool { return !Anchored(part) })
	case plan.Compare:
		return p.Op == plan.Equal && p.Column == plan.Column{Of: p.Column.Of, Property: model.ID}
	case plan.In:
		return p.Column == plan.Column{Of: p.Column.Of, Property: model.ID}
	case plan.Exists:
		return p.From.Kind != plan.Sources && p.From.Kind != plan.Conflicts && p.From.Kind != plan.GroupRows && Anchored(p.Where)
	case nil, plan.Not, plan.IsNull, plan.HasLabel, plan.CompareAggregate, plan.AggregateIsNull, plan.CompareGroupValue, plan.GroupValueIsNull, plan.AnyLeaf:
		return false
	default:
		panic("rewrite: a condition of an unknown kind")
	}
}
