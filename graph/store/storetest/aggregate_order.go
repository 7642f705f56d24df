package storetest

import (
	"slices"
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// checkAggregateOrder checks lists that are sorted by aggregates, by years, and by dates as one value.
func checkAggregateOrder(t *testing.T, s store.Store) {
	t.Run("Aggregate", func(t *testing.T) { checkCases(t, s, aggregateOrders()) })
	t.Run("After", func(t *testing.T) { checkCases(t, s, afterAggregateCases()) })
	t.Run("Date", func(t *testing.T) { checkCases(t, s, dateOrders()) })
}

// lastInvestment is null for all firms but three. Its order is firm:Loop, firm:alpha, firm:plane2.
func lastInvestment() *plan.Aggregate {
	return made(plan.Max, rel(part(model.AnnouncedOn, plan.Moment)), incoming(model.InvestedIn), nil)
}

func aggregateOrders() []readCase {
	investors := incoming(model.InvestedIn)
	count, last := over(plan.Count, investors, nil), lastInvestment()
	units := rel(part(model.Share, plan.Units))
	without := slices.Clip(firmIDsWithout("firm:Loop", "firm:alpha", "firm:empty", "firm:plane2"))
	undated := slices.Clip(firmIDsWithout("firm:Loop", "firm:alpha", "firm:plane2"))
	dated, back := singles("firm:Loop", "firm:alpha", "firm:plane2"), singles("firm:plane2", "firm:alpha", "firm:Loop")
	investorsBy := func(keys ...plan.Sort) *plan.Plan {
		l := all(investors, relID)
		l.Order = append(keys, asc(relID))
		return at("firm:alpha", l)
	}
	ofNone := all(outgoing(model.OperatesIn), relID)
	ofNone.Where, ofNone.Limit = plan.And{plan.Or{}, plan.Compare{Column: relID, Value: "activity:alpha"}}, 3
	ofNone.Order = []plan.Sort{by(made(plan.ScalarSubquery, id, outgoing(model.PartOf), nil)), asc(relID)}
	prov, state := "investment:prov-alpha", "investment:state-alpha"
	first, second, third := "investment:yun-alpha-1", "investment:yun-alpha-2", "investment:yun-alpha-3"
	round := made(plan.ScalarSubquery, part(model.AnnouncedOn, plan.Moment), referenceToRound(), nil)
	return []readCase{
		{
			"by a count, ties by id", sorted(firms, by(count), asc(id)),
			only(append(without, singles("firm:Loop", "firm:empty", "firm:plane2", "firm:alpha")...)),
		},
		{
			"by a count, the greatest first", sorted(firms, byMost(count), asc(id)),
			only(append(singles("firm:alpha", "firm:plane2", "firm:Loop", "firm:empty"), without...)),
		},
		{
			"by a sum in its halves", sorted(firms, byMost(made(plan.SumHigh, units, investors, nil)),
				byMost(made(plan.SumLow, units, investors, nil)), asc(id)),
			only(append(singles("firm:plane2", "firm:alpha"), firmIDsWithout("firm:alpha", "firm:plane2")...)),
		},
		{"nulls last", sorted(firms, by(last), asc(id)), only(append(dated, undated...))},
		{"nulls last, descending", sorted(firms, byMost(last), asc(id)), only(append(back, undated...))},
		{"nulls first", sorted(firms, nullsFirst(by(last)), asc(id)), only(append(undated, dated...))},
		{"nulls first, descending", sorted(firms, nullsFirst(byMost(last)), asc(id)), only(append(undated, back...))},
		{
			"by different nodes", sorted(firms, byMost(then(over(plan.CountDistinctNodes, investors, nil), same)), desc(id)),
			only(append(singles("firm:alpha", "firm:plane2", "firm:empty", "firm:Loop"), reversed(without)...)),
		},
		{
			"by a text", sorted(fourFirms, byMost(made(plan.Min, key(model.Name), investors, nil)), asc(id)),
			only(singles("firm:empty", "firm:alpha", "firm:plane2", "firm:sharp")),
		},
		{
			"by a column, then an aggregate", sorted(firms, nullsFirst(asc(key(model.City))), byMost(count), asc(id)),
			only(append(append(singles("firm:Loop", "firm:empty"), firmIDsWithout("firm:Loop", "firm:empty", "firm:alpha",
				"firm:alpha-mixed", "firm:alpha-wide", "firm:plane2")...), singles("firm:alpha", "firm:alpha-mixed", "firm:alpha-wide", "firm:plane2")...)),
		},
		{
			"with a predicate", root(&plan.List{
				From: firms, Where: aggregateIs(count, plan.GreaterOrEqual, int64(1)), Order: []plan.Sort{byMost(count), asc(id)},
				Limit: 2, More: true, Row: row(id, count),
			}),
			only(list{list{"firm:alpha", 5}, list{"firm:plane2", 2}, list{"firm:Loop", 1}}),
		},
		{"where nothing holds", at("firm:alpha", ofNone), atNode(list{})},
		{
			"by a neighbour's date", investorsBy(byMost(round)), atNode(singles(prov, second, state, first, third)),
		},
		{
			"by an aggregate of the node", investorsBy(byMost(over(plan.Count, outgoing(model.InvestedIn), nil))),
			atNode(singles(first, second, third, prov, state)),
		},
		{
			"by an aggregate of the relationship, then of it", investorsBy(by(over(plan.Count, sourcesOf(plan.OfRelationship), nil)), nullsFirst(desc(rel(of(model.Lead))))),
			atNode(singles(state, third, prov, second, first)),
		},
		{
			"in each row", root(all(lookup("firm:alpha", "firm:plane2"), &plan.List{
				From: investors, Order: []plan.Sort{byMost(over(plan.Count, outgoing(model.InvestedIn), nil)), asc(relID)}, Limit: 1, Row: row(id),
			})),
			only(list{list{singles("investor:yun")}, list{singles("investor:zero")}}),
		},
	}
}

func reversed(rows list) list {
	back := slices.Clone(rows)
	slices.Reverse(back)
	return back
}

func afterAggregateCases() []readCase {
	count, last := over(plan.Count, incoming(model.InvestedIn), nil), lastInvestment()
	undated := slices.Clip(firmIDsWithout("firm:Loop", "firm:alpha", "firm:plane2"))
	up, down := []plan.Sort{by(last), asc(id)}, []plan.Sort{byMost(last), asc(id)}
	upFirst, downFirst := []plan.Sort{nullsFirst(by(last)), asc(id)}, []plan.Sort{nullsFirst(byMost(last)), asc(id)}
	alpha := int64(2018030120180331)
	inRow := all(incoming(model.InvestedIn), relID)
	inRow.Order = []plan.Sort{byMost(over(plan.Count, outgoing(model.InvestedIn), nil)), asc(relID)}
	inRow.After, inRow.Limit = []any{int64(3), "investment:yun-alpha-2"}, 2
	return []readCase{
		{
			"a count", following(firms, []plan.Sort{byMost(count), asc(id)}, int64(1), "firm:Loop"),
			only(append(singles("firm:empty"), firmIDsWithout("firm:Loop", "firm:alpha", "firm:empty", "firm:plane2")...)),
		},
		{
			"a count that no row has", following(firms, []plan.Sort{by(count), asc(id)}, int64(3), "firm:x"),
			only(singles("firm:alpha")),
		},
		{
			"backwards", following(firms, plan.Backwards([]plan.Sort{byMost(count), asc(id)}), int64(1), "firm:empty"),
			only(singles("firm:Loop", "firm:plane2", "firm:alpha")),
		},
		{"nulls follow", following(firms, up, alpha, "firm:alpha"), only(append(singles("firm:plane2"), undated...))},
		{"from a null", following(firms, up, nil, "firm:sharp"), only(singles("firm:strasse"))},
		{"nulls follow, descending", following(firms, down, alpha, "firm:alpha"), only(append(singles("firm:Loop"), undated...))},
		{
			"nulls first, from a null", following(firms, upFirst, nil, "firm:sharp"),
			only(singles("firm:strasse", "firm:Loop", "firm:alpha", "firm:plane2")),
		},
		{"nulls first, from a value", following(firms, upFirst, alpha, "firm:alpha"), only(singles("firm:plane2"))},
		{"nulls first, descending, from a value", following(firms, downFirst, alpha, "firm:alpha"), only(singles("firm:Loop"))},
		{
			"two aggregates", following(firms, []plan.Sort{byMost(count), by(last), asc(id)}, int64(1), nil, "firm:empty"),
			only(firmIDsWithout("firm:Loop", "firm:alpha", "firm:empty", "firm:plane2")),
		},
		{
			"in each row", root(all(lookup("firm:alpha", "firm:plane2"), inRow)),
			only(list{
				list{singles("investment:yun-alpha-3", "investment:prov-alpha")},
				list{singles("investment:zero-plane2", "investment:alpha-plane2")},
			}),
		},
	}
}

func dateOrders() []readCase {
	moment, year := part(model.UnicornSince, plan.Moment), part(model.UnicornSince, plan.Year)
	undated := slices.Clip(firmIDsWithout("firm:limit", "firm:Loop", "firm:compat", "firm:alpha-wide", "firm:plane2", "firm:alpha", "firm:below"))
	return []readCase{
		{
			"dates as one value", sorted(firms, asc(moment), asc(id)),
			only(append(singles("firm:limit", "firm:Loop", "firm:compat", "firm:alpha-wide", "firm:plane2", "firm:alpha", "firm:below"), undated...)),
		},
		{
			"dates as one value, nulls first, descending", sorted(firms, nullsFirst(desc(moment)), asc(id)),
			only(append(undated, singles("firm:below", "firm:alpha", "firm:plane2", "firm:alpha-wide", "firm:compat", "firm:Loop", "firm:limit")...)),
		},
		{
			"years, then ids", sorted(firms, desc(year), asc(id)),
			only(append(singles("firm:below", "firm:Loop", "firm:alpha", "firm:alpha-wide", "firm:compat", "firm:plane2", "firm:limit"), undated...)),
		},
		{
			"after a date", following(firms, []plan.Sort{asc(moment), asc(id)}, int64(2018030120180301), "firm:alpha-wide"),
			only(append(singles("firm:plane2", "firm:alpha", "firm:below"), undated...)),
		},
		{
			"after a date, descending", following(firms, []plan.Sort{desc(moment), asc(id)}, int64(2018010120181231), "firm:compat"),
			only(append(singles("firm:Loop", "firm:limit"), undated...)),
		},
		{
			"after no date, nulls first", following(firms, []plan.Sort{nullsFirst(desc(moment)), asc(id)}, nil, "firm:strasse"),
			only(singles("firm:below", "firm:alpha", "firm:plane2", "firm:alpha-wide", "firm:compat", "firm:Loop", "firm:limit")),
		},
		{
			"after a year", following(firms, []plan.Sort{asc(year), asc(id)}, int64(2018), "firm:alpha"),
			only(append(singles("firm:alpha-wide", "firm:compat", "firm:plane2", "firm:below"), undated...)),
		},
	}
}
