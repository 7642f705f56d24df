package storetest

import (
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// checkConditions checks conditions on single rows, on the nodes that a set leads to, and on steps, and the expiry of
// designations.
func checkConditions(t *testing.T, s store.Store) {
	t.Run("One", func(t *testing.T) { checkCases(t, s, conditionOneCases()) })
	t.Run("Then", func(t *testing.T) { checkCases(t, s, conditionThenCases()) })
	t.Run("Step", func(t *testing.T) { checkRecorded(t, s, "condition_step") })
	t.Run("Expiry", func(t *testing.T) { checkCases(t, s, expiryCases()) })
}

// early holds for rounds that were announced by the end of 2016.
var early = compare(part(model.AnnouncedOn, plan.Latest), plan.LessOrEqual, int64(20161231))

func conditionOneCases() []readCase {
	restricted := func(from plan.From, p plan.Predicate) *plan.One {
		return &plan.One{From: from, Where: p, Row: row(id)}
	}
	alpha := lookup("firm:alpha")
	return []readCase{
		{
			"a reference", at("investor:yun", all(outgoing(model.InvestedIn), relID, restricted(referenceToRound(), early))),
			atNode(list{
				list{"investment:yun-alpha-1", list{"round:alpha-a"}},
				list{"investment:yun-alpha-2", nil},
				list{"investment:yun-alpha-3", nil},
			}),
		},
		{
			"of several, and one that is not the first",
			at("firm:alpha", restricted(incoming(model.HasRole), equal(rel(of(model.IsFounder)), false)),
				restricted(incoming(model.HasRole), equal(rel(of(model.IsFounder)), true)),
				restricted(incoming(model.HasRole), plan.Or{})),
			atNode(list{"person:li"}, list{"person:wu"}, nil),
		},
		{
			"a lookup", root(restricted(alpha, equal(of(model.FoundedYear), int64(2012))),
				restricted(alpha, isNull(of(model.FoundedYear))), restricted(alpha, nil)),
			list{list{"firm:alpha"}, nil, list{"firm:alpha"}},
		},
	}
}

func conditionThenCases() []readCase {
	restricted := func(m *plan.Aggregate, to plan.From, p plan.Predicate) *plan.Aggregate {
		m = then(m, to)
		m.ThenWhere = p
		return m
	}
	investors, raised := incoming(model.InvestedIn), outgoing(model.Raised)
	ofRows := func(p plan.Predicate) *plan.Aggregate {
		return restricted(over(plan.Count, investors, nil), referenceToRound(), p)
	}
	latest := restricted(made(plan.Max, part(model.AnnouncedOn, plan.Moment), firms, nil), raised, early)
	sum := func(f plan.Func) plan.Item {
		return restricted(made(f, part(model.AmountRaised, plan.Units), investors, nil), referenceToRound(), early)
	}
	counted := grouped(firms, nil, value(plan.Count))
	counted.Then, counted.ThenWhere = &raised, early
	everyOne := grouped(firms, nil, value(plan.Count))
	everyOne.Then = &raised
	return []readCase{
		{
			"nodes by reference", root(all(fourFirms, id, ofRows(early), ofRows(nil), ofRows(not(early)))),
			only(list{
				list{"firm:alpha", 1, 2, 1},
				list{"firm:empty", 0, 0, 0},
				list{"firm:plane2", 0, 0, 0},
				list{"firm:sharp", 0, 0, 0},
			}),
		},
		{"nodes over relationships", root(latest), list{2015060120150601}},
		{"sums", at("firm:alpha", sum(plan.SumHigh), sum(plan.SumLow)), atNode(0, 100_000_000)},
		{
			"groups, beside those that differ in it alone", root(counted, everyOne),
			list{list{group(list{}, list{1})}, list{group(list{}, list{4})}},
		},
		{
			"the relationship that leads to a node",
			root(restricted(over(plan.Count, firms, nil), investors, equal(rel(of(model.Lead)), true))),
			list{3},
		},
		{
			"a condition", root(where(fourFirms, aggregateIs(ofRows(early), plan.GreaterOrEqual, int64(1)), id)),
			only(singles("firm:alpha")),
		},
		{
			"an order", root(ordered(all(fourFirms, id), byMost(ofRows(early)), desc(id))),
			only(singles("firm:alpha", "firm:sharp", "firm:plane2", "firm:empty")),
		},
	}
}

func ordered(l *plan.List, keys ...plan.Sort) *plan.List {
	l.Order = keys
	return l
}

func conditionStepCases() []planCase {
	over := func(rows plan.From, step plan.From, p plan.Predicate, keys ...plan.Column) *plan.Groups {
		return stepping(grouped(rows, nil, value(plan.Count)), plan.Step{From: step, Where: p}, keys...)
	}
	lead := equal(rel(of(model.Lead)), true)
	inGroup := with(over(fourFirms, incoming(model.Designated), compare(expiry, plan.Greater, int64(2022)), id), rowsByID)
	return []planCase{
		{"over relationships: a row that leads nowhere stays", root(over(fourFirms, incoming(model.InvestedIn), lead, id))},
		{"by reference", at("firm:alpha", over(incoming(model.InvestedIn), referenceToRound(), early, id))},
		{"to what refers", root(over(scan(model.Round.Set()), backReferenceInvestors(), lead, kind))},
		{"group rows", root(inGroup)},
	}
}

var expiry = rel(part(model.Year, plan.Expiry))

func expiryCases() []readCase {
	firmsOf, programmesOf := outgoing(model.Designated), incoming(model.Designated)
	after := func(year int64) plan.Predicate { return compare(expiry, plan.Greater, year) }
	return []readCase{
		{
			"from the programme",
			at("programme:giant", where(firmsOf, after(2021), relID), where(firmsOf, after(2022), relID), where(firmsOf, isNull(expiry), relID)),
			atNode(singles("designation:giant-alpha", "designation:giant-plane2"), singles("designation:giant-plane2"),
				singles("designation:giant-empty")),
		},
		{
			"from the firm, with a programme that has no validity",
			at("firm:alpha", where(programmesOf, after(2021), relID), where(programmesOf, not(after(2021)), relID),
				where(programmesOf, isNull(expiry), relID)),
			atNode(singles("designation:giant-alpha"), singles("designation:small-alpha"), singles("designation:small-alpha")),
		},
		{
			"in a condition on relationships", root(where(firms, exists(programmesOf, after(2022)), id)),
			only(singles("firm:plane2")),
		},
		{
			"in a count", root(where(firms, aggregateIs(over(plan.Count, programmesOf, after(2021)), plan.Equal, int64(1)), id)),
			only(singles("firm:alpha", "firm:plane2")),
		},
	}
}
