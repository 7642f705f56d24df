package storetest

import (
	"math"
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// checkGroups checks which groups there are, what is made from their rows, which are kept, and their order.
func checkGroups(t *testing.T, s store.Store) {
	t.Run("Key", func(t *testing.T) { checkCases(t, s, groupKeyCases()) })
	t.Run("NoKey", func(t *testing.T) { checkCases(t, s, withoutKeyCases()) })
	t.Run("Value", func(t *testing.T) { checkCases(t, s, groupValueCases()) })
	t.Run("Rank", func(t *testing.T) { checkCases(t, s, rankCases()) })
	t.Run("Step", func(t *testing.T) { checkCases(t, s, stepCases()) })
	t.Run("Upwards", func(t *testing.T) { checkCases(t, s, upwardsCases()) })
	t.Run("Having", func(t *testing.T) { checkCases(t, s, havingCases()) })
	t.Run("Order", func(t *testing.T) { checkCases(t, s, groupOrderCases()) })
	t.Run("Nested", func(t *testing.T) { checkCases(t, s, nestedGroupsCases()) })
}

func groupKeyCases() []readCase {
	rows := value(plan.Count)
	investors := incoming(model.InvestedIn)
	then := grouped(firms, keysBy(kind), rows, value(plan.CountDistinctNodes))
	then.Then = &investors
	filtered := grouped(firms, keysBy(of(model.FoundedYear)), rows)
	filtered.Where = compare(of(model.FoundedYear), plan.GreaterOrEqual, int64(2000))
	none := grouped(firms, keysBy(of(model.FoundedYear)), rows)
	none.Where = plan.Or{}
	return []readCase{
		{
			"a text; null is a value, and last", root(grouped(firms, keysBy(key(model.City)), rows)),
			only(list{group(list{"beijing"}, list{3}), group(list{"上海"}, list{1}), group(list{nil}, list{12})}),
		},
		{
			"to the letter, by code point", root(grouped(firms, keysBy(of(model.City)), rows)),
			only(list{
				group(list{"Beijing"}, list{1}), group(list{"beijing"}, list{1}), group(list{"上海"}, list{1}),
				group(list{"Ｂｅｉｊｉｎｇ"}, list{1}), group(list{nil}, list{12}),
			}),
		},
		{
			"beyond the BMP", root(grouped(firms, keysBy(of(model.NameZh)), rows)),
			only(list{
				group(list{"阿尔法机器人"}, list{1}), group(list{"﨎光学"}, list{1}), group(list{"𠮷野半导体"}, list{1}),
				group(list{nil}, list{13}),
			}),
		},
		{
			"integers", root(filtered),
			only(list{group(list{2012}, list{2}), group(list{2015}, list{2}), group(list{math.MaxInt64}, list{1})}),
		},
		{
			"years", root(grouped(firms, keysBy(part(model.UnicornSince, plan.Year)), rows)),
			only(list{group(list{1}, list{1}), group(list{2018}, list{5}), group(list{9999}, list{1}), group(list{nil}, list{9})}),
		},
		{
			"dates", root(grouped(scan(model.Source.Set()), keysBy(part(model.PublishedOn, plan.Moment)), rows)),
			only(list{
				group(list{2019010120191231}, list{1}), group(list{2020050120200531}, list{1}), group(list{2021071920210719}, list{1}),
				group(list{nil}, list{1}),
			}),
		},
		{
			"labels", root(grouped(scan(model.Organisations), keysBy(kind), rows)),
			only(list{
				group(list{"Firm"}, list{16}), group(list{"OtherInvestor"}, list{3}), group(list{"StateFund"}, list{4}),
				group(list{"VCFund"}, list{3}),
			}),
		},
		{
			"two keys", root(grouped(scan(model.Funds), keysBy(kind, of(model.FoundedYear)), rows)),
			only(list{
				group(list{"StateFund", 2014}, list{2}), group(list{"StateFund", nil}, list{2}), group(list{"VCFund", 2005}, list{1}),
				group(list{"VCFund", nil}, list{2}),
			}),
		},
		{
			"an enum, a marker", root(grouped(marked(model.Investors, model.Investor), keysBy(of(model.Level)), rows)),
			only(list{group(list{0}, list{1}), group(list{1}, list{1}), group(list{2}, list{1}), group(list{nil}, list{7})}),
		},
		{"no rows", root(none), only(list{})},
		{
			"the nodes that rows lead to", root(then),
			only(list{group(list{"Firm"}, list{2, 2}), group(list{"StateFund"}, list{2, 2}), group(list{"VCFund"}, list{2, 2})}),
		},
		{
			"without values", root(grouped(scan(model.Funds), keysBy(kind))),
			only(list{group(list{"StateFund"}, list{}), group(list{"VCFund"}, list{})}),
		},
	}
}

func withoutKeyCases() []readCase {
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
	return []readCase{
		{
			"all rows", root(grouped(firms, nil, every...)),
			only(list{group(list{}, list{16, 16, 8, 0, 10_052, "100% Pure_Silicon", math.MaxInt64, 2012, 2012})}),
		},
		{"no rows", root(none), only(list{group(list{}, list{0, 0, 0, nil, nil, nil, nil, nil, nil})})},
		{
			"no rows of a node", at("firm:sharp", grouped(incoming(model.InvestedIn), nil, value(plan.Count), valueOf(plan.Min, id))),
			atNode(list{group(list{}, list{0, nil})}),
		},
		{"no values", root(grouped(firms, nil)), only(list{group(list{}, list{})})},
		{"a step that no key is read from", root(unsteady), only(list{group(list{}, list{16})})},
		{"that is not kept", root(remaining), only(list{})},
		{
			"of a column that is nowhere known", root(grouped(scan(model.Sector.Set()), nil, value(plan.Count), valueOf(plan.CountNonNull, valuation),
				valueOf(plan.SumLow, valuation), ranked(plan.PercentileLower, valuation, 10_000), ranked(plan.PercentileUpper, valuation, 0))),
			only(list{group(list{}, list{4, 0, nil, nil, nil})}),
		},
	}
}

func groupValueCases() []readCase {
	year, units := of(model.FoundedYear), rel(part(model.Share, plan.Units))
	lead := rel(of(model.Lead))
	investments := incoming(model.InvestedIn)
	return []readCase{
		{
			"of nodes", root(grouped(firms, keysBy(key(model.City)), valueOf(plan.CountNonNull, year), valueOf(plan.SumHigh, year),
				valueOf(plan.SumLow, year), valueOf(plan.Min, year), valueOf(plan.Max, key(model.Name)))),
			only(list{
				group(list{"beijing"}, list{3, 0, 6023, 1999, "alpha robotics"}),
				group(list{"上海"}, list{1, 0, 2015, 2015, "𠮷野半导体"}),
				group(list{nil}, list{4, 0, 2014, math.MinInt64, "﨎光学"}),
			}),
		},
		{
			"of relationships and of their nodes", at("firm:alpha", grouped(investments, keysBy(lead), value(plan.Count), value(plan.CountDistinctNodes),
				valueOf(plan.SumHigh, units), valueOf(plan.SumLow, units), valueOf(plan.Min, of(model.Name)))),
			atNode(list{
				group(list{false}, list{1, 1, nil, nil, "Yun Capital"}),
				group(list{true}, list{2, 2, 0, 60_000_000, "Provincial Guidance"}),
				group(list{nil}, list{2, 2, 0, 10_000_000, "State Fund One"}),
			}),
		},
		{
			"rows are not nodes", at("firm:alpha", grouped(investments, keysBy(kind), value(plan.CountDistinctNodes), value(plan.Count), valueOf(plan.CountNonNull, lead))),
			atNode(list{group(list{"StateFund"}, list{2, 2, 1}), group(list{"VCFund"}, list{1, 3, 2})}),
		},
		{
			"by what is the row's alone", at("firm:alpha", grouped(investments, keysBy(rel(of(model.RoundID))), value(plan.Count))),
			atNode(list{group(list{"round:alpha-a"}, list{2}), group(list{"round:alpha-b"}, list{2}), group(list{nil}, list{1})}),
		},
		{
			"of sources", at("firm:alpha", grouped(cited(plan.OfNode), keysBy(key(model.Publisher)), value(plan.Count), value(plan.CountDistinctNodes))),
			atNode(list{group(list{"acme"}, list{1, 1}), group(list{"miit"}, list{1, 1}), group(list{nil}, list{1, 1})}),
		},
		{
			"of those that refer", root(all(scan(model.Round.Set()), grouped(referringInvestors(), keysBy(lead), value(plan.Count)))),
			only(list{
				list{list{group(list{true}, list{1}), group(list{nil}, list{1})}},
				list{list{group(list{false}, list{1}), group(list{true}, list{1})}},
				list{list{}},
				list{list{group(list{true}, list{1})}},
			}),
		},
	}
}

func rankCases() []readCase {
	year, name := of(model.FoundedYear), key(model.Name)
	at := func(rank int) []plan.Value {
		return []plan.Value{ranked(plan.PercentileLower, year, rank), ranked(plan.PercentileUpper, year, rank)}
	}
	// The eight known years: the least, 0, 1999, 2012, 2012, 2015, 2015, the greatest.
	return []readCase{
		{"the least", root(grouped(firms, nil, at(0)...)), only(list{group(list{}, list{math.MinInt64, 0})})},
		{"a quarter", root(grouped(firms, nil, at(2500)...)), only(list{group(list{}, list{0, 1999})})},
		{"between a rank and the next", root(grouped(firms, nil, at(4285)...)), only(list{group(list{}, list{1999, 2012})})},
		{"a half", root(grouped(firms, nil, at(5000)...)), only(list{group(list{}, list{2012, 2012})})},
		{"the greatest", root(grouped(firms, nil, at(10_000)...)), only(list{group(list{}, list{math.MaxInt64, math.MaxInt64})})},
		{
			"of each group", root(grouped(firms, keysBy(key(model.City)), append(at(5000), at(2500)...)...)),
			only(list{
				group(list{"beijing"}, list{2012, 2012, 1999, 2012}),
				group(list{"上海"}, list{2015, 2015, 2015, 2015}),
				group(list{nil}, list{0, 2015, math.MinInt64, 0}),
			}),
		},
		{
			"of two columns", root(grouped(firms, keysBy(key(model.City)), ranked(plan.PercentileLower, year, 10_000), ranked(plan.PercentileLower, of(model.ValuationUSD), 0),
				ranked(plan.PercentileUpper, of(model.ValuationUSD), 0), value(plan.Count))),
			only(list{
				group(list{"beijing"}, list{2012, 150_000_000_000, 150_000_000_000, 3}),
				group(list{"上海"}, list{2015, nil, nil, 1}),
				group(list{nil}, list{math.MaxInt64, -model.MaxAmount, 0, 12}),
			}),
		},
		{
			"of texts, by code point", root(grouped(scan(model.Sector.Set()), nil, ranked(plan.PercentileLower, name, 5000), ranked(plan.PercentileUpper, name, 5000))),
			only(list{group(list{}, list{"hardware", "self-reference"})}),
		},
		{
			"of rows that are in several groups",
			root(stepping(grouped(firms, nil, ranked(plan.PercentileLower, year, 0), ranked(plan.PercentileUpper, year, 0)), plan.Step{From: outgoing(model.OperatesIn)}, id)),
			only(list{
				group(list{"sector:chips"}, list{2012, 2015}),
				group(list{"sector:hardware"}, list{2012, 2012}),
				group(list{"sector:self"}, list{nil, nil}),
				group(list{nil}, list{math.MinInt64, 0}),
			}),
		},
	}
}
