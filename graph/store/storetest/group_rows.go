package storetest

import (
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// checkGroupRows checks the items of groups: the rows of the group, each once, and the nodes whose ids are its keys.
func checkGroupRows(t *testing.T, s store.Store) {
	t.Run("List", func(t *testing.T) { checkRecorded(t, s, "group_rows_list") })
	t.Run("Aggregate", func(t *testing.T) { checkRecorded(t, s, "group_rows_aggregate") })
	t.Run("Step", func(t *testing.T) { checkRecorded(t, s, "group_rows_step") })
	t.Run("KeyNode", func(t *testing.T) { checkRecorded(t, s, "group_rows_key_node") })
	t.Run("Groups", func(t *testing.T) { checkRecorded(t, s, "group_rows_groups") })
}

// with returns the groups with the items that a function returns for them.
func with(g *plan.Groups, items func(g *plan.Groups) []plan.Item) *plan.Groups {
	g.Row = plan.Row{Items: items(g)}
	return g
}

func rowsByID(g *plan.Groups) []plan.Item { return []plan.Item{all(groupRows(g), id)} }

func rowsByRelID(g *plan.Groups) []plan.Item { return []plan.Item{all(groupRows(g), relID)} }

func groupRowListCases() []planCase {
	byCity := func() *plan.Groups { return grouped(firms, keysBy(key(model.City)), value(plan.Count)) }
	pages := with(byCity(), func(g *plan.Groups) []plan.Item {
		first, next := all(groupRows(g), id), all(groupRows(g), id)
		first.Limit, first.More = 1, true
		next.After, next.Limit = []any{"firm:alpha-mixed"}, 2
		return []plan.Item{first, &plan.TotalCount{From: groupRows(g)}, next}
	})
	filtered := with(byCity(), func(g *plan.Groups) []plan.Item {
		l := all(groupRows(g), id, of(model.FoundedYear))
		l.Order, l.Limit = []plan.Sort{desc(of(model.FoundedYear)), desc(id)}, 2
		l.Where = not(isNull(of(model.FoundedYear)))
		return []plan.Item{l, &plan.TotalCount{From: groupRows(g), Where: exists(incoming(model.InvestedIn), nil)}}
	})
	count := over(plan.Count, incoming(model.InvestedIn), nil)
	byAggregate := with(byCity(), func(g *plan.Groups) []plan.Item {
		l, after := all(groupRows(g), id, count), all(groupRows(g), id)
		l.Order, l.Limit = []plan.Sort{byMost(count), asc(id)}, 3
		after.Order, after.After, after.Limit = l.Order, []any{int64(1), "firm:Loop"}, 2
		return []plan.Item{l, after}
	})
	chosen := with(byCity(), rowsByID)
	chosen.Having, chosen.Limit = plan.CompareGroupValue{At: 0, Op: plan.LessOrEqual, Operand: int64(3)}, 1
	chosen.Order = []plan.GroupSort{{At: 0}}
	some := grouped(firms, keysBy(of(model.FoundedYear)))
	some.Where = equal(key(model.City), "beijing")
	investors := incoming(model.InvestedIn)
	reached := grouped(firms, keysBy(kind), value(plan.Count))
	reached.Then = &investors
	return []planCase{
		{"pages and counts", root(pages)},
		{"with predicates", root(filtered)},
		{"by an aggregate", root(byAggregate)},
		{"of the groups chosen", root(chosen)},
		{"of the rows chosen", root(with(some, rowsByID))},
		{"of the nodes that rows lead to", root(with(reached, rowsByID))},
		{
			"relationships", at("firm:alpha", with(grouped(investors, keysBy(rel(of(model.Lead)))), func(g *plan.Groups) []plan.Item {
				return []plan.Item{all(groupRows(g), relID, id, rel(of(model.Lead)), &plan.TotalCount{From: sourcesOf(plan.OfRelationship)},
					&plan.One{From: referenceToRound(), Row: row(id)})}
			})),
		},
		{"in each row", root(all(fourFirms, with(grouped(investors, keysBy(kind)), rowsByRelID)))},
		{
			"without keys", root(all(fourFirms, with(grouped(investors, nil, value(plan.Count)), rowsByRelID)),
				with(grouped(scan(model.Sector.Set()), nil), rowsByID)),
		},
		{
			"of a year and of a date", root(with(grouped(scan(model.Source.Set()), keysBy(part(model.PublishedOn, plan.Year),
				part(model.PublishedOn, plan.Moment))), rowsByID)),
		},
		{"of sources", at("firm:alpha", with(grouped(sourcesOf(plan.OfNode), keysBy(key(model.Publisher))), rowsByID))},
	}
}

func groupRowAggregateCases() []planCase {
	year, units := of(model.FoundedYear), rel(part(model.Share, plan.Units))
	ofFirms := with(bySector(), func(g *plan.Groups) []plan.Item {
		rows := groupRows(g)
		return []plan.Item{
			over(plan.Count, rows, nil), made(plan.SumHigh, year, rows, nil), made(plan.SumLow, year, rows, nil),
			over(plan.Count, rows, compare(year, plan.Greater, int64(2012))), then(over(plan.Count, rows, nil), incoming(model.InvestedIn)),
			made(plan.Max, of(model.Name), rows, nil),
		}
	})
	ofInvestments := with(grouped(incoming(model.InvestedIn), keysBy(kind)), func(g *plan.Groups) []plan.Item {
		rows := groupRows(g)
		return []plan.Item{
			over(plan.Count, rows, nil), over(plan.CountDistinctNodes, rows, nil), made(plan.SumLow, units, rows, nil), then(over(plan.Count, rows, nil), referenceToRound()),
			made(plan.CountNonNull, rel(of(model.Lead)), rows, nil), made(plan.Min, of(model.Name), rows, equal(rel(of(model.Lead)), true)),
		}
	})
	return []planCase{
		{"of nodes", root(ofFirms)},
		{"of relationships", at("firm:alpha", ofInvestments)},
	}
}

func groupRowStepCases() []planCase {
	investors := plan.Step{From: incoming(model.InvestedIn)}
	led := stepping(grouped(firms, nil), investors, id, rel(of(model.Lead)))
	led.Where = exists(incoming(model.InvestedIn), nil)
	rolled := rolledUp(value(plan.Count))
	return []planCase{
		{"one row of a step has all of its keys", root(with(led, rowsByID))},
		{"upwards, each once", root(with(rolled, rowsByID))},
		{
			"two steps", root(with(stepping(bySector(), plan.Step{From: incoming(model.Designated)}, id), func(g *plan.Groups) []plan.Item {
				return []plan.Item{&plan.TotalCount{From: groupRows(g)}, all(groupRows(g), id)}
			})),
		},
		{
			"a step from a relationship, in each row", root(all(lookup("firm:alpha", "firm:sharp"),
				with(stepping(grouped(incoming(model.InvestedIn), nil), plan.Step{From: referenceToRound()}, of(model.Name)), rowsByRelID))),
		},
	}
}

func groupKeyNodeCases() []planCase {
	named := with(rolledUp(value(plan.Count)), func(g *plan.Groups) []plan.Item {
		from := keyed(g, 0, model.Sector.Set())
		return []plan.Item{
			&plan.One{From: from, Row: row(of(model.Name), &plan.TotalCount{From: incoming(model.PartOf)}, all(outgoing(model.PartOf), id))},
			made(plan.ScalarSubquery, of(model.Name), from, nil), &plan.TotalCount{From: from}, &plan.One{From: keyed(g, 0, model.Firm.Set()), Row: row(id)},
			all(from, id),
		}
	})
	second := with(stepping(stepping(grouped(incoming(model.InvestedIn), keysBy(id)), plan.Step{From: referenceToRound()}, id),
		plan.Step{Start: 1, From: incoming(model.Raised)}, id), func(g *plan.Groups) []plan.Item {
		return []plan.Item{
			&plan.One{From: keyed(g, 1, model.Round.Set()), Row: row(of(model.Name))},
			&plan.One{From: keyed(g, 2, model.Firm.Set()), Row: row(of(model.Name))},
			&plan.One{From: keyed(g, 0, model.Investors), Row: row(of(model.Name))},
			all(groupRows(g), relID),
		}
	})
	return []planCase{
		{"the node of the key", root(named)},
		{"of several keys, in a row", at("firm:alpha", second)},
	}
}

func groupRowGroupsCases() []planCase {
	within := func(items func(*plan.Groups) []plan.Item) func(*plan.Groups) []plan.Item {
		return func(g *plan.Groups) []plan.Item {
			return []plan.Item{with(grouped(groupRows(g), keysBy(of(model.FoundedYear)), value(plan.Count)), items)}
		}
	}
	twice := with(grouped(firms, keysBy(key(model.City)), value(plan.Count)), within(rowsByID))
	thrice := with(bySector(), within(func(g *plan.Groups) []plan.Item {
		inner := stepping(grouped(groupRows(g), nil, value(plan.Count)), plan.Step{From: incoming(model.Designated)}, rel(of(model.Year)))
		return []plan.Item{with(inner, rowsByID), &plan.TotalCount{From: groupRows(g)}}
	}))
	thrice.Where = not(isNull(of(model.FoundedYear)))
	thrice.Having = plan.And{}
	thrice.Limit = 2
	inRow := with(grouped(incoming(model.InvestedIn), keysBy(kind)), func(g *plan.Groups) []plan.Item {
		inner := grouped(groupRows(g), keysBy(rel(of(model.Lead))), value(plan.Count), valueOf(plan.Min, relID))
		inner.Order = []plan.GroupSort{{ByKey: true, Descending: true}}
		return []plan.Item{with(inner, rowsByRelID)}
	})
	ofMembers := with(grouped(firms, keysBy(key(model.City)), value(plan.Count)), func(g *plan.Groups) []plan.Item {
		l := all(groupRows(g), id, with(grouped(incoming(model.InvestedIn), keysBy(kind)), rowsByID))
		l.Limit, l.Where = 1, exists(incoming(model.InvestedIn), nil)
		return []plan.Item{l}
	})
	return []planCase{
		{"of group rows", root(twice)},
		{"of group rows of group rows", root(thrice)},
		{"in each row, of relationships", root(all(lookup("firm:alpha", "firm:sharp"), inRow))},
		{"in the rows of group rows", root(ofMembers)},
	}
}
