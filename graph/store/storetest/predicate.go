package storetest

import (
	"math"
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// predicateCase is a condition and the ids for which it holds, in order.
type predicateCase struct {
	name  string
	where plan.Predicate
	want  list
}

// checkHolding checks for which rows of a scan predicates hold, and that their negations hold for all others.
func checkHolding(t *testing.T, s store.Store, from plan.From, cases []predicateCase) {
	t.Helper()
	everyone := rowsOf(t, s, all(from, id))
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Helper()
			stored := make(map[any]bool, len(c.want))
			for _, r := range c.want {
				stored[r.(list)[0]] = true
			}
			others := list{}
			for _, r := range everyone {
				if !stored[r.(list)[0]] {
					others = append(others, r)
				}
			}
			expect(t, s,
				root(where(from, c.where, id), where(from, not(c.where), id), &plan.TotalCount{From: from, Where: c.where}),
				list{c.want, others, len(c.want)})
		})
	}
}

// checkPredicates checks the connectives, and the comparisons of values that are not texts. A predicate is true or
// false, never null: a comparison with an unknown value is false, and its negation therefore true.
func checkPredicates(t *testing.T, s store.Store) {
	t.Run("Connective", func(t *testing.T) { checkHolding(t, s, firms, connectiveCases()) })
	t.Run("Integer", func(t *testing.T) { checkHolding(t, s, firms, integerCases()) })
	t.Run("Date", func(t *testing.T) { checkHolding(t, s, firms, dateCases()) })
	t.Run("Money", func(t *testing.T) { checkHolding(t, s, scan(model.Funds), moneyCases()) })
	t.Run("Enum", func(t *testing.T) { checkHolding(t, s, scan(model.Investors&^model.Firm.Set()), enumCases()) })
	t.Run("Label", func(t *testing.T) { checkHolding(t, s, scan(model.Organisations), labelCases()) })
	t.Run("Relationship", func(t *testing.T) { checkRelationshipPredicates(t, s) })
}

func connectiveCases() []predicateCase {
	alpha, unfounded := equal(id, "firm:alpha"), isNull(of(model.FoundedYear))
	old, empty := compare(of(model.FoundedYear), plan.Less, int64(2000)), equal(of(model.Name), "Empty")
	return []predicateCase{
		{"And of nothing", plan.And{}, firmIDsWithout()},
		{"Or of nothing", plan.Or{}, list{}},
		{"And of one", plan.And{alpha}, singles("firm:alpha")},
		{"Or of one", plan.Or{alpha}, singles("firm:alpha")},
		{"And", plan.And{unfounded, empty}, singles("firm:empty")},
		{"Or", plan.Or{alpha, empty}, singles("firm:alpha", "firm:empty")},
		{"And with an empty Or", plan.And{alpha, plan.Or{}}, list{}},
		{"Or with an empty And", plan.Or{alpha, plan.And{}}, firmIDsWithout()},
		{"Not", not(unfounded), singles("firm:alpha", "firm:alpha-mixed", "firm:alpha-wide", "firm:below", "firm:compat",
			"firm:limit", "firm:percent", "firm:plane2")},
		{"Not of Not", not(not(alpha)), singles("firm:alpha")},
		{"Not of an unknown", not(old), firmIDsWithout("firm:alpha-mixed", "firm:percent", "firm:below")},
		{"Not of Not of an unknown", not(not(old)), singles("firm:alpha-mixed", "firm:below", "firm:percent")},
		{
			"Not of And with an unknown", not(plan.And{old, plan.And{}}),
			firmIDsWithout("firm:alpha-mixed", "firm:percent", "firm:below"),
		},
		{
			"Not of Or with an unknown", not(plan.Or{old, alpha}),
			firmIDsWithout("firm:alpha", "firm:alpha-mixed", "firm:percent", "firm:below"),
		},
		{"And of Not of an unknown", plan.And{not(old), empty}, singles("firm:empty")},
		{
			"all of them",
			plan.And{
				plan.Or{alpha, not(plan.And{unfounded, not(empty)})},
				not(plan.Or{old, equal(of(model.FoundedYear), int64(2015))}),
			},
			singles("firm:alpha", "firm:alpha-wide", "firm:empty", "firm:limit"),
		},
	}
}

func integerCases() []predicateCase {
	year := of(model.FoundedYear)
	return []predicateCase{
		{"Equal", equal(year, int64(2012)), singles("firm:alpha", "firm:alpha-wide")},
		{"Equal to zero", equal(year, int64(0)), singles("firm:percent")},
		{"Less", compare(year, plan.Less, int64(2012)), singles("firm:alpha-mixed", "firm:below", "firm:percent")},
		{
			"LessOrEqual", compare(year, plan.LessOrEqual, int64(2012)),
			singles("firm:alpha", "firm:alpha-mixed", "firm:alpha-wide", "firm:below", "firm:percent"),
		},
		{"Greater", compare(year, plan.Greater, int64(2012)), singles("firm:compat", "firm:limit", "firm:plane2")},
		{
			"GreaterOrEqual", compare(year, plan.GreaterOrEqual, int64(2012)),
			singles("firm:alpha", "firm:alpha-wide", "firm:compat", "firm:limit", "firm:plane2"),
		},
		{"the greatest", equal(year, int64(math.MaxInt64)), singles("firm:limit")},
		{"one less than the greatest", equal(year, int64(math.MaxInt64-1)), list{}},
		{"beyond a float's precision", compare(year, plan.Greater, int64(math.MaxInt64-1)), singles("firm:limit")},
		{"the least", compare(year, plan.LessOrEqual, int64(math.MinInt64)), singles("firm:below")},
		{"below the least", compare(year, plan.Less, int64(math.MinInt64)), list{}},
		{"IsNull", isNull(year), firmIDsWithout("firm:alpha", "firm:alpha-mixed", "firm:alpha-wide", "firm:below",
			"firm:compat", "firm:limit", "firm:percent", "firm:plane2")},
		{"In", in(year, int64(1999), int64(2015), int64(-1)), singles("firm:alpha-mixed", "firm:compat", "firm:plane2")},
		{"In of one", in(year, int64(0)), singles("firm:percent")},
		{"In of none", in(year), list{}},
		{
			"a property that labels do not have", compare(of(model.ValidityYears), plan.Greater, int64(0)), list{},
		},
	}
}

func dateCases() []predicateCase {
	earliest, latest := part(model.UnicornSince, plan.Earliest), part(model.UnicornSince, plan.Latest)
	year, moment := part(model.UnicornSince, plan.Year), part(model.UnicornSince, plan.Moment)
	return []predicateCase{
		{
			"certainly in March 2018",
			plan.And{
				compare(earliest, plan.GreaterOrEqual, int64(20180301)), compare(latest, plan.LessOrEqual, int64(20180331)),
			},
			singles("firm:alpha", "firm:alpha-wide", "firm:plane2"),
		},
		{
			"possibly in March 2018",
			plan.And{
				compare(earliest, plan.LessOrEqual, int64(20180331)), compare(latest, plan.GreaterOrEqual, int64(20180301)),
			},
			singles("firm:alpha", "firm:alpha-wide", "firm:compat", "firm:plane2"),
		},
		{"the first year", compare(latest, plan.LessOrEqual, int64(11231)), singles("firm:limit")},
		{"the last month", compare(latest, plan.GreaterOrEqual, int64(99991231)), singles("firm:below")},
		{
			"by precision", equal(part(model.UnicornSince, plan.Precision), int64(model.MonthPrecision)),
			singles("firm:Loop", "firm:below", "firm:plane2"),
		},
		{"in a year", equal(year, int64(2018)), singles("firm:Loop", "firm:alpha", "firm:alpha-wide", "firm:compat", "firm:plane2")},
		{"after a year", compare(year, plan.Greater, int64(2018)), singles("firm:below")},
		{"up to a year", compare(year, plan.LessOrEqual, int64(2017)), singles("firm:limit")},
		{"one of years", in(year, int64(1), int64(9999), int64(2000)), singles("firm:below", "firm:limit")},
		{"an equal date", equal(moment, int64(2018030120180331)), singles("firm:plane2")},
		{"a later date", compare(moment, plan.Greater, int64(2018030120180331)), singles("firm:alpha", "firm:below")},
		{"a date at most", compare(moment, plan.LessOrEqual, int64(2018010120181231)), singles("firm:Loop", "firm:compat", "firm:limit")},
		{"no year", plan.And{isNull(year), isNull(moment), exists(incoming(model.InvestedIn), nil)}, singles("firm:empty")},
		{"not known", isNull(earliest), singles("firm:alpha-mixed", "firm:brackets", "firm:control", "firm:empty", obrien,
			"firm:percent", "firm:plain", "firm:sharp", "firm:strasse")},
	}
}

func moneyCases() []predicateCase {
	units, currency, usd := part(model.Size, plan.Units), part(model.Size, plan.Currency), part(model.Size, plan.USD)
	return []predicateCase{
		{"units", compare(units, plan.Greater, int64(50)), singles("investor:idle", "investor:yun")},
		{"no amount is not zero", equal(units, int64(0)), singles("investor:state")},
		{"currency", equal(currency, "CNY"), singles("investor:state", "investor:yun")},
		{"one of currencies", in(currency, "JPY", "USD"), singles("investor:idle", "investor:zero")},
		{
			"in dollars where it is dollars or dollars are stated", compare(usd, plan.Greater, int64(0)),
			singles("investor:yun", "investor:zero"),
		},
		{"in dollars to the cent", equal(usd, int64(1_400_000)), singles("investor:yun")},
		{"dollars not known", isNull(usd), singles("investor:idle", "investor:muni", "investor:prov", "investor:state",
			"investor:unranked")},
		{"no money", isNull(currency), singles("investor:muni", "investor:prov", "investor:unranked")},
	}
}

func enumCases() []predicateCase {
	level := of(model.Level)
	return []predicateCase{
		{"Equal", equal(level, int64(1)), singles("investor:prov")},
		{"the first value is not null", equal(level, int64(0)), singles("investor:state")},
		{
			"in the order of the vocabulary", compare(level, plan.GreaterOrEqual, int64(1)),
			singles("investor:muni", "investor:prov"),
		},
		{"In", in(level, int64(0), int64(2)), singles("investor:muni", "investor:state")},
		{"not known, or no such property", isNull(level), singles("investor:angel", "investor:idle", "investor:lp",
			"investor:quiet", "investor:unranked", "investor:yun", "investor:zero")},
	}
}

// labelCases have all organisations as rows. HasLabel holds if the row's node has one of the labels.
func labelCases() []predicateCase {
	vc, state := singles("investor:idle", "investor:yun", "investor:zero"),
		singles("investor:muni", "investor:prov", "investor:state", "investor:unranked")
	return []predicateCase{
		{"one label", plan.HasLabel{Labels: model.VCFund.Set()}, vc},
		{"a label and a predicate", plan.And{
			plan.HasLabel{Labels: model.StateFund.Set() | model.OtherInvestor.Set()}, isNull(of(model.Level)),
		}, singles("investor:angel", "investor:lp", "investor:quiet", "investor:unranked")},
		{"labels without one of them", plan.And{
			plan.HasLabel{Labels: model.Funds}, not(plan.HasLabel{Labels: model.VCFund.Set()}),
		}, state},
		{"a label that no row has", plan.HasLabel{Labels: model.Person.Set()}, list{}},
		{"no label", plan.HasLabel{}, list{}},
	}
}

// checkRelationshipPredicates compares values of the relationship, including booleans.
func checkRelationshipPredicates(t *testing.T, s store.Store) {
	lead := rel(of(model.Lead))
	prov, state := "investment:prov-alpha", "investment:state-alpha"
	first, second, third := "investment:yun-alpha-1", "investment:yun-alpha-2", "investment:yun-alpha-3"
	cases := []predicateCase{
		{"true", equal(lead, true), singles(prov, first)},
		{"false", equal(lead, false), singles(second)},
		{"not true", not(equal(lead, true)), singles(state, second, third)},
		{"not known", isNull(lead), singles(state, third)},
		{"true and not known", plan.Or{equal(lead, true), isNull(lead)}, singles(prov, state, first, third)},
		{"false is less than true", compare(lead, plan.Less, true), singles(second)},
		{"true is at least false", compare(lead, plan.GreaterOrEqual, false), singles(prov, first, second)},
		{"a reference", equal(rel(of(model.RoundID)), "round:alpha-b"), singles(prov, second)},
		{"no reference", isNull(rel(of(model.RoundID))), singles(third)},
		{"one of references", in(rel(of(model.RoundID)), "round:alpha-a", "round:none"), singles(state, first)},
		{"an id", equal(relID, first), singles(first)},
		{"an amount", compare(rel(part(model.Share, plan.USD)), plan.Greater, int64(0)), singles(state)},
		{"a date", compare(rel(part(model.AnnouncedOn, plan.Latest)), plan.Less, int64(20180101)), singles(state, first)},
		{
			"the node's value and the relationship's",
			plan.And{equal(id, "investor:yun"), not(isNull(lead))},
			singles(first, second),
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			expect(t, s, at("firm:alpha", where(incoming(model.InvestedIn), c.where, relID),
				&plan.TotalCount{From: incoming(model.InvestedIn), Where: not(c.where)}), atNode(c.want, 5-len(c.want)))
		})
	}
}
