package storetest

import (
	"slices"
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// checkOrder checks the orders: text by code point, false before true, enums in the order of the vocabulary, nulls last
// unless NullsFirst is set, and ties by the last key.
func checkOrder(t *testing.T, s store.Store) {
	t.Run("Text", func(t *testing.T) { checkCases(t, s, textOrders()) })
	t.Run("Number", func(t *testing.T) { checkCases(t, s, numberOrders()) })
	t.Run("Relationship", func(t *testing.T) { checkCases(t, s, relationshipOrders()) })
}

// sorted returns a plan of all ids in an order.
func sorted(from plan.From, keys ...plan.Sort) *plan.Plan {
	l := all(from, keys[len(keys)-1].Column)
	l.Order = keys
	return root(l)
}

func textOrders() []readCase {
	name, chinese := key(model.Name), key(model.NameZh)
	known, back := singles("firm:alpha", "firm:compat", "firm:plane2"), singles("firm:plane2", "firm:compat", "firm:alpha")
	unknown := slices.Clip(firmIDsWithout("firm:alpha", "firm:compat", "firm:plane2"))
	return []readCase{
		{
			"by folded key", sorted(firms, asc(name), asc(id)),
			only(singles("firm:percent", "firm:plain", "firm:brackets", "firm:alpha", "firm:alpha-mixed",
				"firm:alpha-wide", "firm:limit", "firm:empty", "firm:below", obrien, "firm:Loop", "firm:sharp",
				"firm:strasse", "firm:control", "firm:compat", "firm:plane2")),
		},
		{
			"descending, ties still by id", sorted(firms, desc(name), asc(id)),
			only(singles("firm:plane2", "firm:compat", "firm:control", "firm:sharp", "firm:strasse", "firm:Loop", obrien,
				"firm:below", "firm:empty", "firm:limit", "firm:alpha", "firm:alpha-mixed", "firm:alpha-wide",
				"firm:brackets", "firm:plain", "firm:percent")),
		},
		{
			"descending, ties too", sorted(firms, desc(name), desc(id)),
			only(singles("firm:plane2", "firm:compat", "firm:control", "firm:strasse", "firm:sharp",
				"firm:Loop", obrien, "firm:below", "firm:empty", "firm:limit", "firm:alpha-wide", "firm:alpha-mixed", "firm:alpha",
				"firm:brackets", "firm:plain", "firm:percent")),
		},
		{
			"to the letter", sorted(firms, asc(of(model.Name)), asc(id)),
			only(singles("firm:percent", "firm:plain", "firm:alpha", "firm:limit", "firm:empty", "firm:below", obrien,
				"firm:Loop", "firm:strasse", "firm:sharp", "firm:brackets", "firm:alpha-mixed", "firm:control", "firm:compat",
				"firm:alpha-wide", "firm:plane2")),
		},
		{"nulls last", sorted(firms, asc(chinese), asc(id)), only(append(known, unknown...))},
		{"nulls last, descending", sorted(firms, desc(chinese), asc(id)), only(append(back, unknown...))},
		{"nulls first", sorted(firms, nullsFirst(asc(chinese)), asc(id)), only(append(unknown, known...))},
		{"nulls first, descending", sorted(firms, nullsFirst(desc(chinese)), asc(id)), only(append(unknown, back...))},
		{
			"by a property that one of the labels does not have",
			sorted(scan(model.Sector.Set()|model.Batch.Set()), asc(key(model.Name)), asc(id)),
			only(singles("sector:chips", "sector:hardware", "sector:self", "sector:tech", "batch:giant-1", "batch:giant-2",
				"batch:unknown")),
		},
		{
			"by id, descending", sorted(scan(model.Sector.Set()), desc(id)),
			only(singles("sector:tech", "sector:self", "sector:hardware", "sector:chips")),
		},
		{
			"two keys", sorted(firms, nullsFirst(asc(key(model.Country))), desc(of(model.FoundedYear)), asc(id)),
			only(singles("firm:limit", "firm:compat", "firm:alpha-mixed", "firm:percent", "firm:below", "firm:Loop",
				"firm:brackets", "firm:control", "firm:empty", obrien, "firm:plain", "firm:sharp", "firm:strasse",
				"firm:alpha", "firm:alpha-wide", "firm:plane2")),
		},
		{
			"by a property that some of the labels have",
			sorted(scan(model.Funds), asc(of(model.Level)), desc(key(model.Name)), asc(id)),
			only(singles("investor:state", "investor:prov", "investor:muni", "investor:zero", "investor:yun",
				"investor:unranked", "investor:idle")),
		},
	}
}

func numberOrders() []readCase {
	year, level := of(model.FoundedYear), of(model.Level)
	earliest, latest := part(model.UnicornSince, plan.Earliest), part(model.UnicornSince, plan.Latest)
	units, currency := part(model.Size, plan.Units), part(model.Size, plan.Currency)
	undated := []string{
		"firm:alpha-mixed", "firm:brackets", "firm:control", "firm:empty", obrien, "firm:percent", "firm:plain",
		"firm:sharp", "firm:strasse",
	}
	dated := []string{
		"firm:limit", "firm:Loop", "firm:compat", "firm:alpha-wide", "firm:plane2", "firm:alpha", "firm:below",
	}
	states := scan(model.StateFund.Set())
	return []readCase{
		{
			"integers", sorted(scan(model.Organisations), asc(year), asc(id)),
			only(append(singles("firm:below", "firm:percent", "firm:alpha-mixed", "investor:yun", "firm:alpha",
				"firm:alpha-wide", "investor:prov", "investor:state", "firm:compat", "firm:plane2", "firm:limit"),
				singles("firm:Loop", "firm:brackets", "firm:control", "firm:empty", obrien, "firm:plain", "firm:sharp",
					"firm:strasse", "investor:angel", "investor:idle", "investor:lp", "investor:muni", "investor:quiet",
					"investor:unranked", "investor:zero")...)),
		},
		{
			"amounts", sorted(firms, nullsFirst(desc(of(model.ValuationUSD))), asc(id)),
			only(append(singles("firm:Loop", "firm:alpha-mixed", "firm:alpha-wide", "firm:brackets", "firm:control",
				"firm:empty", obrien, "firm:plain", "firm:plane2", "firm:sharp", "firm:strasse"),
				singles("firm:limit", "firm:alpha", "firm:compat", "firm:percent", "firm:below")...)),
		},
		{
			"dates by earliest, then latest", sorted(firms, asc(earliest), asc(latest), asc(id)),
			only(append(singles(dated...), singles(undated...)...)),
		},
		{
			"dates, nulls first", sorted(firms, nullsFirst(asc(earliest)), nullsFirst(asc(latest)), asc(id)),
			only(append(singles(undated...), singles(dated...)...)),
		},
		{
			"dates, descending", sorted(firms, desc(earliest), desc(latest), asc(id)),
			only(append(singles("firm:below", "firm:alpha", "firm:plane2", "firm:alpha-wide", "firm:compat", "firm:Loop",
				"firm:limit"), singles(undated...)...)),
		},
		{
			"an enum", sorted(states, asc(level), asc(id)),
			only(singles("investor:state", "investor:prov", "investor:muni", "investor:unranked")),
		},
		{
			"an enum, descending", sorted(states, desc(level), asc(id)),
			only(singles("investor:muni", "investor:prov", "investor:state", "investor:unranked")),
		},
		{
			"an enum, nulls first", sorted(states, nullsFirst(asc(level)), asc(id)),
			only(singles("investor:unranked", "investor:state", "investor:prov", "investor:muni")),
		},
		{
			"money by currency, then units", sorted(scan(model.Funds), asc(currency), desc(units), asc(id)),
			only(singles("investor:yun", "investor:state", "investor:idle", "investor:zero", "investor:muni",
				"investor:prov", "investor:unranked")),
		},
	}
}

func relationshipOrders() []readCase {
	lead, earliest := rel(of(model.Lead)), rel(part(model.AnnouncedOn, plan.Earliest))
	prov, state := "investment:prov-alpha", "investment:state-alpha"
	first, second, third := "investment:yun-alpha-1", "investment:yun-alpha-2", "investment:yun-alpha-3"
	investorsBy := func(keys ...plan.Sort) *plan.Plan {
		l := all(incoming(model.InvestedIn), relID)
		l.Order = append(keys, asc(relID))
		return at("firm:alpha", l)
	}
	return []readCase{
		{"false before true", investorsBy(asc(lead)), atNode(singles(second, prov, first, state, third))},
		{"true before false", investorsBy(desc(lead)), atNode(singles(prov, first, second, state, third))},
		{"nulls before false", investorsBy(nullsFirst(asc(lead))), atNode(singles(state, third, second, prov, first))},
		{"nulls before true", investorsBy(nullsFirst(desc(lead))), atNode(singles(state, third, prov, first, second))},
		{"by date", investorsBy(desc(earliest)), atNode(singles(prov, second, state, first, third))},
		{
			"by the node, then the relationship", investorsBy(desc(key(model.Name)), desc(lead)),
			atNode(singles(first, second, third, state, prov)),
		},
		{
			"by both", investorsBy(nullsFirst(asc(lead)), asc(key(model.Name))),
			atNode(singles(state, third, second, prov, first)),
		},
		{
			"each row's list on its own",
			root(all(lookup("investor:yun", "investor:zero"), id, &plan.List{
				From: outgoing(model.InvestedIn), Order: []plan.Sort{desc(earliest), asc(relID)}, Limit: 2, Row: row(relID),
			})),
			only(list{
				list{"investor:yun", singles(second, first)},
				list{"investor:zero", singles("investment:zero-plane2", "investment:zero-empty")},
			}),
		},
	}
}
