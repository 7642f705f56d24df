package neo4j

import (
	"errors"
	"testing"

	"stakegraph/graph/model"
	"stakegraph/graph/plan"
	"stakegraph/graph/store"
)

// TestSetsAreJoined holds that many conditions on relationships within another are one set, however they are combined,
// since Neo4j looks for a row in 16 sets at most without making each anew; and that conditions which cannot be joined,
// because others stand between them, are refused when they are too many.
func TestSetsAreJoined(t *testing.T) {
	investors := plan.From{Kind: plan.Expand, Rel: model.InvestedIn, Direction: plan.Incoming}
	investments := plan.From{Kind: plan.Expand, Rel: model.InvestedIn}
	lead := plan.Compare{Column: plan.Column{Of: plan.OfRelationship, Property: model.Lead}, Op: plan.Equal, Value: true}
	after := func(year int) plan.Predicate {
		return plan.Some{From: investments, Where: plan.Compare{
			Column: plan.Column{Property: model.FoundedYear}, Op: plan.Greater, Value: int64(year),
		}}
	}
	each := func(n int, part func(i int) plan.Predicate) []plan.Predicate {
		parts := make([]plan.Predicate, n)
		for i := range parts {
			parts[i] = part(i)
		}
		return parts
	}
	negated := func(i int) plan.Predicate { return plan.Not{Of: after(i)} }
	besideLead := func(i int) plan.Predicate { return plan.Or{lead, negated(i)} }
	for _, c := range []struct {
		name  string
		where plan.Predicate
		fits  bool
	}{
		{"all of", plan.And(each(100, after)), true},
		{"any of none", plan.Or(each(100, negated)), true},
		{"pairs", plan.And(each(50, func(i int) plan.Predicate { return plan.Or{after(2 * i), negated(2*i + 1)} })), true},
		{"beside another kind", plan.And{lead, plan.Or(each(100, negated))}, true},
		{"as many as fit between others", plan.And(each(maxLooked, besideLead)), true},
		{"one too many between others", plan.And(each(maxLooked+1, besideLead)), false},
	} {
		p := &plan.Plan{Row: plan.Row{Items: []plan.Item{&plan.Count{
			From: plan.From{Kind: plan.Scan, Labels: model.Firm.Set()}, Where: plan.Some{From: investors, Where: c.where},
		}}}}
		_, err := statementOf(p, smallAnswer)
		if fits := err == nil; fits != c.fits || err != nil && !errors.Is(err, store.ErrTooLarge) {
			t.Errorf("%s: %v, want it to fit %t", c.name, err, c.fits)
		}
	}
}
