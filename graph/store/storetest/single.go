package storetest

import (
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// checkOne checks that One is the only row that From leads to, as a list of its values, or null if there is none.
func checkOne(t *testing.T, s store.Store) {
	one := func(from plan.From, items ...plan.Item) *plan.One { return &plan.One{From: from, Row: row(items...)} }
	aPerson := plan.From{Kind: plan.Lookup, Labels: model.Person.Set(), IDs: []string{"firm:alpha"}}
	checkCases(t, s, []readCase{
		{"found", root(one(lookup("firm:alpha"), id, of(model.Name))), only(list{"firm:alpha", "Alpha Robotics"})},
		{"not found", root(one(lookup("firm:none"), id)), list{nil}},
		{"of another label", root(one(aPerson, id)), list{nil}},
		{"a row of nulls is not null", root(one(lookup("firm:empty"), of(model.NameZh), of(model.City))), only(list{nil, nil})},
		{
			"one that is missing takes no other with it",
			root(one(lookup("firm:none"), id), one(lookup("firm:alpha"), id), one(lookup("person:none"), id)),
			list{nil, list{"firm:alpha"}, list{"person:none"}},
		},
		{
			"the end of a relationship of which there is one",
			root(all(scan(model.Round.Set()), id, one(incoming(model.Raised), relID, id))),
			only(list{
				list{"round:alpha-a", list{"raised:alpha-a", "firm:alpha"}},
				list{"round:alpha-b", list{"raised:alpha-b", "firm:alpha"}},
				list{"round:bare", list{"raised:bare", "firm:empty"}},
				list{"round:loop", list{"raised:loop", "firm:Loop"}},
			}),
		},
		{
			"or none", root(all(scan(model.Sector.Set()), id, one(outgoing(model.PartOf), id, one(outgoing(model.PartOf), id)))),
			only(list{
				list{"sector:chips", list{"sector:hardware", list{"sector:tech"}}},
				list{"sector:hardware", list{"sector:tech", nil}},
				list{"sector:self", list{"sector:self", list{"sector:self"}}},
				list{"sector:tech", nil},
			}),
		},
	})
}

// checkCount checks that TotalCount is the number of rows of a list, whatever its page.
func checkCount(t *testing.T, s store.Store) {
	count := func(from plan.From) *plan.TotalCount { return &plan.TotalCount{From: from} }
	counted := func(from plan.From, p plan.Predicate) *plan.TotalCount { return &plan.TotalCount{From: from, Where: p} }
	page := all(firms, id)
	page.Limit = 1
	checkCases(t, s, []readCase{
		{"a scan", root(count(firms)), list{16}},
		{"a scan of a marker", root(count(marked(model.Investors, model.Investor))), list{10}},
		{"with a predicate", root(counted(firms, isNull(of(model.FoundedYear)))), list{8}},
		{"with one that holds for none", root(counted(firms, plan.Or{})), list{0}},
		{"of no label", root(count(scan(0))), list{0}},
		{"a lookup, each once", root(count(lookup("firm:alpha", "firm:alpha", "firm:none"))), list{1}},
		{"beside a page", root(page, count(firms)), list{singles("firm:Loop"), 16}},
		{
			"the other ways, by node",
			root(all(scan(model.Round.Set()), id, count(backReferenceInvestors()), count(sourcesOf(plan.OfNode)),
				count(conflictsOf(plan.OfNode)), count(incoming(model.Raised)))),
			only(list{
				list{"round:alpha-a", 2, 1, 1, 1},
				list{"round:alpha-b", 2, 0, 0, 1},
				list{"round:bare", 0, 0, 0, 1},
				list{"round:loop", 1, 0, 0, 1},
			}),
		},
		{
			"the other ways, by relationship",
			at("investor:yun", all(outgoing(model.InvestedIn),
				count(referenceToRound()), count(sourcesOf(plan.OfRelationship)), count(conflictsOf(plan.OfRelationship)))),
			atNode(list{list{1, 2, 1}, list{1, 0, 0}, list{0, 0, 0}}),
		},
		{"sources, without the one that is missing", at("firm:alpha", count(sourcesOf(plan.OfNode))), atNode(3)},
		{
			"parallel relationships, and those that a predicate holds for",
			at("firm:alpha", count(incoming(model.InvestedIn)),
				counted(incoming(model.InvestedIn), equal(rel(of(model.Lead)), true)),
				counted(incoming(model.InvestedIn), plan.HasLabel{Labels: model.StateFund.Set()})),
			atNode(5, 2, 2),
		},
		{
			"inside rows", at("investor:zero", all(outgoing(model.InvestedIn), id, count(incoming(model.InvestedIn)))),
			atNode(list{list{"firm:empty", 1}, list{"firm:plane2", 2}}),
		},
	})
}

// checkOn checks that an item is null if its On does not contain the row's label.
func checkOn(t *testing.T, s store.Store) { checkRecorded(t, s, "on_label") }

func onLabelCases() []planCase {
	funds := scan(model.Funds)
	mixed := lookup("investor:state", "investor:yun", "firm:alpha", "person:wu")
	onList := all(outgoing(model.InvestedIn), id)
	onList.On = model.Funds
	onCount := &plan.TotalCount{From: incoming(model.HasRole), On: model.Organisations}
	onOne := &plan.One{From: incoming(model.HasRole), On: model.StateFund.Set(), Row: row(id)}
	onCited := all(sourcesOf(plan.OfNode), id)
	onCited.On = model.Person.Set() | model.Firm.Set()
	onEvery := &plan.TotalCount{From: outgoing(model.CommittedTo), On: model.Funds}
	underOn := all(incoming(model.InvestedIn), kind, onList)
	return []planCase{
		{"lists, counts and ones", root(all(mixed, kind, onList, onCount, onOne, onCited))},
		{"all of the row's labels", root(all(funds, id, onEvery))},
		{"by the node at the far end", at("firm:plane2", underOn)},
	}
}
