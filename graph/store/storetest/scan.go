package storetest

import (
	"fmt"
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// checkScan checks that Scan returns every node with one of Labels, and with Marker unless that is NoMarker.
func checkScan(t *testing.T, s store.Store) {
	checkCases(t, s, []readCase{
		{"one label", root(all(firms, id)), only(firmIDsWithout())},
		{
			"two labels", root(all(scan(model.Funds), id)),
			only(singles("investor:idle", "investor:muni", "investor:prov", "investor:state", "investor:unranked",
				"investor:yun", "investor:zero")),
		},
		{"every label", root(&plan.TotalCount{From: scan(model.AllLabels)}), list{54}},
		{"no label", root(all(scan(0), id)), only(list{})},
		{
			"facts that belong to another", root(all(scan(model.Batch.Set()|model.Subsidy.Set()), id)),
			only(singles("batch:giant-1", "batch:giant-2", "batch:unknown", "subsidy:giant", "subsidy:unknown")),
		},
		{
			"founders", root(all(marked(model.Person.Set(), model.Founder), id)),
			only(singles("person:both", "person:wu")),
		},
		{
			"investors", root(all(marked(model.Investors, model.Investor), id)),
			only(singles("firm:Loop", "firm:alpha", "firm:strasse", "investor:lp", "investor:muni", "investor:prov",
				"investor:quiet", "investor:state", "investor:yun", "investor:zero")),
		},
		{
			"investors of one label", root(all(marked(model.Firm.Set(), model.Investor), id)),
			only(singles("firm:Loop", "firm:alpha", "firm:strasse")),
		},
		{"a marker that no node of the label has", root(all(marked(model.Firm.Set(), model.Founder), id)), only(list{})},
		{
			"a marker and a predicate",
			root(where(marked(model.Investors, model.Investor), equal(of(model.Country), "China"), id)),
			only(singles("firm:alpha", "investor:yun")),
		},
	})
}

// checkLookup checks that Lookup returns the nodes with one of IDs and one of Labels, each once.
func checkLookup(t *testing.T, s store.Store) {
	ofLabel := func(l model.Label, ids ...string) plan.From {
		return plan.From{Kind: plan.Lookup, Labels: l.Set(), IDs: ids}
	}
	checkCases(t, s, []readCase{
		{"one id", root(all(lookup("firm:alpha"), id)), only(singles("firm:alpha"))},
		{
			"ids of several labels", root(all(lookup("source:atlas", "firm:Loop", "batch:giant-1"), id)),
			only(singles("batch:giant-1", "firm:Loop", "source:atlas")),
		},
		{
			"an id given twice", root(all(lookup("firm:empty", "firm:alpha", "firm:empty"), id)),
			only(singles("firm:alpha", "firm:empty")),
		},
		{"an id that no node has", root(all(lookup("firm:none", "firm:alpha"), id)), only(singles("firm:alpha"))},
		{"an id in another case", root(all(lookup("firm:loop", "FIRM:ALPHA"), id)), only(list{})},
		{"an id that quotes", root(all(lookup(obrien), id, of(model.Name))), only(list{list{obrien, `O'Brien "Chips" \ Co`}})},
		{"the id of a relationship", root(all(lookup("raised:loop"), id)), only(list{})},
		{"no ids", root(all(lookup(), id)), only(list{})},
		{"an empty id", root(all(lookup(""), id)), only(list{})},
		{
			"only nodes of the label", root(all(ofLabel(model.Person, "firm:alpha", "person:wu", "person:li"), id)),
			only(singles("person:li", "person:wu")),
		},
		{"no node of the label", root(all(ofLabel(model.VCFund, "investor:state"), id)), only(list{})},
		{"a thousand ids", root(all(lookup(manyIDs(1000, "firm:alpha", obrien)...), id)), only(singles("firm:alpha", obrien))},
		{
			"a predicate, an order and a limit",
			root(&plan.List{
				From:  lookup("firm:alpha", "firm:alpha-mixed", "firm:plane2", "person:wu"),
				Where: not(isNull(of(model.FoundedYear))), Order: []plan.Sort{desc(of(model.FoundedYear)), asc(id)},
				Limit: 2, Row: row(id),
			}),
			only(singles("firm:plane2", "firm:alpha")),
		},
	})
}

// manyIDs returns n ids, of which only the given ones are in the fixture.
func manyIDs(n int, known ...string) []string {
	ids := make([]string, 0, n)
	for i := range n - len(known) {
		ids = append(ids, fmt.Sprintf("firm:unknown-%d", i))
	}
	return append(ids, known...)
}
