package storetest

import (
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// checkExpand checks: Expand finds the relationships of type Rel that leave the node (Outgoing) or reach it (Incoming),
// each with the node at its other end.
func checkExpand(t *testing.T, s store.Store) {
	investors, investments := incoming(model.InvestedIn), outgoing(model.InvestedIn)
	checkCases(t, s, []readCase{
		{
			"outgoing", at("firm:alpha", all(outgoing(model.OperatesIn), relID, id)),
			atNode(list{list{"activity:alpha-chips", "sector:chips"}, list{"activity:alpha-hardware", "sector:hardware"}}),
		},
		{
			"incoming, several between the same two", at("firm:alpha", all(investors, relID, id)),
			atNode(list{
				list{"investment:prov-alpha", "investor:prov"},
				list{"investment:state-alpha", "investor:state"},
				list{"investment:yun-alpha-1", "investor:yun"},
				list{"investment:yun-alpha-2", "investor:yun"},
				list{"investment:yun-alpha-3", "investor:yun"},
			}),
		},
		{
			"outgoing, several between the same two", at("investor:yun", all(investments, relID, id)),
			atNode(list{
				list{"investment:yun-alpha-1", "firm:alpha"},
				list{"investment:yun-alpha-2", "firm:alpha"},
				list{"investment:yun-alpha-3", "firm:alpha"},
			}),
		},
		{
			"both directions of one type", at("firm:alpha", all(investments, id), &plan.TotalCount{From: investors}),
			atNode(singles("firm:plane2"), 5),
		},
		{
			"a self loop, once in each direction",
			at("firm:Loop", all(investments, relID, id), all(investors, relID, id)),
			atNode(list{list{"investment:loop-loop", "firm:Loop"}}, list{list{"investment:loop-loop", "firm:Loop"}}),
		},
		{
			"self loops of other types",
			root(
				&plan.One{From: lookup("sector:self"), Row: row(all(outgoing(model.PartOf), id), all(incoming(model.PartOf), id))},
				&plan.One{From: lookup("investor:muni"), Row: row(all(outgoing(model.CommittedTo), id))},
			),
			list{list{singles("sector:self"), singles("sector:self")}, list{singles("investor:muni")}},
		},
		{"none", at("firm:empty", all(investments, id), all(outgoing(model.OperatesIn), id)), atNode(list{}, list{})},
		{"of a node that can have none", at("source:atlas", all(investments, id), all(investors, id)), atNode(list{}, list{})},
		{
			"other types are left out", at("firm:empty", all(outgoing(model.Raised), id), all(incoming(model.Designated), id)),
			atNode(singles("round:bare"), singles("programme:giant")),
		},
		{
			"values of the relationship and of the node",
			at("firm:alpha", all(incoming(model.HasRole),
				rel(of(model.Title)), rel(of(model.IsFounder)), rel(part(model.From, plan.Earliest)),
				rel(part(model.To, plan.Latest)), of(model.NameZh))),
			atNode(list{
				list{"CEO", false, 20160201, 20190715, nil},
				list{"创始人 & CEO", true, 20120101, nil, "吴甘沙"},
			}),
		},
		{
			"facts of a programme",
			at("programme:giant",
				all(outgoing(model.HasBatch), id, of(model.Firms)), all(outgoing(model.HasSubsidy), id, of(model.Period))),
			atNode(
				list{list{"batch:giant-1", 248}, list{"batch:giant-2", nil}}, list{list{"subsidy:giant", "2024-2026"}},
			),
		},
		{
			"under every row of a list",
			root(all(scan(model.Sector.Set()), id, all(incoming(model.OperatesIn), id), all(outgoing(model.PartOf), id))),
			only(list{
				list{"sector:chips", singles("firm:alpha", "firm:plane2"), singles("sector:hardware")},
				list{"sector:hardware", singles("firm:alpha"), singles("sector:tech")},
				list{"sector:self", singles("firm:Loop"), singles("sector:self")},
				list{"sector:tech", list{}, list{}},
			}),
		},
		{
			"a chain of several types",
			at("sector:chips", all(incoming(model.OperatesIn), id,
				all(investors, relID, all(outgoing(model.CommittedTo), id)))),
			atNode(list{
				list{"firm:alpha", list{
					list{"investment:prov-alpha", list{}},
					list{"investment:state-alpha", singles("investor:idle")},
					list{"investment:yun-alpha-1", list{}},
					list{"investment:yun-alpha-2", list{}},
					list{"investment:yun-alpha-3", list{}},
				}},
				list{"firm:plane2", list{
					list{"investment:alpha-plane2", list{}},
					list{"investment:zero-plane2", list{}},
				}},
			}),
		},
		{
			"back again", at("firm:plane2", all(investors, id, all(investments, id))),
			atNode(list{
				list{"firm:alpha", singles("firm:plane2")},
				list{"investor:zero", singles("firm:empty", "firm:plane2")},
			}),
		},
		{
			"a predicate on the relationship and one on the node",
			at("firm:alpha",
				where(investors, equal(rel(of(model.Lead)), true), relID),
				where(investors, equal(of(model.Country), "China"), relID)),
			atNode(
				singles("investment:prov-alpha", "investment:yun-alpha-1"),
				singles("investment:yun-alpha-1", "investment:yun-alpha-2", "investment:yun-alpha-3"),
			),
		},
	})
}
