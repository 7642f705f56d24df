package storetest

import (
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// checkAggregates checks aggregates as items: the value of each function, and the rows that it reads.
func checkAggregates(t *testing.T, s store.Store) {
	t.Run("Function", func(t *testing.T) { checkRecorded(t, s, "aggregate_functions") })
	t.Run("Sum", func(t *testing.T) { checkCases(t, s, sumCases()) })
	t.Run("Scalar", func(t *testing.T) { checkRecorded(t, s, "aggregate_scalar") })
	t.Run("From", func(t *testing.T) { checkRecorded(t, s, "aggregate_from") })
	t.Run("Then", func(t *testing.T) { checkCases(t, s, thenCases()) })
	t.Run("Where", func(t *testing.T) { checkRecorded(t, s, "aggregate_where") })
}

// fourFirms have five, one, two and no investments in them, in the order of their ids.
var fourFirms = lookup("firm:alpha", "firm:empty", "firm:plane2", "firm:sharp")

func functionCases() []planCase {
	investors := incoming(model.InvestedIn)
	lead, date := rel(of(model.Lead)), rel(part(model.AnnouncedOn, plan.Moment))
	year := rel(part(model.AnnouncedOn, plan.Year))
	funds := scan(model.Funds)
	in := func(currency string) plan.Column {
		return plan.Column{Property: model.Size, Part: plan.Units, Currency: currency}
	}
	return []planCase{
		{
			"how many", root(all(fourFirms, over(plan.Count, investors, nil), over(plan.CountDistinctNodes, investors, nil),
				made(plan.CountNonNull, lead, investors, nil), made(plan.CountNonNull, of(model.FoundedYear), investors, nil))),
		},
		{
			"amounts in one currency", root(made(plan.CountNonNull, in("CNY"), funds, nil), made(plan.Min, in("CNY"), funds, nil),
				made(plan.Max, in("CNY"), funds, nil), made(plan.SumLow, in("CNY"), funds, nil), made(plan.Max, in("JPY"), funds, nil),
				made(plan.CountNonNull, in("EUR"), funds, nil), made(plan.SumHigh, in("EUR"), funds, nil)),
		},
		{"amounts in one currency, of rows", root(all(funds, id, in("JPY")))},
		{
			"least and greatest truth values", root(all(fourFirms,
				made(plan.Min, lead, investors, nil), made(plan.Max, lead, investors, nil))),
		},
		{
			"least and greatest dates", root(all(fourFirms, made(plan.Min, date, investors, nil),
				made(plan.Max, date, investors, nil), made(plan.Min, year, investors, nil), made(plan.Max, year, investors, nil))),
		},
		{
			"least and greatest integers", root(made(plan.Min, of(model.FoundedYear), firms, nil),
				made(plan.Max, of(model.FoundedYear), firms, nil), made(plan.CountNonNull, of(model.FoundedYear), firms, nil)),
		},
		{
			"least and greatest texts, by code point", root(made(plan.Min, of(model.Name), firms, nil),
				made(plan.Max, of(model.Name), firms, nil), made(plan.Min, of(model.NameZh), firms, nil),
				made(plan.Max, key(model.NameZh), firms, nil), made(plan.Min, id, firms, nil)),
		},
		{"a text that quotes", root(made(plan.Max, of(model.Listing), firms, equal(id, obrien)))},
		{
			"of no row at the root", root(over(plan.Count, firms, plan.Or{}), over(plan.CountDistinctNodes, firms, plan.Or{}),
				made(plan.CountNonNull, id, firms, plan.Or{}), made(plan.Min, of(model.Name), firms, plan.Or{}),
				made(plan.SumHigh, of(model.FoundedYear), firms, plan.Or{}), made(plan.SumLow, of(model.FoundedYear), firms, plan.Or{})),
		},
		{
			"the name of a label", root(made(plan.Min, kind, scan(model.Organisations), nil),
				made(plan.Max, kind, scan(model.Organisations), nil)),
		},
	}
}

func sumCases() []readCase {
	investors := incoming(model.InvestedIn)
	sum := func(c plan.Column, from plan.From, p plan.Predicate) []plan.Item {
		return []plan.Item{made(plan.SumHigh, c, from, p), made(plan.SumLow, c, from, p)}
	}
	units, dollars := rel(part(model.Share, plan.Units)), rel(part(model.Share, plan.USD))
	year, valuation := of(model.FoundedYear), of(model.ValuationUSD)
	return []readCase{
		{
			"units", root(all(fourFirms, sum(units, investors, nil)...)),
			only(list{list{0, 70_000_000}, list{nil, nil}, list{1_000_000, 0}, list{nil, nil}}),
		},
		{
			"dollars, below zero", root(all(fourFirms, sum(dollars, investors, nil)...)),
			only(list{list{0, 10_000_000}, list{nil, nil}, list{-1_000_000, 0}, list{nil, nil}}),
		},
		{"of the greatest and the least", root(sum(year, firms, nil)...), list{0, 10_052}},
		{
			"beyond an int64", root(sum(year, firms, compare(year, plan.GreaterOrEqual, int64(0)))...),
			list{9_223_372_036, 854_785_860},
		},
		{"the least alone", root(sum(year, firms, equal(id, "firm:below"))...), list{-9_223_372_037, 145_224_192}},
		{
			"below zero, not a whole unit", root(sum(valuation, firms, compare(valuation, plan.LessOrEqual, int64(1)))...),
			list{-1_000_000, 1},
		},
		{"zero", root(sum(valuation, firms, equal(id, "firm:percent"))...), list{0, 0}},
		{"that comes to zero", root(sum(valuation, firms, in(id, "firm:below", "firm:limit"))...), list{0, 0}},
		{
			"each relationship's node again", at("firm:alpha", sum(year, investors, nil)...), atNode(0, 3*2005+2*2014),
		},
	}
}

func scalarCases() []planCase {
	round := func(c plan.Column) plan.Item { return made(plan.ScalarSubquery, c, referenceToRound(), nil) }
	return []planCase{
		{
			"of the row's node", root(all(scan(model.Conflict.Set()), id,
				made(plan.ScalarSubquery, of(model.Name), referenceToFact(), nil), made(plan.ScalarSubquery, kind, referenceToFact(), nil))),
		},
		{
			"of the row's relationship", at("firm:alpha", all(incoming(model.InvestedIn),
				round(of(model.Name)), round(part(model.AmountRaised, plan.Units)), round(part(model.AnnouncedOn, plan.Moment)))),
		},
		{
			"of a node's one relationship", root(all(scan(model.Round.Set()), made(plan.ScalarSubquery, of(model.Name), incoming(model.Raised), nil),
				made(plan.ScalarSubquery, relID, incoming(model.Raised), nil))),
		},
		{
			"with a predicate that does not hold",
			root(made(plan.ScalarSubquery, of(model.Name), lookup("firm:alpha"), equal(of(model.FoundedYear), int64(1)))),
		},
		{"at the root", root(made(plan.ScalarSubquery, of(model.Name), lookup(obrien), nil))},
	}
}

func aggregateFromCases() []planCase {
	rows := func(from plan.From) plan.Item { return over(plan.Count, from, nil) }
	nodes := func(from plan.From) plan.Item { return over(plan.CountDistinctNodes, from, nil) }
	return []planCase{
		{
			"a scan, a marker, a lookup", root(rows(firms), nodes(firms), rows(marked(model.Investors, model.Investor)),
				rows(lookup("firm:alpha", "firm:alpha", "firm:none")), nodes(lookup("firm:alpha", "firm:empty"))),
		},
		{
			"back references", root(all(scan(model.Round.Set()), rows(backReferenceInvestors()), nodes(backReferenceFirms()),
				made(plan.Min, of(model.Name), backReferenceInvestors(), nil))),
		},
		{
			"sources and conflicts, of a node", at("firm:alpha", rows(sourcesOf(plan.OfNode)), nodes(sourcesOf(plan.OfNode)),
				rows(conflictsOf(plan.OfNode)), made(plan.Max, of(model.Title), sourcesOf(plan.OfNode), nil)),
		},
		{
			"of a relationship", at("firm:alpha", all(incoming(model.InvestedIn), rows(sourcesOf(plan.OfRelationship)),
				rows(conflictsOf(plan.OfRelationship)), rows(referenceToRound()))),
		},
		{
			"of a relationship's node", at("firm:alpha", all(incoming(model.InvestedIn), rows(outgoing(model.InvestedIn)),
				nodes(outgoing(model.InvestedIn)), rows(incoming(model.CommittedTo)))),
		},
		{"a self loop", at("firm:Loop", rows(incoming(model.InvestedIn)), nodes(outgoing(model.InvestedIn)))},
	}
}

func thenCases() []readCase {
	investors := incoming(model.InvestedIn)
	units, year := part(model.AmountRaised, plan.Units), of(model.FoundedYear)
	return []readCase{
		{
			"each different node once", root(all(fourFirms, then(over(plan.Count, investors, nil), same),
				then(over(plan.CountDistinctNodes, investors, nil), same), then(made(plan.CountNonNull, year, investors, nil), same),
				then(made(plan.SumLow, year, investors, nil), same), then(made(plan.Min, of(model.Name), investors, nil), same))),
			only(list{
				list{3, 3, 3, 2005 + 2*2014, "Provincial Guidance"},
				list{1, 1, 0, nil, "ZERO"},
				list{2, 2, 1, 2012, "Alpha Robotics"},
				list{0, 0, 0, nil, nil},
			}),
		},
		{
			"the rounds of investments, each once", at("firm:alpha", then(over(plan.Count, investors, nil), referenceToRound()),
				then(made(plan.SumHigh, units, investors, nil), referenceToRound()), then(made(plan.SumLow, units, investors, nil), referenceToRound()),
				then(made(plan.CountNonNull, units, investors, nil), referenceToRound())),
			atNode(2, 2, 100_000_000, 2),
		},
		{
			"of those that a predicate holds for", at("firm:alpha",
				then(over(plan.Count, investors, equal(rel(of(model.Lead)), true)), same),
				then(over(plan.CountDistinctNodes, investors, equal(id, "investor:prov")), referenceToRound()),
				then(over(plan.CountDistinctNodes, investors, isNull(rel(of(model.RoundID)))), referenceToRound())),
			atNode(2, 1, 0),
		},
		{
			"from a scan", root(then(over(plan.Count, firms, nil), investors), then(over(plan.CountDistinctNodes, firms, nil), outgoing(model.Raised)),
				then(over(plan.Count, firms, equal(year, int64(2015))), investors), then(made(plan.Max, of(model.Name), firms, nil), investors)),
			list{6, 4, 2, "ZERO"},
		},
		{
			"on from a relationship's node", at("firm:alpha", then(over(plan.Count, investors, nil), outgoing(model.InvestedIn)),
				then(over(plan.Count, outgoing(model.InvestedIn), nil), investors)),
			atNode(1, 2),
		},
		{
			"to sources and conflicts", at("firm:alpha", then(over(plan.Count, investors, nil), sourcesOf(plan.OfRelationship)),
				then(made(plan.Min, id, investors, nil), sourcesOf(plan.OfNode)), then(over(plan.Count, investors, nil), conflictsOf(plan.OfRelationship))),
			atNode(2, "source:gazette", 1),
		},
		{"to those that refer", at("firm:alpha", then(over(plan.Count, outgoing(model.Raised), nil), backReferenceInvestors())), atNode(3)},
	}
}

func aggregateWhereCases() []planCase {
	investors, investments := incoming(model.InvestedIn), outgoing(model.InvestedIn)
	active := aggregateIs(over(plan.Count, investments, nil), plan.GreaterOrEqual, int64(2))
	return []planCase{
		{
			"with an aggregate in it", root(over(plan.Count, firms, aggregateIs(over(plan.Count, investors, nil), plan.GreaterOrEqual, int64(2))),
				all(fourFirms, over(plan.CountDistinctNodes, investors, active), over(plan.Count, investors, not(active)))),
		},
		{
			"with Exists in it, and an aggregate in that", root(over(plan.Count, firms, exists(investors, active)),
				over(plan.Count, firms, exists(investors, plan.And{active, equal(rel(of(model.Lead)), true)}))),
		},
		{
			"of the relationship", root(all(fourFirms,
				over(plan.Count, investors, aggregateIs(made(plan.ScalarSubquery, part(model.AmountRaised, plan.USD), referenceToRound(), nil), plan.Greater, int64(0))),
				over(plan.Count, investors, aggregateIsNull(made(plan.ScalarSubquery, of(model.Name), referenceToRound(), nil))))),
		},
	}
}
