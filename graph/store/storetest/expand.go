package storetest

import (
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// checkExpand checks that Expand returns the relationships of type Rel that leave the node (Outgoing) or reach it
// (Incoming), each with the node at its other end.
func checkExpand(t *testing.T, s store.Store) { checkRecorded(t, s, "expand") }

func expandCases() []planCase {
	investors, investments := incoming(model.InvestedIn), outgoing(model.InvestedIn)
	return []planCase{
		{"outgoing", at("firm:alpha", all(outgoing(model.OperatesIn), relID, id))},
		{"incoming, several between the same two", at("firm:alpha", all(investors, relID, id))},
		{"outgoing, several between the same two", at("investor:yun", all(investments, relID, id))},
		{"both directions of one type", at("firm:alpha", all(investments, id), &plan.TotalCount{From: investors})},
		{"a self loop, once in each direction", at("firm:Loop", all(investments, relID, id), all(investors, relID, id))},
		{
			"self loops of other types",
			root(
				&plan.One{From: lookup("sector:self"), Row: row(all(outgoing(model.PartOf), id), all(incoming(model.PartOf), id))},
				&plan.One{From: lookup("investor:muni"), Row: row(all(outgoing(model.CommittedTo), id))},
			),
		},
		{"none", at("firm:empty", all(investments, id), all(outgoing(model.OperatesIn), id))},
		{"of a node that can have none", at("source:atlas", all(investments, id), all(investors, id))},
		{"other types are left out", at("firm:empty", all(outgoing(model.Raised), id), all(incoming(model.Designated), id))},
		{
			"values of the relationship and of the node",
			at("firm:alpha", all(incoming(model.HasRole),
				rel(of(model.Title)), rel(of(model.IsFounder)), rel(part(model.From, plan.Earliest)),
				rel(part(model.To, plan.Latest)), of(model.NameZh))),
		},
		{
			"facts of a programme",
			at("programme:giant",
				all(outgoing(model.HasBatch), id, of(model.Firms)), all(outgoing(model.HasSubsidy), id, of(model.Period))),
		},
		{"under every row of a list", root(all(scan(model.Sector.Set()), id, all(incoming(model.OperatesIn), id), all(outgoing(model.PartOf), id)))},
		{
			"a chain of several types",
			at("sector:chips", all(incoming(model.OperatesIn), id,
				all(investors, relID, all(outgoing(model.CommittedTo), id)))),
		},
		{"back again", at("firm:plane2", all(investors, id, all(investments, id)))},
		{
			"a predicate on the relationship and one on the node",
			at("firm:alpha",
				where(investors, equal(rel(of(model.Lead)), true), relID),
				where(investors, equal(of(model.Country), "China"), relID)),
		},
	}
}
