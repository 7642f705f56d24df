package storetest

import (
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// bySector groups firms by the sectors that they operate in. firm:alpha is in chips and hardware, firm:plane2 in chips,
// and firm:Loop in a sector that is part of itself.
func bySector(values ...plan.Value) *plan.Groups {
	return stepping(grouped(firms, nil, values...), plan.Step{From: outgoing(model.OperatesIn)}, id)
}

// rolledUp groups firms by their sectors and all sectors above these.
func rolledUp(values ...plan.Value) *plan.Groups {
	g := stepping(grouped(firms, nil, values...), plan.Step{From: outgoing(model.OperatesIn)})
	return stepping(g, plan.Step{Start: 1, From: outgoing(model.PartOf), Upwards: true}, id)
}

func stepCases() []planCase {
	rows, year := value(plan.Count), of(model.FoundedYear)
	programmes := plan.Step{From: incoming(model.Designated)}
	two := stepping(bySector(rows), programmes, id)
	back := stepping(stepping(grouped(firms, nil, rows), plan.Step{From: incoming(model.InvestedIn)}), plan.Step{
		Start: 1, From: outgoing(model.InvestedIn),
	}, id)
	round := stepping(grouped(incoming(model.InvestedIn), nil, rows, value(plan.CountDistinctNodes)), plan.Step{From: referenceToRound()}, of(model.Name))
	mixed := stepping(grouped(incoming(model.InvestedIn), keysBy(kind), rows), plan.Step{From: referenceToRound()}, part(model.AnnouncedOn, plan.Year))
	firmOfRound := stepping(stepping(grouped(outgoing(model.InvestedIn), nil, rows), plan.Step{From: referenceToRound()}), plan.Step{
		Start: 1, From: incoming(model.Raised),
	}, of(model.Name))
	investors := incoming(model.InvestedIn)
	reached := stepping(grouped(firms, nil, rows), plan.Step{From: outgoing(model.InvestedIn)}, id)
	reached.Then = &investors
	sources := grouped(sourcesOf(plan.OfNode), keysBy(id), rows, value(plan.CountDistinctNodes))
	return []planCase{
		{"to several, to one and to none", root(bySector(rows, value(plan.CountDistinctNodes), valueOf(plan.SumLow, year), valueOf(plan.Min, id)))},
		{
			"by a parallel relationship's node, each row once", at("firm:alpha", stepping(grouped(outgoing(model.InvestedIn), nil, rows),
				plan.Step{From: incoming(model.InvestedIn)}, kind)),
		},
		{
			"several ways to one key count once", root(stepping(grouped(lookup("firm:alpha"), nil, rows, valueOf(plan.SumLow, year)),
				plan.Step{From: incoming(model.InvestedIn)}, id)),
		},
		{"to those that refer to the row", root(stepping(grouped(scan(model.Round.Set()), nil, rows), plan.Step{From: backReferenceInvestors()}, kind))},
		{
			"by two keys of those that refer to the row",
			root(stepping(grouped(scan(model.Round.Set()), nil, rows), plan.Step{From: backReferenceInvestors()}, kind, rel(of(model.Lead)))),
		},
		{"two steps from the row", root(two)},
		{"two keys of one step", root(stepping(grouped(firms, nil, rows), programmes, id, rel(of(model.Year))))},
		{"a step from a step", root(back)},
		{"to what the relationship refers to", at("firm:alpha", round)},
		{"a key of the row and one of a step", at("firm:alpha", mixed)},
		{"on from what it refers to", at("investor:yun", firmOfRound)},
		{"from a node to what it refers to", root(stepping(grouped(scan(model.Conflict.Set()), nil, rows), plan.Step{From: referenceToFact()}, kind))},
		{"from the nodes that rows lead to", root(reached)},
		{
			"from a source that is cited twice, each time a row", at("conflict:b", stepping(sources, plan.Step{From: outgoing(model.PartOf)}, id)),
		},
	}
}

func upwardsCases() []planCase {
	rows, year := value(plan.Count), of(model.FoundedYear)
	sectors := stepping(grouped(scan(model.Sector.Set()), nil, rows), plan.Step{From: outgoing(model.PartOf), Upwards: true}, id)
	down := stepping(grouped(scan(model.Sector.Set()), nil, rows), plan.Step{From: incoming(model.PartOf), Upwards: true}, of(model.Name))
	both := rolledUp(rows)
	both.Keys = append([]plan.GroupKey{{At: 1, Column: id}}, both.Keys...)
	return []planCase{
		{
			"each row in each group once", root(rolledUp(rows, value(plan.CountDistinctNodes), valueOf(plan.SumHigh, year), valueOf(plan.SumLow, year), valueOf(plan.Max, year))),
		},
		{"from the row itself, which is among them", root(sectors)},
		{"against the relationships' direction", root(down)},
		{"with the step before it", root(both)},
		{
			"in each row", root(all(lookup("firm:Loop", "firm:alpha", "firm:empty"), stepping(stepping(grouped(outgoing(model.OperatesIn), nil, rows),
				plan.Step{From: outgoing(model.PartOf), Upwards: true}), plan.Step{
				Start: 1, From: outgoing(model.PartOf),
			}, id))),
		},
	}
}
