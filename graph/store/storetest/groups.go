package storetest

import (
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// checkGroups checks the groups of rows, their values, the condition Having, and their order.
func checkGroups(t *testing.T, s store.Store) {
	t.Run("Key", func(t *testing.T) { checkRecorded(t, s, "groups_key") })
	t.Run("NoKey", func(t *testing.T) { checkRecorded(t, s, "groups_without_key") })
	t.Run("Value", func(t *testing.T) { checkRecorded(t, s, "groups_value") })
	t.Run("Rank", func(t *testing.T) { checkRecorded(t, s, "groups_rank") })
	t.Run("Step", func(t *testing.T) { checkRecorded(t, s, "groups_step") })
	t.Run("Upwards", func(t *testing.T) { checkRecorded(t, s, "groups_upwards") })
	t.Run("Having", func(t *testing.T) { checkCases(t, s, havingCases()) })
	t.Run("Order", func(t *testing.T) { checkCases(t, s, groupOrderCases()) })
	t.Run("Nested", func(t *testing.T) { checkRecorded(t, s, "groups_nested") })
}

func groupKeyCases() []planCase {
	rows := value(plan.Count)
	investors := incoming(model.InvestedIn)
	then := grouped(firms, keysBy(kind), rows, value(plan.CountDistinctNodes))
	then.Then = &investors
	filtered := grouped(firms, keysBy(of(model.FoundedYear)), rows)
	filtered.Where = compare(of(model.FoundedYear), plan.GreaterOrEqual, int64(2000))
	none := grouped(firms, keysBy(of(model.FoundedYear)), rows)
	none.Where = plan.Or{}
	return []planCase{
		{"a text; null is a value, and last", root(grouped(firms, keysBy(key(model.City)), rows))},
		{"to the letter, by code point", root(grouped(firms, keysBy(of(model.City)), rows))},
		{"beyond the BMP", root(grouped(firms, keysBy(of(model.NameZh)), rows))},
		{"integers", root(filtered)},
		{"years", root(grouped(firms, keysBy(part(model.UnicornSince, plan.Year)), rows))},
		{"dates", root(grouped(scan(model.Source.Set()), keysBy(part(model.PublishedOn, plan.Moment)), rows))},
		{"labels", root(grouped(scan(model.Organisations), keysBy(kind), rows))},
		{"two keys", root(grouped(scan(model.Funds), keysBy(kind, of(model.FoundedYear)), rows))},
		{"an enum, a marker", root(grouped(marked(model.Investors, model.Investor), keysBy(of(model.Level)), rows))},
		{"no rows", root(none)},
		{"the nodes that rows lead to", root(then)},
		{"without values", root(grouped(scan(model.Funds), keysBy(kind)))},
	}
}

func withoutKeyCases() []planCase {
	year, valuation := of(model.FoundedYear), of(model.ValuationUSD)
	every := []plan.Value{
		value(plan.Count), value(plan.CountDistinctNodes), valueOf(plan.CountNonNull, year), valueOf(plan.SumHigh, year), valueOf(plan.SumLow, year),
		valueOf(plan.Min, of(model.Name)), valueOf(plan.Max, year), ranked(plan.PercentileLower, year, 5000),
		ranked(plan.PercentileUpper, year, 5000),
	}
	none := grouped(firms, nil, every...)
	none.Where = plan.Or{}
	unsteady := stepping(grouped(firms, nil, value(plan.Count)), plan.Step{From: incoming(model.InvestedIn)})
	remaining := grouped(firms, nil, value(plan.Count))
	remaining.Having = plan.CompareGroupValue{At: 0, Op: plan.Less, Operand: int64(16)}
	return []planCase{
		{"all rows", root(grouped(firms, nil, every...))},
		{"no rows", root(none)},
		{"no rows of a node", at("firm:sharp", grouped(incoming(model.InvestedIn), nil, value(plan.Count), valueOf(plan.Min, id)))},
		{"no values", root(grouped(firms, nil))},
		{"a step that no key is read from", root(unsteady)},
		{"that is not kept", root(remaining)},
		{
			"of a column that is nowhere known", root(grouped(scan(model.Sector.Set()), nil, value(plan.Count), valueOf(plan.CountNonNull, valuation),
				valueOf(plan.SumLow, valuation), ranked(plan.PercentileLower, valuation, 10_000), ranked(plan.PercentileUpper, valuation, 0))),
		},
	}
}

func groupValueCases() []planCase {
	year, units := of(model.FoundedYear), rel(part(model.Share, plan.Units))
	lead := rel(of(model.Lead))
	investments := incoming(model.InvestedIn)
	return []planCase{
		{
			"of nodes", root(grouped(firms, keysBy(key(model.City)), valueOf(plan.CountNonNull, year), valueOf(plan.SumHigh, year),
				valueOf(plan.SumLow, year), valueOf(plan.Min, year), valueOf(plan.Max, key(model.Name)))),
		},
		{
			"of relationships and of their nodes", at("firm:alpha", grouped(investments, keysBy(lead), value(plan.Count), value(plan.CountDistinctNodes),
				valueOf(plan.SumHigh, units), valueOf(plan.SumLow, units), valueOf(plan.Min, of(model.Name)))),
		},
		{
			"rows are not nodes", at("firm:alpha", grouped(investments, keysBy(kind), value(plan.CountDistinctNodes), value(plan.Count), valueOf(plan.CountNonNull, lead))),
		},
		{"by what is the row's alone", at("firm:alpha", grouped(investments, keysBy(rel(of(model.RoundID))), value(plan.Count)))},
		{
			"of sources", at("firm:alpha", grouped(sourcesOf(plan.OfNode), keysBy(key(model.Publisher)), value(plan.Count), value(plan.CountDistinctNodes))),
		},
		{"of those that refer", root(all(scan(model.Round.Set()), grouped(backReferenceInvestors(), keysBy(lead), value(plan.Count))))},
	}
}

func rankCases() []planCase {
	year, name := of(model.FoundedYear), key(model.Name)
	at := func(rank int) []plan.Value {
		return []plan.Value{ranked(plan.PercentileLower, year, rank), ranked(plan.PercentileUpper, year, rank)}
	}
	// The eight known years are the minimum, 0, 1999, 2012, 2012, 2015, 2015 and the maximum.
	return []planCase{
		{"the least", root(grouped(firms, nil, at(0)...))},
		{"a quarter", root(grouped(firms, nil, at(2500)...))},
		{"between a rank and the next", root(grouped(firms, nil, at(4285)...))},
		{"a half", root(grouped(firms, nil, at(5000)...))},
		{"the greatest", root(grouped(firms, nil, at(10_000)...))},
		{"of each group", root(grouped(firms, keysBy(key(model.City)), append(at(5000), at(2500)...)...))},
		{
			"of two columns", root(grouped(firms, keysBy(key(model.City)), ranked(plan.PercentileLower, year, 10_000), ranked(plan.PercentileLower, of(model.ValuationUSD), 0),
				ranked(plan.PercentileUpper, of(model.ValuationUSD), 0), value(plan.Count))),
		},
		{
			"of texts, by code point", root(grouped(scan(model.Sector.Set()), nil, ranked(plan.PercentileLower, name, 5000), ranked(plan.PercentileUpper, name, 5000))),
		},
		{
			"of rows that are in several groups",
			root(stepping(grouped(firms, nil, ranked(plan.PercentileLower, year, 0), ranked(plan.PercentileUpper, year, 0)), plan.Step{From: outgoing(model.OperatesIn)}, id)),
		},
	}
}
