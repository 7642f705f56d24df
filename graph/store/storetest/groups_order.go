package storetest

import (
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

func havingCases() []readCase {
	year := of(model.FoundedYear)
	having := func(p plan.Predicate) *plan.Plan {
		g := grouped(firms, keysBy(key(model.City)), value(plan.Count), valueOf(plan.Min, of(model.ValuationUSD)), valueOf(plan.SumHigh, year),
			valueOf(plan.SumLow, year), valueOf(plan.Min, key(model.Name)))
		g.Having = p
		return root(g)
	}
	ofGroup := func(at plan.Place, op plan.Op, operand any) plan.Predicate {
		return plan.CompareGroupValue{At: at, Op: op, Operand: operand}
	}
	beijing := group(list{"beijing"}, list{3, 150_000_000_000, 0, 6023, "alpha robotics"})
	shanghai := group(list{"上海"}, list{1, nil, 0, 2015, "𠮷野半导体"})
	unknown := group(list{nil}, list{12, -model.MaxAmount, 0, 2014, "100% pure_silicon"})
	return []readCase{
		{"a count", having(ofGroup(0, plan.GreaterOrEqual, int64(3))), only(list{beijing, unknown})},
		{"an equal count", having(ofGroup(0, plan.Equal, int64(1))), only(list{shanghai})},
		{"a value that is null", having(ofGroup(1, plan.Less, int64(0))), only(list{unknown})},
		{"not of a value that is null", having(not(ofGroup(1, plan.Less, int64(0)))), only(list{beijing, shanghai})},
		{"not known", having(plan.GroupValueIsNull{At: 1}), only(list{shanghai})},
		{"known", having(not(plan.GroupValueIsNull{At: 1})), only(list{beijing, unknown})},
		{
			"a sum in its halves",
			having(plan.Or{ofGroup(2, plan.Greater, int64(0)), plan.And{ofGroup(2, plan.Equal, int64(0)), ofGroup(3, plan.Greater, int64(2014))}}),
			only(list{beijing, shanghai}),
		},
		{"a text", having(ofGroup(4, plan.Greater, "alpha")), only(list{beijing, shanghai})},
		{"always", having(plan.And{}), only(list{beijing, shanghai, unknown})},
		{"never", having(plan.Or{}), only(list{})},
		{
			"both", having(plan.And{ofGroup(0, plan.LessOrEqual, int64(3)), ofGroup(3, plan.LessOrEqual, int64(2015))}),
			only(list{shanghai}),
		},
	}
}

func groupOrderCases() []readCase {
	rows := value(plan.Count)
	ordered := func(limit int, keys ...plan.GroupSort) *plan.Plan {
		g := bySector(rows, valueOf(plan.SumLow, of(model.FoundedYear)), valueOf(plan.Min, id))
		g.Order, g.Limit = keys, limit
		return root(g)
	}
	chips := group(list{"sector:chips"}, list{2, 4027, "firm:alpha"})
	hardware := group(list{"sector:hardware"}, list{1, 2012, "firm:alpha"})
	self, none := group(list{"sector:self"}, list{1, nil, "firm:Loop"}), group(list{nil}, list{13, 6025, "firm:alpha-mixed"})
	byKeys := grouped(scan(model.Funds), keysBy(kind, of(model.FoundedYear)), rows)
	byKeys.Order = []plan.GroupSort{{ByKey: true, At: 1, Descending: true, NullsFirst: true}, {ByKey: true, At: 0, Descending: true}}
	return []readCase{
		{"a count, ties by key", ordered(plan.Unlimited, plan.GroupSort{At: 0}), only(list{hardware, self, chips, none})},
		{"the most first", ordered(plan.Unlimited, plan.GroupSort{At: 0, Descending: true}), only(list{none, chips, hardware, self})},
		{"at most so many", ordered(2, plan.GroupSort{At: 0, Descending: true}), only(list{none, chips})},
		{"none at all", ordered(0), only(list{})},
		{"more than there are", ordered(100), only(list{chips, hardware, self, none})},
		{"a value, nulls last", ordered(plan.Unlimited, plan.GroupSort{At: 1}), only(list{hardware, chips, none, self})},
		{"a value, nulls first", ordered(3, plan.GroupSort{At: 1, NullsFirst: true}), only(list{self, hardware, chips})},
		{"descending, nulls last", ordered(plan.Unlimited, plan.GroupSort{At: 1, Descending: true}), only(list{none, chips, hardware, self})},
		{
			"descending, nulls first", ordered(plan.Unlimited, plan.GroupSort{At: 1, Descending: true, NullsFirst: true}),
			only(list{self, none, chips, hardware}),
		},
		{
			"a text, then a count", ordered(plan.Unlimited, plan.GroupSort{At: 2, Descending: true}, plan.GroupSort{At: 0}),
			only(list{none, hardware, chips, self}),
		},
		{"the key, descending", ordered(plan.Unlimited, plan.GroupSort{ByKey: true, Descending: true}), only(list{self, hardware, chips, none})},
		{"the key, nulls first", ordered(plan.Unlimited, plan.GroupSort{ByKey: true, NullsFirst: true}), only(list{none, chips, hardware, self})},
		{
			"the keys in another order", root(byKeys),
			only(list{
				group(list{"VCFund", nil}, list{2}), group(list{"StateFund", nil}, list{2}), group(list{"StateFund", 2014}, list{2}),
				group(list{"VCFund", 2005}, list{1}),
			}),
		},
	}
}

func nestedGroupsCases() []planCase {
	rows := value(plan.Count)
	byKind := func() *plan.Groups {
		return grouped(incoming(model.InvestedIn), keysBy(kind), rows, value(plan.CountDistinctNodes))
	}
	most := byKind()
	most.Order, most.Limit = []plan.GroupSort{{At: 0, Descending: true}}, 1
	most.Where = not(equal(rel(of(model.Lead)), false))
	onFirms := grouped(incoming(model.InvestedIn), nil, rows)
	onFirms.On = model.Firm.Set()
	return []planCase{
		{"in each row", root(all(fourFirms, byKind(), grouped(incoming(model.InvestedIn), nil, rows)))},
		{"a page in each row", root(all(fourFirms, most))},
		{"for some labels only", root(all(lookup("firm:sharp", "investor:yun"), id, onFirms))},
		{"in a one in a row", root(all(lookup("conflict:a", "conflict:d"), &plan.One{From: referenceToFact(), Row: row(byKind())}))},
		{
			"by rank in each row", root(all(fourFirms, grouped(incoming(model.InvestedIn), nil, ranked(plan.PercentileLower, of(model.FoundedYear), 5000)))),
		},
		{"of a relationship", at("firm:alpha", all(incoming(model.InvestedIn), grouped(sourcesOf(plan.OfRelationship), nil, rows)))},
	}
}
