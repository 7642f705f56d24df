package storetest

import (
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// checkPage checks Limit, More, After and Including. A page has at most Limit rows, or one more with More. It starts
// after the values of After, which need not be those of a row, or with that row if Including is set.
func checkPage(t *testing.T, s store.Store) {
	t.Run("Limit", func(t *testing.T) { checkCases(t, s, limitCases()) })
	t.Run("After", func(t *testing.T) { checkCases(t, s, afterCases()) })
	t.Run("AfterNull", func(t *testing.T) { checkCases(t, s, afterNullCases()) })
	t.Run("Including", func(t *testing.T) { checkIncluding(t, s) })
}

func limitCases() []readCase {
	sectors := func(limit int, more bool) *plan.List {
		return &plan.List{From: scan(model.Sector.Set()), Order: byID, Limit: limit, More: more, Row: row(id)}
	}
	investors := func(limit int, more bool) *plan.List {
		return &plan.List{From: incoming(model.InvestedIn), Order: byRel, Limit: limit, More: more, Row: row(id)}
	}
	every := singles("sector:chips", "sector:hardware", "sector:self", "sector:tech")
	return []readCase{
		{"of none", root(sectors(0, false)), only(list{})},
		{"of none, and more", root(sectors(0, true)), only(every[:1])},
		{"of one", root(sectors(1, false)), only(every[:1])},
		{"of one, and more", root(sectors(1, true)), only(every[:2])},
		{"of all but one", root(sectors(3, false)), only(every[:3])},
		{"of all but one, and more", root(sectors(3, true)), only(every)},
		{"of all", root(sectors(4, false)), only(every)},
		{"of all, and no more", root(sectors(4, true)), only(every)},
		{"beyond all", root(sectors(1_000_000, true)), only(every)},
		{"unlimited", root(sectors(plan.Unlimited, false)), only(every)},
		{"unlimited, and no more", root(sectors(plan.Unlimited, true)), only(every)},
		{"of none, counted", root(sectors(0, false), &plan.TotalCount{From: scan(model.Sector.Set())}), list{list{}, 4}},
		{
			"in each row",
			root(all(lookup("firm:alpha", "firm:empty", "firm:plane2"), investors(1, true), investors(0, false))),
			only(list{
				list{singles("investor:prov", "investor:state"), list{}},
				list{singles("investor:zero"), list{}},
				list{singles("firm:alpha", "investor:zero"), list{}},
			}),
		},
		{
			"of those that a predicate holds for",
			root(&plan.List{
				From: firms, Where: not(isNull(of(model.FoundedYear))), Order: byID, Limit: 2, More: true, Row: row(id),
			}),
			only(singles("firm:alpha", "firm:alpha-mixed", "firm:alpha-wide")),
		},
	}
}

// following returns a plan of the ids after some values in an order.
func following(from plan.From, order []plan.Sort, after ...any) *plan.Plan {
	l := all(from, order[len(order)-1].Column)
	l.Order, l.After = order, after
	return root(l)
}

func afterCases() []readCase {
	name := []plan.Sort{asc(key(model.Name)), asc(id)}
	back := []plan.Sort{desc(key(model.Name)), desc(id)}
	sectors := scan(model.Sector.Set())
	page := all(incoming(model.InvestedIn), relID)
	page.After, page.Limit = []any{"investment:prov-alpha"}, 2
	lead := all(incoming(model.InvestedIn), relID)
	lead.Order = []plan.Sort{desc(rel(of(model.Lead))), asc(relID)}
	lead.After = []any{true, "investment:prov-alpha"}
	filtered := all(firms, id)
	filtered.Order, filtered.After = name, []any{"alpha robotics", "firm:alpha"}
	filtered.Where, filtered.Limit, filtered.More = not(isNull(of(model.FoundedYear))), 2, true
	return []readCase{
		{"by id", following(sectors, byID, "sector:hardware"), only(singles("sector:self", "sector:tech"))},
		{"by id, that no node has", following(sectors, byID, "sector:i"), only(singles("sector:self", "sector:tech"))},
		{"by id, descending", following(sectors, []plan.Sort{desc(id)}, "sector:hardware"), only(singles("sector:chips"))},
		{
			"before the first", following(sectors, byID, ""),
			only(singles("sector:chips", "sector:hardware", "sector:self", "sector:tech")),
		},
		{"after the last", following(sectors, byID, "sector:tech"), only(list{})},
		{
			"among equal keys", following(firms, name, "alpha robotics", "firm:alpha"),
			only(singles("firm:alpha-mixed", "firm:alpha-wide", "firm:limit", "firm:empty", "firm:below", obrien,
				"firm:Loop", "firm:sharp", "firm:strasse", "firm:control", "firm:compat", "firm:plane2")),
		},
		{
			"among equal keys, an id that is not there", following(firms, name, "strasse werke", "firm:sharp!"),
			only(singles("firm:strasse", "firm:control", "firm:compat", "firm:plane2")),
		},
		{
			"a key that is not there", following(firms, name, "t", "firm:zzz"),
			only(singles("firm:control", "firm:compat", "firm:plane2")),
		},
		{
			"descending, among equal keys", following(firms, back, "alpha robotics", "firm:alpha-mixed"),
			only(singles("firm:alpha", "firm:brackets", "firm:plain", "firm:percent")),
		},
		{
			"beyond the BMP", following(firms, name, "﨎光学", "firm:compat"), only(singles("firm:plane2")),
		},
		{"a text that quotes", following(scan(model.Firm.Set()), []plan.Sort{desc(id)}, obrien), only(singles("firm:limit",
			"firm:empty", "firm:control", "firm:compat", "firm:brackets", "firm:below", "firm:alpha-wide",
			"firm:alpha-mixed", "firm:alpha", "firm:Loop"))},
		{
			"in each row", root(all(lookup("firm:alpha", "firm:empty", "firm:plane2"), page)),
			only(list{
				list{singles("investment:state-alpha", "investment:yun-alpha-1")},
				list{singles("investment:zero-empty")},
				list{singles("investment:zero-plane2")},
			}),
		},
		{
			"a truth value", at("firm:alpha", lead),
			atNode(singles("investment:yun-alpha-1", "investment:yun-alpha-2", "investment:state-alpha", "investment:yun-alpha-3")),
		},
		{"with a predicate", root(filtered), only(singles("firm:alpha-mixed", "firm:alpha-wide", "firm:limit"))},
	}
}

// afterNullCases page through the funds by founding year: 2005 yun; 2014 prov, state; unknown idle, muni, unranked,
// zero.
func afterNullCases() []readCase {
	year, funds := of(model.FoundedYear), scan(model.Funds)
	ids := func(names ...string) list {
		rows := make(list, len(names))
		for i, name := range names {
			rows[i] = list{"investor:" + name}
		}
		return only(rows)
	}
	up, down := []plan.Sort{asc(year), asc(id)}, []plan.Sort{desc(year), asc(id)}
	upFirst := []plan.Sort{nullsFirst(asc(year)), asc(id)}
	downFirst := []plan.Sort{nullsFirst(desc(year)), asc(id)}
	return []readCase{
		{
			"ascending, nulls follow", following(funds, up, int64(2014), "investor:state"),
			ids("idle", "muni", "unranked", "zero"),
		},
		{
			"ascending, all of a year follow", following(funds, up, int64(2005), "investor:yun"),
			ids("prov", "state", "idle", "muni", "unranked", "zero"),
		},
		{"ascending, from a null", following(funds, up, nil, "investor:muni"), ids("unranked", "zero")},
		{"ascending, from the last null", following(funds, up, nil, "investor:zero"), ids()},
		{
			"ascending, nulls first, from a null", following(funds, upFirst, nil, "investor:muni"),
			ids("unranked", "zero", "yun", "prov", "state"),
		},
		{
			"ascending, nulls first, from the last null", following(funds, upFirst, nil, "investor:zero"),
			ids("yun", "prov", "state"),
		},
		{"ascending, nulls first, from a year", following(funds, upFirst, int64(2005), "investor:yun"), ids("prov", "state")},
		{"ascending, nulls first, from the last", following(funds, upFirst, int64(2014), "investor:state"), ids()},
		{
			"descending, nulls follow", following(funds, down, int64(2014), "investor:prov"),
			ids("state", "yun", "idle", "muni", "unranked", "zero"),
		},
		{
			"descending, from a year that is not there", following(funds, down, int64(2010), "investor:x"),
			ids("yun", "idle", "muni", "unranked", "zero"),
		},
		{"descending, from a null", following(funds, down, nil, "investor:unranked"), ids("zero")},
		{
			"descending, nulls first, from the last null", following(funds, downFirst, nil, "investor:zero"),
			ids("prov", "state", "yun"),
		},
		{"descending, nulls first, from a year", following(funds, downFirst, int64(2014), "investor:state"), ids("yun")},
		{
			"two keys, the first null",
			following(funds, []plan.Sort{asc(of(model.Level)), nullsFirst(desc(year)), asc(id)}, nil, nil, "investor:idle"),
			ids("unranked", "zero", "yun"),
		},
		{
			"two keys, the second null",
			following(funds, []plan.Sort{nullsFirst(asc(of(model.Level))), desc(year), asc(id)}, int64(2), nil, "investor:a"),
			ids("muni"),
		},
		{
			"two keys, both known",
			following(funds, []plan.Sort{asc(of(model.Level)), desc(year), asc(id)}, int64(0), int64(2014), "investor:state"),
			ids("prov", "muni", "yun", "idle", "unranked", "zero"),
		},
	}
}
