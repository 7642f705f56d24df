package storetest

import (
	"fmt"
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// checkSome checks that Exists holds if From leads from the row's node or relationship to at least one row for which
// Where holds.
func checkSome(t *testing.T, s store.Store) {
	t.Run("Firm", func(t *testing.T) { checkHolding(t, s, firms, someFirmCases()) })
	t.Run("Other", func(t *testing.T) {
		dollars := compare(part(model.AmountRaised, plan.USD), plan.Greater, int64(0))
		checkHolding(t, s, scan(model.Round.Set()), []predicateCase{
			{
				"referring", some(referringInvestors(), equal(rel(of(model.Lead)), true)),
				singles("round:alpha-a", "round:alpha-b", "round:loop"),
			},
			{"referring firms", some(referringFirms(), equal(id, "firm:Loop")), singles("round:loop")},
			{"cited", some(cited(plan.OfNode), nil), singles("round:alpha-a")},
			{"beside an unknown", plan.Or{some(cited(plan.OfNode), nil), dollars}, singles("round:alpha-a", "round:alpha-b")},
		})
		checkHolding(t, s, scan(model.Conflict.Set()), []predicateCase{
			{"referred", some(referredFact(), nil), singles("conflict:a", "conflict:b", "conflict:c", "conflict:e")},
			{
				"referred with a predicate", some(referredFact(), plan.HasLabel{Labels: model.Round.Set()}),
				singles("conflict:c"),
			},
		})
	})
	t.Run("Relationship", func(t *testing.T) { checkSomeOfRelationship(t, s) })
}

func someFirmCases() []predicateCase {
	investors, investments := incoming(model.InvestedIn), outgoing(model.InvestedIn)
	state := plan.HasLabel{Labels: model.StateFund.Set()}
	giant := some(incoming(model.Designated), equal(id, "programme:giant"))
	return []predicateCase{
		{"any", some(investors, nil), singles("firm:Loop", "firm:alpha", "firm:empty", "firm:plane2")},
		{"none", not(some(investors, nil)), firmIDsWithout("firm:Loop", "firm:alpha", "firm:empty", "firm:plane2")},
		{"outgoing", some(investments, nil), singles("firm:Loop", "firm:alpha")},
		{"of the node at the far end", some(investors, state), singles("firm:alpha")},
		{"of the relationship", some(investors, equal(rel(of(model.Lead)), true)), singles("firm:Loop", "firm:alpha")},
		{"of one row, both", some(investors, plan.And{state, equal(rel(of(model.Lead)), true)}), singles("firm:alpha")},
		{
			"of one row, not of two", some(investors, plan.And{
				plan.HasLabel{Labels: model.VCFund.Set()},
				equal(rel(of(model.Lead)), false),
				equal(rel(part(model.AnnouncedOn, plan.Precision)), int64(model.DayPrecision)),
			}),
			singles("firm:plane2"),
		},
		{"an unknown in each row", some(investors, equal(rel(of(model.Lead)), false)), singles("firm:alpha", "firm:plane2")},
		{
			"not an unknown in some row", some(investors, not(equal(rel(of(model.Lead)), false))),
			singles("firm:Loop", "firm:alpha", "firm:empty", "firm:plane2"),
		},
		{"an empty Or in some row", some(investors, plan.Or{}), list{}},
		{"an empty And in some row", some(investments, plan.And{}), singles("firm:Loop", "firm:alpha")},
		{"two of them", plan.And{giant, some(investors, state)}, singles("firm:alpha")},
		{"one and not the other", plan.And{giant, not(some(investors, state))}, singles("firm:empty", "firm:plane2")},
		{
			"either",
			plan.Or{giant, some(outgoing(model.Raised), equal(id, "round:loop"))},
			singles("firm:Loop", "firm:alpha", "firm:empty", "firm:plane2"),
		},
		{
			"inside another", some(investors, some(incoming(model.CommittedTo), equal(id, "investor:lp"))),
			singles("firm:alpha"),
		},
		{
			"not inside another", some(investors, not(some(outgoing(model.CommittedTo), nil))),
			singles("firm:Loop", "firm:alpha", "firm:empty", "firm:plane2"),
		},
		{
			"back to the firm itself", some(investors, some(investments, equal(id, "firm:empty"))),
			singles("firm:empty", "firm:plane2"),
		},
		{
			"of the relationship above", some(investors, some(referredRound(), equal(of(model.Name), "Series A"))),
			singles("firm:alpha"),
		},
		{"cited", some(cited(plan.OfNode), equal(of(model.Publisher), "MIIT")), singles("firm:alpha")},
		{"contradicted", some(contradicted(plan.OfNode), equal(of(model.Field), "name")), singles("firm:alpha")},
		{
			"three deep",
			some(outgoing(model.OperatesIn), some(outgoing(model.PartOf), some(outgoing(model.PartOf), equal(id, "sector:tech")))),
			singles("firm:alpha", "firm:plane2"),
		},
		{"a self loop", some(investments, some(investments, some(investments, equal(id, "firm:Loop")))), singles("firm:Loop")},
	}
}

func checkSomeOfRelationship(t *testing.T, s store.Store) {
	investors := incoming(model.InvestedIn)
	prov, state := "investment:prov-alpha", "investment:state-alpha"
	first, second, third := "investment:yun-alpha-1", "investment:yun-alpha-2", "investment:yun-alpha-3"
	dollars := equal(part(model.AmountRaised, plan.Currency), "USD")
	for _, c := range []predicateCase{
		{"referred", some(referredRound(), nil), singles(prov, state, first, second)},
		{"referred with a predicate", some(referredRound(), dollars), singles(prov, second)},
		{"not referred", not(some(referredRound(), dollars)), singles(state, first, third)},
		{"cited", some(cited(plan.OfRelationship), equal(id, "source:atlas")), singles(first)},
		{"cited, but missing", some(cited(plan.OfRelationship), nil), singles(first)},
		{"cited by the node", some(cited(plan.OfNode), nil), singles(first, second, third)},
		{"contradicted", some(contradicted(plan.OfRelationship), nil), singles(first)},
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
		{"twelve Some deep", deep(12, "firm:Loop", func(_ int, p plan.Predicate) plan.Predicate {
			return some(outgoing(model.InvestedIn), p)
		}), singles("firm:Loop")},
	})
	checkCases(t, s, []readCase{
		{"an Or of two thousand", root(where(firms, parts, id)), only(singles("firm:below", "firm:limit"))},
		{"an And of two thousand", root(where(firms, negated, id)), only(firmIDsWithout())},
	})
}
