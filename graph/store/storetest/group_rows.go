package storetest

import (
	"math"
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// checkGroupRows checks the items of groups: the rows of the group itself, each once, and the nodes that its keys name.
func checkGroupRows(t *testing.T, s store.Store) {
	t.Run("List", func(t *testing.T) { checkCases(t, s, groupRowListCases()) })
	t.Run("Measure", func(t *testing.T) { checkCases(t, s, groupRowAggregateCases()) })
	t.Run("Step", func(t *testing.T) { checkCases(t, s, groupRowStepCases()) })
	t.Run("Keyed", func(t *testing.T) { checkCases(t, s, groupKeyNodeCases()) })
	t.Run("Groups", func(t *testing.T) { checkCases(t, s, groupRowGroupsCases()) })
}

// with returns the groups with items made for them.
func with(g *plan.Groups, items func(g *plan.Groups) []plan.Item) *plan.Groups {
	g.Row = plan.Row{Items: items(g)}
	return g
}

func membersByID(g *plan.Groups) []plan.Item { return []plan.Item{all(member(g), id)} }

func membersByRelID(g *plan.Groups) []plan.Item { return []plan.Item{all(member(g), relID)} }

func groupRowListCases() []readCase {
	byCity := func() *plan.Groups { return grouped(firms, keysBy(key(model.City)), value(plan.Count)) }
	pages := with(byCity(), func(g *plan.Groups) []plan.Item {
		first, next := all(member(g), id), all(member(g), id)
		first.Limit, first.More = 1, true
		next.After, next.Limit = []any{"firm:alpha-mixed"}, 2
		return []plan.Item{first, &plan.TotalCount{From: member(g)}, next}
	})
	filtered := with(byCity(), func(g *plan.Groups) []plan.Item {
		l := all(member(g), id, of(model.FoundedYear))
		l.Order, l.Limit = []plan.Sort{desc(of(model.FoundedYear)), desc(id)}, 2
		l.Where = not(isNull(of(model.FoundedYear)))
		return []plan.Item{l, &plan.TotalCount{From: member(g), Where: some(incoming(model.InvestedIn), nil)}}
	})
	count := over(plan.Count, incoming(model.InvestedIn), nil)
	byMeasure := with(byCity(), func(g *plan.Groups) []plan.Item {
		l, after := all(member(g), id, count), all(member(g), id)
		l.Order, l.Limit = []plan.Sort{byMost(count), asc(id)}, 3
		after.Order, after.After, after.Limit = l.Order, []any{int64(1), "firm:Loop"}, 2
		return []plan.Item{l, after}
	})
	chosen := with(byCity(), membersByID)
	chosen.Having, chosen.Limit = plan.CompareGroupValue{At: 0, Op: plan.LessOrEqual, Operand: int64(3)}, 1
	chosen.Order = []plan.GroupSort{{At: 0}}
	some := grouped(firms, keysBy(of(model.FoundedYear)))
	some.Where = equal(key(model.City), "beijing")
	investors := incoming(model.InvestedIn)
	reached := grouped(firms, keysBy(kind), value(plan.Count))
	reached.Then = &investors
	return []readCase{
		{"pages and counts", root(pages), only(list{
			group(list{"beijing"}, list{3}, singles("firm:alpha", "firm:alpha-mixed"), 3, singles("firm:alpha-wide")),
			group(list{"上海"}, list{1}, singles("firm:plane2"), 1, singles("firm:plane2")),
			group(list{nil}, list{12}, singles("firm:Loop", "firm:below"), 12, singles("firm:below", "firm:brackets")),
		})},
		{"with predicates", root(filtered), only(list{
			group(list{"beijing"}, list{3}, list{list{"firm:alpha-wide", 2012}, list{"firm:alpha", 2012}}, 1),
			group(list{"上海"}, list{1}, list{list{"firm:plane2", 2015}}, 1),
			group(list{nil}, list{12}, list{list{"firm:limit", math.MaxInt64}, list{"firm:compat", 2015}}, 2),
		})},
		{"by a measure", root(byMeasure), only(list{
			group(list{"beijing"}, list{3}, list{list{"firm:alpha", 5}, list{"firm:alpha-mixed", 0}, list{"firm:alpha-wide", 0}},
				singles("firm:alpha-mixed", "firm:alpha-wide")),
			group(list{"上海"}, list{1}, list{list{"firm:plane2", 2}}, list{}),
			group(list{nil}, list{12}, list{list{"firm:Loop", 1}, list{"firm:empty", 1}, list{"firm:below", 0}}, singles("firm:empty", "firm:below")),
		})},
		{"of the groups chosen", root(chosen), only(list{group(list{"上海"}, list{1}, singles("firm:plane2"))})},
		{
			"of the rows chosen", root(with(some, membersByID)),
			only(list{group(list{1999}, list{}, singles("firm:alpha-mixed")), group(list{2012}, list{}, singles("firm:alpha", "firm:alpha-wide"))}),
		},
		{
			"of the nodes that rows lead to", root(with(reached, membersByID)),
			only(list{
				group(list{"Firm"}, list{2}, singles("firm:Loop", "firm:alpha")),
				group(list{"StateFund"}, list{2}, singles("investor:prov", "investor:state")),
				group(list{"VCFund"}, list{2}, singles("investor:yun", "investor:zero")),
			}),
		},
		{
			"relationships", at("firm:alpha", with(grouped(investors, keysBy(rel(of(model.Lead)))), func(g *plan.Groups) []plan.Item {
				return []plan.Item{all(member(g), relID, id, rel(of(model.Lead)), &plan.TotalCount{From: cited(plan.OfRelationship)},
					&plan.One{From: referredRound(), Row: row(id)})}
			})),
			atNode(list{
				group(list{false}, list{}, list{list{"investment:yun-alpha-2", "investor:yun", false, 0, list{"round:alpha-b"}}}),
				group(list{true}, list{}, list{
					list{"investment:prov-alpha", "investor:prov", true, 0, list{"round:alpha-b"}},
					list{"investment:yun-alpha-1", "investor:yun", true, 2, list{"round:alpha-a"}},
				}),
				group(list{nil}, list{}, list{
					list{"investment:state-alpha", "investor:state", nil, 0, list{"round:alpha-a"}},
					list{"investment:yun-alpha-3", "investor:yun", nil, 0, nil},
				}),
			}),
		},
		{
			"in each row", root(all(fourFirms, with(grouped(investors, keysBy(kind)), membersByRelID))),
			only(list{
				list{list{
					group(list{"StateFund"}, list{}, singles("investment:prov-alpha", "investment:state-alpha")),
					group(list{"VCFund"}, list{}, singles("investment:yun-alpha-1", "investment:yun-alpha-2", "investment:yun-alpha-3")),
				}},
				list{list{group(list{"VCFund"}, list{}, singles("investment:zero-empty"))}},
				list{list{
					group(list{"Firm"}, list{}, singles("investment:alpha-plane2")),
					group(list{"VCFund"}, list{}, singles("investment:zero-plane2")),
				}},
				list{list{}},
			}),
		},
		{
			"without keys", root(all(fourFirms, with(grouped(investors, nil, value(plan.Count)), membersByRelID)),
				with(grouped(scan(model.Sector.Set()), nil), membersByID)),
			list{
				list{
					list{list{group(list{}, list{5}, singles("investment:prov-alpha", "investment:state-alpha", "investment:yun-alpha-1",
						"investment:yun-alpha-2", "investment:yun-alpha-3"))}},
					list{list{group(list{}, list{1}, singles("investment:zero-empty"))}},
					list{list{group(list{}, list{2}, singles("investment:alpha-plane2", "investment:zero-plane2"))}},
					list{list{group(list{}, list{0}, list{})}},
				},
				list{group(list{}, list{}, singles("sector:chips", "sector:hardware", "sector:self", "sector:tech"))},
			},
		},
		{
			"of a year and of a date", root(with(grouped(scan(model.Source.Set()), keysBy(part(model.PublishedOn, plan.Year),
				part(model.PublishedOn, plan.Moment))), membersByID)),
			only(list{
				group(list{2019, 2019010120191231}, list{}, singles("source:ledger")),
				group(list{2020, 2020050120200531}, list{}, singles("source:atlas")),
				group(list{2021, 2021071920210719}, list{}, singles("source:gazette")),
				group(list{nil, nil}, list{}, singles("source:blank")),
			}),
		},
		{
			"of sources", at("firm:alpha", with(grouped(cited(plan.OfNode), keysBy(key(model.Publisher))), membersByID)),
			atNode(list{
				group(list{"acme"}, list{}, singles("source:ledger")), group(list{"miit"}, list{}, singles("source:gazette")),
				group(list{nil}, list{}, singles("source:atlas")),
			}),
		},
	}
}

func groupRowAggregateCases() []readCase {
	year, units := of(model.FoundedYear), rel(part(model.Share, plan.Units))
	ofFirms := with(bySector(), func(g *plan.Groups) []plan.Item {
		rows := member(g)
		return []plan.Item{
			over(plan.Count, rows, nil), made(plan.SumHigh, year, rows, nil), made(plan.SumLow, year, rows, nil),
			over(plan.Count, rows, compare(year, plan.Greater, int64(2012))), then(over(plan.Count, rows, nil), incoming(model.InvestedIn)),
			made(plan.Max, of(model.Name), rows, nil),
		}
	})
	ofInvestments := with(grouped(incoming(model.InvestedIn), keysBy(kind)), func(g *plan.Groups) []plan.Item {
		rows := member(g)
		return []plan.Item{
			over(plan.Count, rows, nil), over(plan.CountDistinctNodes, rows, nil), made(plan.SumLow, units, rows, nil), then(over(plan.Count, rows, nil), referredRound()),
			made(plan.CountNonNull, rel(of(model.Lead)), rows, nil), made(plan.Min, of(model.Name), rows, equal(rel(of(model.Lead)), true)),
		}
	})
	return []readCase{
		{"of nodes", root(ofFirms), only(list{
			group(list{"sector:chips"}, list{}, 2, 0, 4027, 1, 5, "𠮷野半导体"),
			group(list{"sector:hardware"}, list{}, 1, 0, 2012, 0, 3, "Alpha Robotics"),
			group(list{"sector:self"}, list{}, 1, nil, nil, 0, 1, "Ouroboros 🐍"),
			group(list{nil}, list{}, 13, 0, 6025, 2, 1, "ＡＬＰＨＡ　ＲＯＢＯＴＩＣＳ"),
		})},
		{"of relationships", at("firm:alpha", ofInvestments), atNode(list{
			group(list{"StateFund"}, list{}, 2, 2, 10_000_000, 2, 1, "Provincial Guidance"),
			group(list{"VCFund"}, list{}, 3, 1, 60_000_000, 2, 2, "Yun Capital"),
		})},
	}
}

func groupRowStepCases() []readCase {
	investors := plan.Step{From: incoming(model.InvestedIn)}
	led := stepping(grouped(firms, nil), investors, id, rel(of(model.Lead)))
	led.Where = some(incoming(model.InvestedIn), nil)
	rolled := rolledUp(value(plan.Count))
	return []readCase{
		{
			"one row of a step has all of its keys", root(with(led, membersByID)),
			only(list{
				group(list{"firm:Loop", true}, list{}, singles("firm:Loop")),
				group(list{"firm:alpha", nil}, list{}, singles("firm:plane2")),
				group(list{"investor:prov", true}, list{}, singles("firm:alpha")),
				group(list{"investor:state", nil}, list{}, singles("firm:alpha")),
				group(list{"investor:yun", false}, list{}, singles("firm:alpha")),
				group(list{"investor:yun", true}, list{}, singles("firm:alpha")),
				group(list{"investor:yun", nil}, list{}, singles("firm:alpha")),
				group(list{"investor:zero", false}, list{}, singles("firm:plane2")),
				group(list{"investor:zero", nil}, list{}, singles("firm:empty")),
			}),
		},
		{
			"upwards, each once", root(with(rolled, membersByID)),
			only(list{
				group(list{"sector:chips"}, list{2}, singles("firm:alpha", "firm:plane2")),
				group(list{"sector:hardware"}, list{2}, singles("firm:alpha", "firm:plane2")),
				group(list{"sector:self"}, list{1}, singles("firm:Loop")),
				group(list{"sector:tech"}, list{2}, singles("firm:alpha", "firm:plane2")),
				group(list{nil}, list{13}, firmIDsWithout("firm:alpha", "firm:plane2", "firm:Loop")),
			}),
		},
		{
			"two steps", root(with(stepping(bySector(), plan.Step{From: incoming(model.Designated)}, id), func(g *plan.Groups) []plan.Item {
				return []plan.Item{&plan.TotalCount{From: member(g)}, all(member(g), id)}
			})),
			only(list{
				group(list{"sector:chips", "programme:giant"}, list{}, 2, singles("firm:alpha", "firm:plane2")),
				group(list{"sector:chips", "programme:small"}, list{}, 1, singles("firm:alpha")),
				group(list{"sector:hardware", "programme:giant"}, list{}, 1, singles("firm:alpha")),
				group(list{"sector:hardware", "programme:small"}, list{}, 1, singles("firm:alpha")),
				group(list{"sector:self", nil}, list{}, 1, singles("firm:Loop")),
				group(list{nil, "programme:giant"}, list{}, 1, singles("firm:empty")),
				group(list{nil, nil}, list{}, 12, firmIDsWithout("firm:alpha", "firm:plane2", "firm:Loop", "firm:empty")),
			}),
		},
		{
			"a step from a relationship, in each row", root(all(lookup("firm:alpha", "firm:sharp"),
				with(stepping(grouped(incoming(model.InvestedIn), nil), plan.Step{From: referredRound()}, of(model.Name)), membersByRelID))),
			only(list{
				list{list{
					group(list{"B轮"}, list{}, singles("investment:prov-alpha", "investment:yun-alpha-2")),
					group(list{"Series A"}, list{}, singles("investment:state-alpha", "investment:yun-alpha-1")),
					group(list{nil}, list{}, singles("investment:yun-alpha-3")),
				}},
				list{list{}},
			}),
		},
	}
}

func groupKeyNodeCases() []readCase {
	named := with(rolledUp(value(plan.Count)), func(g *plan.Groups) []plan.Item {
		from := keyed(g, 0, model.Sector.Set())
		return []plan.Item{
			&plan.One{From: from, Row: row(of(model.Name), &plan.TotalCount{From: incoming(model.PartOf)}, all(outgoing(model.PartOf), id))},
			made(plan.ScalarSubquery, of(model.Name), from, nil), &plan.TotalCount{From: from}, &plan.One{From: keyed(g, 0, model.Firm.Set()), Row: row(id)},
			all(from, id),
		}
	})
	second := with(stepping(stepping(grouped(incoming(model.InvestedIn), keysBy(id)), plan.Step{From: referredRound()}, id),
		plan.Step{Start: 1, From: incoming(model.Raised)}, id), func(g *plan.Groups) []plan.Item {
		return []plan.Item{
			&plan.One{From: keyed(g, 1, model.Round.Set()), Row: row(of(model.Name))},
			&plan.One{From: keyed(g, 2, model.Firm.Set()), Row: row(of(model.Name))},
			&plan.One{From: keyed(g, 0, model.Investors), Row: row(of(model.Name))},
			all(member(g), relID),
		}
	})
	return []readCase{
		{"the node of the key", root(named), only(list{
			group(list{"sector:chips"}, list{2}, list{"Chips", 0, singles("sector:hardware")}, "Chips", 1, nil, singles("sector:chips")),
			group(list{"sector:hardware"}, list{2}, list{"Hardware", 1, singles("sector:tech")}, "Hardware", 1, nil, singles("sector:hardware")),
			group(list{"sector:self"}, list{1}, list{"Self-reference", 1, singles("sector:self")}, "Self-reference", 1, nil, singles("sector:self")),
			group(list{"sector:tech"}, list{2}, list{"Technology", 1, list{}}, "Technology", 1, nil, singles("sector:tech")),
			group(list{nil}, list{13}, nil, nil, 0, nil, list{}),
		})},
		{"of several keys, in a row", at("firm:alpha", second), atNode(list{
			group(list{"investor:prov", "round:alpha-b", "firm:alpha"}, list{}, list{"B轮"}, list{"Alpha Robotics"}, list{"Provincial Guidance"}, singles("investment:prov-alpha")),
			group(list{"investor:state", "round:alpha-a", "firm:alpha"}, list{}, list{"Series A"}, list{"Alpha Robotics"}, list{"State Fund One"}, singles("investment:state-alpha")),
			group(list{"investor:yun", "round:alpha-a", "firm:alpha"}, list{}, list{"Series A"}, list{"Alpha Robotics"}, list{"Yun Capital"}, singles("investment:yun-alpha-1")),
			group(list{"investor:yun", "round:alpha-b", "firm:alpha"}, list{}, list{"B轮"}, list{"Alpha Robotics"}, list{"Yun Capital"}, singles("investment:yun-alpha-2")),
			group(list{"investor:yun", nil, nil}, list{}, nil, nil, list{"Yun Capital"}, singles("investment:yun-alpha-3")),
		})},
	}
}

func groupRowGroupsCases() []readCase {
	unknownYear := singles("firm:Loop", "firm:brackets", "firm:control", "firm:empty", obrien, "firm:plain", "firm:sharp", "firm:strasse")
	within := func(items func(*plan.Groups) []plan.Item) func(*plan.Groups) []plan.Item {
		return func(g *plan.Groups) []plan.Item {
			return []plan.Item{with(grouped(member(g), keysBy(of(model.FoundedYear)), value(plan.Count)), items)}
		}
	}
	twice := with(grouped(firms, keysBy(key(model.City)), value(plan.Count)), within(membersByID))
	thrice := with(bySector(), within(func(g *plan.Groups) []plan.Item {
		inner := stepping(grouped(member(g), nil, value(plan.Count)), plan.Step{From: incoming(model.Designated)}, rel(of(model.Year)))
		return []plan.Item{with(inner, membersByID), &plan.TotalCount{From: member(g)}}
	}))
	thrice.Where = not(isNull(of(model.FoundedYear)))
	thrice.Having = plan.And{}
	thrice.Limit = 2
	inRow := with(grouped(incoming(model.InvestedIn), keysBy(kind)), func(g *plan.Groups) []plan.Item {
		inner := grouped(member(g), keysBy(rel(of(model.Lead))), value(plan.Count), valueOf(plan.Min, relID))
		inner.Order = []plan.GroupSort{{ByKey: true, Descending: true}}
		return []plan.Item{with(inner, membersByRelID)}
	})
	ofMembers := with(grouped(firms, keysBy(key(model.City)), value(plan.Count)), func(g *plan.Groups) []plan.Item {
		l := all(member(g), id, with(grouped(incoming(model.InvestedIn), keysBy(kind)), membersByID))
		l.Limit, l.Where = 1, some(incoming(model.InvestedIn), nil)
		return []plan.Item{l}
	})
	return []readCase{
		{"of members", root(twice), only(list{
			group(list{"beijing"}, list{3}, list{
				group(list{1999}, list{1}, singles("firm:alpha-mixed")), group(list{2012}, list{2}, singles("firm:alpha", "firm:alpha-wide")),
			}),
			group(list{"上海"}, list{1}, list{group(list{2015}, list{1}, singles("firm:plane2"))}),
			group(list{nil}, list{12}, list{
				group(list{math.MinInt64}, list{1}, singles("firm:below")), group(list{0}, list{1}, singles("firm:percent")),
				group(list{2015}, list{1}, singles("firm:compat")), group(list{math.MaxInt64}, list{1}, singles("firm:limit")),
				group(list{nil}, list{8}, unknownYear),
			}),
		})},
		{"of members of members", root(thrice), only(list{
			group(list{"sector:chips"}, list{}, list{
				group(list{2012}, list{1}, list{
					group(list{2018}, list{1}, singles("firm:alpha")), group(list{2019}, list{1}, singles("firm:alpha")),
				}, 1),
				group(list{2015}, list{1}, list{group(list{2020}, list{1}, singles("firm:plane2"))}, 1),
			}),
			group(list{"sector:hardware"}, list{}, list{
				group(list{2012}, list{1}, list{
					group(list{2018}, list{1}, singles("firm:alpha")), group(list{2019}, list{1}, singles("firm:alpha")),
				}, 1),
			}),
		})},
		{"in each row, of relationships", root(all(lookup("firm:alpha", "firm:sharp"), inRow)), only(list{
			list{list{
				group(list{"StateFund"}, list{}, list{
					group(list{true}, list{1, "investment:prov-alpha"}, singles("investment:prov-alpha")),
					group(list{nil}, list{1, "investment:state-alpha"}, singles("investment:state-alpha")),
				}),
				group(list{"VCFund"}, list{}, list{
					group(list{true}, list{1, "investment:yun-alpha-1"}, singles("investment:yun-alpha-1")),
					group(list{false}, list{1, "investment:yun-alpha-2"}, singles("investment:yun-alpha-2")),
					group(list{nil}, list{1, "investment:yun-alpha-3"}, singles("investment:yun-alpha-3")),
				}),
			}},
			list{list{}},
		})},
		{"in the rows of members", root(ofMembers), only(list{
			group(list{"beijing"}, list{3}, list{list{"firm:alpha", list{
				group(list{"StateFund"}, list{}, singles("investor:prov", "investor:state")),
				group(list{"VCFund"}, list{}, singles("investor:yun", "investor:yun", "investor:yun")),
			}}}),
			group(list{"上海"}, list{1}, list{list{"firm:plane2", list{
				group(list{"Firm"}, list{}, singles("firm:alpha")), group(list{"VCFund"}, list{}, singles("investor:zero")),
			}}}),
			group(list{nil}, list{12}, list{list{"firm:Loop", list{group(list{"Firm"}, list{}, singles("firm:Loop"))}}}),
		})},
	}
}
