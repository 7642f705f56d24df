package storetest

import (
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// checkOtherIDs checks that OtherID finds the node with the id of the row's company under the other prefix, if there is one.
func checkOtherIDs(t *testing.T, open func(t *testing.T) store.Store) {
	s := opened(t, open)
	load(t, s, facts{nodes: []model.Node{
		named(model.Firm, "firm:both", "Firm", nil), named(model.VCFund, "investor:both", "Fund", nil),
		named(model.Firm, "firm:only", "Firm", nil), named(model.Firm, "investor:filed", "Filed", nil),
		named(model.Person, "person:both", "Person", nil), named(model.Firm, "firm:investor:both", "Nested", nil),
	}})
	other := plan.From{Kind: plan.OtherID}
	checkCases(t, s, []readCase{
		{
			"of each node", root(&plan.List{
				From: scan(model.Firm.Set() | model.VCFund.Set() | model.Person.Set()), Order: []plan.Sort{asc(id)}, Limit: plan.Unlimited,
				Row: row(id, &plan.One{From: other, Row: row(id)}),
			}),
			list{list{
				list{"firm:both", list{"investor:both"}},
				list{"firm:investor:both", nil},
				list{"firm:only", nil},
				list{"investor:both", list{"firm:both"}},
				list{"investor:filed", nil},
				list{"person:both", nil},
			}},
		},
		{
			"none of which has a node", root(&plan.List{
				From:  plan.From{Kind: plan.Lookup, Labels: model.Nodes, IDs: []string{"firm:both", "firm:only", "person:both"}},
				Where: plan.Not{Of: plan.Exists{From: other}}, Order: []plan.Sort{asc(id)}, Limit: plan.Unlimited, Row: row(id),
			}),
			list{list{list{"firm:only"}, list{"person:both"}}},
		},
		{
			"the node that an id stands for", root(standsFor("firm:filed"), standsFor("firm:both"), standsFor("investor:both"), standsFor("firm:nothing")),
			list{list{"investor:filed"}, list{"firm:both"}, nil, nil},
		},
	})
}

// standsFor reads the firm that has an id, or that has the other id if no node has the given one.
func standsFor(given string) *plan.One {
	other, _ := model.OtherID(given)
	return &plan.One{From: plan.From{Kind: plan.Lookup, Labels: model.Firm.Set(), IDs: []string{given}, Otherwise: other}, Row: row(id)}
}
