package storetest

import (
	"math"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// bySector is firms by the sectors that they operate in. firm:alpha is in chips and in hardware, firm:plane2 in chips,
// firm:Loop in a sector that is part of itself.
func bySector(values ...plan.Value) *plan.Groups {
	return stepping(grouped(firms, nil, values...), plan.Step{From: outgoing(model.OperatesIn)}, id)
}

// rolledUp is firms by those sectors and all that these are part of.
func rolledUp(values ...plan.Value) *plan.Groups {
	g := stepping(grouped(firms, nil, values...), plan.Step{From: outgoing(model.OperatesIn)})
	return stepping(g, plan.Step{Start: 1, From: outgoing(model.PartOf), Upwards: true}, id)
}

func stepCases() []readCase {
	rows, year := value(plan.Count), of(model.FoundedYear)
	programmes := plan.Step{From: incoming(model.Designated)}
	two := stepping(bySector(rows), programmes, id)
	back := stepping(stepping(grouped(firms, nil, rows), plan.Step{From: incoming(model.InvestedIn)}), plan.Step{
		Start: 1, From: outgoing(model.InvestedIn),
	}, id)
	round := stepping(grouped(incoming(model.InvestedIn), nil, rows, value(plan.CountDistinctNodes)), plan.Step{From: referredRound()}, of(model.Name))
	mixed := stepping(grouped(incoming(model.InvestedIn), keysBy(kind), rows), plan.Step{From: referredRound()}, part(model.AnnouncedOn, plan.Year))
	firmOfRound := stepping(stepping(grouped(outgoing(model.InvestedIn), nil, rows), plan.Step{From: referredRound()}), plan.Step{
		Start: 1, From: incoming(model.Raised),
	}, of(model.Name))
	investors := incoming(model.InvestedIn)
	reached := stepping(grouped(firms, nil, rows), plan.Step{From: outgoing(model.InvestedIn)}, id)
	reached.Then = &investors
	return []readCase{
		{
			"to several, to one and to none", root(bySector(rows, value(plan.CountDistinctNodes), valueOf(plan.SumLow, year), valueOf(plan.Min, id))),
			only(list{
				group(list{"sector:chips"}, list{2, 2, 4027, "firm:alpha"}),
				group(list{"sector:hardware"}, list{1, 1, 2012, "firm:alpha"}),
				group(list{"sector:self"}, list{1, 1, nil, "firm:Loop"}),
				group(list{nil}, list{13, 13, 6025, "firm:alpha-mixed"}),
			}),
		},
		{
			"by a parallel relationship's node, each row once", at("firm:alpha", stepping(grouped(outgoing(model.InvestedIn), nil, rows),
				plan.Step{From: incoming(model.InvestedIn)}, kind)),
			atNode(list{group(list{"Firm"}, list{1}), group(list{"VCFund"}, list{1})}),
		},
		{
			"several ways to one key count once", root(stepping(grouped(lookup("firm:alpha"), nil, rows, valueOf(plan.SumLow, year)),
				plan.Step{From: incoming(model.InvestedIn)}, id)),
			only(list{
				group(list{"investor:prov"}, list{1, 2012}), group(list{"investor:state"}, list{1, 2012}), group(list{"investor:yun"}, list{1, 2012}),
			}),
		},
		{
			"to those that refer to the row", root(stepping(grouped(scan(model.Round.Set()), nil, rows), plan.Step{From: referringInvestors()}, kind)),
			only(list{
				group(list{"Firm"}, list{1}), group(list{"StateFund"}, list{2}), group(list{"VCFund"}, list{2}), group(list{nil}, list{1}),
			}),
		},
		{
			"by two keys of those that refer to the row",
			root(stepping(grouped(scan(model.Round.Set()), nil, rows), plan.Step{From: referringInvestors()}, kind, rel(of(model.Lead)))),
			only(list{
				group(list{"Firm", true}, list{1}), group(list{"StateFund", true}, list{1}), group(list{"StateFund", nil}, list{1}),
				group(list{"VCFund", false}, list{1}), group(list{"VCFund", true}, list{1}), group(list{nil, nil}, list{1}),
			}),
		},
		{
			"two steps from the row", root(two),
			only(list{
				group(list{"sector:chips", "programme:giant"}, list{2}),
				group(list{"sector:chips", "programme:small"}, list{1}),
				group(list{"sector:hardware", "programme:giant"}, list{1}),
				group(list{"sector:hardware", "programme:small"}, list{1}),
				group(list{"sector:self", nil}, list{1}),
				group(list{nil, "programme:giant"}, list{1}),
				group(list{nil, nil}, list{12}),
			}),
		},
		{
			"two keys of one step", root(stepping(grouped(firms, nil, rows), programmes, id, rel(of(model.Year)))),
			only(list{
				group(list{"programme:giant", 2019}, list{1}), group(list{"programme:giant", 2020}, list{1}),
				group(list{"programme:giant", nil}, list{1}), group(list{"programme:small", 2018}, list{1}), group(list{nil, nil}, list{13}),
			}),
		},
		{
			"a step from a step", root(back),
			only(list{
				group(list{"firm:Loop"}, list{1}), group(list{"firm:alpha"}, list{1}), group(list{"firm:empty"}, list{2}),
				group(list{"firm:plane2"}, list{2}), group(list{nil}, list{12}),
			}),
		},
		{
			"to what the relationship refers to", at("firm:alpha", round),
			atNode(list{group(list{"B轮"}, list{2, 2}), group(list{"Series A"}, list{2, 2}), group(list{nil}, list{1, 1})}),
		},
		{
			"a key of the row and one of a step", at("firm:alpha", mixed),
			atNode(list{
				group(list{"StateFund", 2015}, list{1}), group(list{"StateFund", 2018}, list{1}), group(list{"VCFund", 2015}, list{1}),
				group(list{"VCFund", 2018}, list{1}), group(list{"VCFund", nil}, list{1}),
			}),
		},
		{
			"on from what it refers to", at("investor:yun", firmOfRound),
			atNode(list{group(list{"Alpha Robotics"}, list{2}), group(list{nil}, list{1})}),
		},
		{
			"from a node to what it refers to", root(stepping(grouped(scan(model.Conflict.Set()), nil, rows), plan.Step{From: referredFact()}, kind)),
			only(list{group(list{"Batch"}, list{1}), group(list{"Firm"}, list{2}), group(list{"Round"}, list{1}), group(list{nil}, list{1})}),
		},
		{
			"from the nodes that rows lead to", root(reached),
			only(list{
				group(list{"firm:Loop"}, list{1}), group(list{"firm:alpha"}, list{3}), group(list{"firm:empty"}, list{1}),
				group(list{"firm:plane2"}, list{2}),
			}),
		},
	}
}

func upwardsCases() []readCase {
	rows, year := value(plan.Count), of(model.FoundedYear)
	sectors := stepping(grouped(scan(model.Sector.Set()), nil, rows), plan.Step{From: outgoing(model.PartOf), Upwards: true}, id)
	down := stepping(grouped(scan(model.Sector.Set()), nil, rows), plan.Step{From: incoming(model.PartOf), Upwards: true}, of(model.Name))
	both := rolledUp(rows)
	both.Keys = append([]plan.GroupKey{{At: 1, Column: id}}, both.Keys...)
	return []readCase{
		{
			"each row in each group once", root(rolledUp(rows, value(plan.CountDistinctNodes), valueOf(plan.SumHigh, year), valueOf(plan.SumLow, year), valueOf(plan.Max, year))),
			only(list{
				group(list{"sector:chips"}, list{2, 2, 0, 4027, 2015}),
				group(list{"sector:hardware"}, list{2, 2, 0, 4027, 2015}),
				group(list{"sector:self"}, list{1, 1, nil, nil, nil}),
				group(list{"sector:tech"}, list{2, 2, 0, 4027, 2015}),
				group(list{nil}, list{13, 13, 0, 6025, math.MaxInt64}),
			}),
		},
		{
			"from the row itself, which is among them", root(sectors),
			only(list{
				group(list{"sector:chips"}, list{1}), group(list{"sector:hardware"}, list{2}), group(list{"sector:self"}, list{1}),
				group(list{"sector:tech"}, list{3}),
			}),
		},
		{
			"against the relationships' direction", root(down),
			only(list{
				group(list{"Chips"}, list{3}), group(list{"Hardware"}, list{2}), group(list{"Self-reference"}, list{1}),
				group(list{"Technology"}, list{1}),
			}),
		},
		{
			"with the step before it", root(both),
			only(list{
				group(list{"sector:chips", "sector:chips"}, list{2}), group(list{"sector:chips", "sector:hardware"}, list{2}),
				group(list{"sector:chips", "sector:tech"}, list{2}), group(list{"sector:hardware", "sector:hardware"}, list{1}),
				group(list{"sector:hardware", "sector:tech"}, list{1}), group(list{"sector:self", "sector:self"}, list{1}),
				group(list{nil, nil}, list{13}),
			}),
		},
		{
			"in each row", root(all(lookup("firm:Loop", "firm:alpha", "firm:empty"), stepping(stepping(grouped(outgoing(model.OperatesIn), nil, rows),
				plan.Step{From: outgoing(model.PartOf), Upwards: true}), plan.Step{
				Start: 1, From: outgoing(model.PartOf),
			}, id))),
			only(list{
				list{list{group(list{"sector:self"}, list{1})}},
				list{list{group(list{"sector:hardware"}, list{1}), group(list{"sector:tech"}, list{2}), group(list{nil}, list{2})}},
				list{list{}},
			}),
		},
	}
}
