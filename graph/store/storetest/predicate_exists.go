package storetest

import (
	"fmt"
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// checkExists checks that Exists holds if From leads from the row's node or relationship to at least one row for which
// Where holds.
func checkExists(t *testing.T, s store.Store) {
	t.Run("Firm", func(t *testing.T) { checkHolding(t, s, firms, existsFirmCases()) })
	t.Run("Other", func(t *testing.T) {
		dollars := compare(part(model.AmountRaised, plan.USD), plan.Greater, int64(0))
		checkHolding(t, s, scan(model.Round.Set()), []predicateCase{
			{
				"back references", exists(backReferenceInvestors(), equal(rel(of(model.Lead)), true)),
				singles("round:alpha-a", "round:alpha-b", "round:loop"),
			},
			{"firms of back references", exists(backReferenceFirms(), equal(id, "firm:Loop")), singles("round:loop")},
			{"sources", exists(sourcesOf(plan.OfNode), nil), singles("round:alpha-a")},
			{"beside an unknown", plan.Or{exists(sourcesOf(plan.OfNode), nil), dollars}, singles("round:alpha-a", "round:alpha-b")},
		})
		checkHolding(t, s, scan(model.Conflict.Set()), []predicateCase{
			{"a reference", exists(referenceToFact(), nil), singles("conflict:a", "conflict:b", "conflict:c", "conflict:e")},
			{
				"a reference with a predicate", exists(referenceToFact(), plan.HasLabel{Labels: model.Round.Set()}),
				singles("conflict:c"),
			},
		})
	})
	t.Run("Relationship", func(t *testing.T) { checkExistsOfRelationship(t, s) })
}

func existsFirmCases() []predicateCase {
	investors, investments := incoming(model.InvestedIn), outgoing(model.InvestedIn)
	state := plan.HasLabel{Labels: model.StateFund.Set()}
	giant := exists(incoming(model.Designated), equal(id, "programme:giant"))
	return []predicateCase{
		{"any", exists(investors, nil), singles("firm:Loop", "firm:alpha", "firm:empty", "firm:plane2")},
		{"none", not(exists(investors, nil)), firmIDsWithout("firm:Loop", "firm:alpha", "firm:empty", "firm:plane2")},
		{"outgoing", exists(investments, nil), singles("firm:Loop", "firm:alpha")},
		{"of the node at the far end", exists(investors, state), singles("firm:alpha")},
		{"of the relationship", exists(investors, equal(rel(of(model.Lead)), true)), singles("firm:Loop", "firm:alpha")},
		{"of one row, both", exists(investors, plan.And{state, equal(rel(of(model.Lead)), true)}), singles("firm:alpha")},
		{
			"of one row, not of two", exists(investors, plan.And{
				plan.HasLabel{Labels: model.VCFund.Set()},
				equal(rel(of(model.Lead)), false),
				equal(rel(part(model.AnnouncedOn, plan.Precision)), int64(model.DayPrecision)),
			}),
			singles("firm:plane2"),
		},
		{"an unknown in each row", exists(investors, equal(rel(of(model.Lead)), false)), singles("firm:alpha", "firm:plane2")},
		{
			"not an unknown in some row", exists(investors, not(equal(rel(of(model.Lead)), false))),
			singles("firm:Loop", "firm:alpha", "firm:empty", "firm:plane2"),
		},
		{"an empty Or in some row", exists(investors, plan.Or{}), list{}},
		{"an empty And in some row", exists(investments, plan.And{}), singles("firm:Loop", "firm:alpha")},
		{"two of them", plan.And{giant, exists(investors, state)}, singles("firm:alpha")},
		{"one and not the other", plan.And{giant, not(exists(investors, state))}, singles("firm:empty", "firm:plane2")},
		{
			"either",
			plan.Or{giant, exists(outgoing(model.Raised), equal(id, "round:loop"))},
			singles("firm:Loop", "firm:alpha", "firm:empty", "firm:plane2"),
		},
		{
			"inside another", exists(investors, exists(incoming(model.CommittedTo), equal(id, "investor:lp"))),
			singles("firm:alpha"),
		},
		{
			"not inside another", exists(investors, not(exists(outgoing(model.CommittedTo), nil))),
			singles("firm:Loop", "firm:alpha", "firm:empty", "firm:plane2"),
		},
		{
			"back to the firm itself", exists(investors, exists(investments, equal(id, "firm:empty"))),
			singles("firm:empty", "firm:plane2"),
		},
		{
			"of the relationship above", exists(investors, exists(referenceToRound(), equal(of(model.Name), "Series A"))),
			singles("firm:alpha"),
		},
		{"sources", exists(sourcesOf(plan.OfNode), equal(of(model.Publisher), "MIIT")), singles("firm:alpha")},
		{"conflicts", exists(conflictsOf(plan.OfNode), equal(of(model.Field), "name")), singles("firm:alpha")},
		{
			"three deep",
			exists(outgoing(model.OperatesIn), exists(outgoing(model.PartOf), exists(outgoing(model.PartOf), equal(id, "sector:tech")))),
			singles("firm:alpha", "firm:plane2"),
		},
		{"a self loop", exists(investments, exists(investments, exists(investments, equal(id, "firm:Loop")))), singles("firm:Loop")},
	}
}

func checkExistsOfRelationship(t *testing.T, s store.Store) {
	investors := incoming(model.InvestedIn)
	prov, state := "investment:prov-alpha", "investment:state-alpha"
	first, second, third := "investment:yun-alpha-1", "investment:yun-alpha-2", "investment:yun-alpha-3"
	dollars := equal(part(model.AmountRaised, plan.Currency), "USD")
	for _, c := range []predicateCase{
		{"a reference", exists(referenceToRound(), nil), singles(prov, state, first, second)},
		{"a reference with a predicate", exists(referenceToRound(), dollars), singles(prov, second)},
		{"no reference", not(exists(referenceToRound(), dollars)), singles(state, first, third)},
		{"sources", exists(sourcesOf(plan.OfRelationship), equal(id, "source:atlas")), singles(first)},
		{"sources, but missing", exists(sourcesOf(plan.OfRelationship), nil), singles(first)},
		{"sources of the node", exists(sourcesOf(plan.OfNode), nil), singles(first, second, third)},
		{"conflicts", exists(conflictsOf(plan.OfRelationship), nil), singles(first)},
	} {
		t.Run(c.name, func(t *testing.T) {
			expect(t, s, at("firm:alpha", where(investors, c.where, relID)), atNode(c.want))
		})
	}
}

// checkLargePredicates checks predicates of the maximum depth and width of a client's filter.
func checkLargePredicates(t *testing.T, s store.Store) {
	deep := func(depth int, innermost string, wrap func(int, plan.Predicate) plan.Predicate) plan.Predicate {
		p := equal(id, innermost)
		for i := range depth {
			p = wrap(i, p)
		}
		return p
	}
	negate := func(_ int, p plan.Predicate) plan.Predicate { return not(p) }
	names, parts, negated := make([]any, 1000), make(plan.Or, 2000), make(plan.And, 2000)
	for i := range names {
		names[i] = fmt.Sprintf("Name %d", i)
	}
	names[777] = "Floor"
	for i := range parts {
		parts[i] = equal(of(model.Name), fmt.Sprintf("Name %d", i))
		negated[i] = not(parts[i])
	}
	parts[1999], parts[3] = equal(of(model.Name), "Ceiling"), equal(of(model.Name), "Floor")
	numbers := make([]any, 1000)
	for i := range numbers {
		numbers[i] = int64(i + 1500)
	}
	checkHolding(t, s, firms, []predicateCase{
		{"fifty deep", deep(50, "firm:alpha", func(i int, p plan.Predicate) plan.Predicate {
			switch i % 3 {
			case 0:
				return plan.And{not(isNull(id)), p}
			case 1:
				return plan.Or{p, isNull(id)}
			}
			return not(not(p))
		}), singles("firm:alpha")},
		{"fifty Not", deep(50, "firm:alpha", negate), singles("firm:alpha")},
		{"fifty-one Not", deep(51, "firm:alpha", negate), firmIDsWithout("firm:alpha")},
		{"one of a thousand texts", in(of(model.Name), names...), singles("firm:below")},
		{
			"one of a thousand numbers", in(of(model.FoundedYear), numbers...),
			singles("firm:alpha", "firm:alpha-mixed", "firm:alpha-wide", "firm:compat", "firm:plane2"),
		},
		{"twelve Exists deep", deep(12, "firm:Loop", func(_ int, p plan.Predicate) plan.Predicate {
			return exists(outgoing(model.InvestedIn), p)
		}), singles("firm:Loop")},
	})
	checkCases(t, s, []readCase{
		{"an Or of two thousand", root(where(firms, parts, id)), only(singles("firm:below", "firm:limit"))},
		{"an And of two thousand", root(where(firms, negated, id)), only(firmIDsWithout())},
	})
}
