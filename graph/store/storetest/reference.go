package storetest

import (
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// checkBackReference checks: Referring finds the relationships of type Rel whose Property is the node's id, each with the
// node at its start (Incoming) or at its end (Outgoing).
func checkBackReference(t *testing.T, s store.Store) {
	checkCases(t, s, []readCase{
		{
			"with the node at the start", at("round:alpha-a", all(referringInvestors(), relID, id)),
			atNode(list{
				list{"investment:state-alpha", "investor:state"}, list{"investment:yun-alpha-1", "investor:yun"},
			}),
		},
		{
			"with the node at the end", at("round:alpha-a", all(referringFirms(), relID, id)),
			atNode(list{list{"investment:state-alpha", "firm:alpha"}, list{"investment:yun-alpha-1", "firm:alpha"}}),
		},
		{"none", at("round:bare", all(referringInvestors(), id)), atNode(list{})},
		{
			"a self loop", at("round:loop", all(referringInvestors(), id), all(referringFirms(), id)),
			atNode(singles("firm:Loop"), singles("firm:Loop")),
		},
		{
			"a predicate, an order and a limit",
			at("round:alpha-b", &plan.List{
				From: referringInvestors(), Where: not(isNull(rel(of(model.Lead)))),
				Order: []plan.Sort{desc(rel(of(model.Lead))), asc(relID)}, Limit: 1, More: true, Row: row(relID, rel(of(model.Lead))),
			}),
			atNode(list{list{"investment:prov-alpha", true}, list{"investment:yun-alpha-2", false}}),
		},
		{
			"from the round of a firm",
			at("firm:alpha", all(outgoing(model.Raised), id, all(referringInvestors(), id, rel(of(model.Lead))))),
			atNode(list{
				list{"round:alpha-a", list{list{"investor:state", nil}, list{"investor:yun", true}}},
				list{"round:alpha-b", list{list{"investor:prov", true}, list{"investor:yun", false}}},
			}),
		},
	})
}

// checkReference checks: Referred finds the one node whose id is the Property of the row's relationship or node.
func checkReference(t *testing.T, s store.Store) {
	checkCases(t, s, []readCase{
		{
			"of the relationship",
			at("investor:yun", all(outgoing(model.InvestedIn), rel(of(model.RoundID)),
				&plan.One{From: referredRound(), Row: row(id, of(model.Name), part(model.AmountRaised, plan.Units))})),
			atNode(list{
				list{"round:alpha-a", list{"round:alpha-a", "Series A", 100_000_000}},
				list{"round:alpha-b", list{"round:alpha-b", "B轮", 2_000_000_000}},
				list{nil, nil},
			}),
		},
		{
			"of the node; a relationship's id finds no node",
			root(all(scan(model.Conflict.Set()), id, &plan.One{From: referredFact(), Row: row(kind, id)})),
			only(list{
				list{"conflict:a", list{"Firm", "firm:alpha"}},
				list{"conflict:b", list{"Firm", "firm:alpha"}},
				list{"conflict:c", list{"Round", "round:alpha-a"}},
				list{"conflict:d", nil},
				list{"conflict:e", list{"Batch", "batch:giant-1"}},
			}),
		},
		{
			"as a list", at("firm:plane2", all(incoming(model.InvestedIn), all(referredRound(), id))),
			atNode(list{list{list{}}, list{list{}}}),
		},
		{
			"and on from there",
			at("investor:state", all(outgoing(model.InvestedIn),
				&plan.One{From: referredRound(), Row: row(all(incoming(model.Raised), id), all(referringInvestors(), id))})),
			atNode(list{list{list{singles("firm:alpha"), singles("investor:state", "investor:yun")}}}),
		},
	})
}

// checkSources checks: Cited finds the sources of the row's relationship or node, in the order that they are listed in.
// An id that there is no source for is left out.
func checkSources(t *testing.T, s store.Store) {
	ofNode, ofRel := cited(plan.OfNode), cited(plan.OfRelationship)
	limited := all(ofNode, id)
	limited.Limit = 2
	filtered := where(ofNode, not(isNull(of(model.Publisher))), id)
	checkCases(t, s, []readCase{
		{
			"in the order listed, without the one that is missing", at("firm:alpha", all(ofNode, id)),
			atNode(singles("source:ledger", "source:gazette", "source:atlas")),
		},
		{"of a node that cites none", at("firm:empty", all(ofNode, id)), atNode(list{})},
		{"of a source", at("source:atlas", all(ofNode, id)), atNode(list{})},
		{
			"of relationships",
			at("firm:alpha", all(incoming(model.InvestedIn), relID, all(ofRel, id), all(ofNode, id))),
			atNode(list{
				list{"investment:prov-alpha", list{}, list{}},
				list{"investment:state-alpha", list{}, list{}},
				list{"investment:yun-alpha-1", singles("source:ledger", "source:atlas"), singles("source:gazette")},
				list{"investment:yun-alpha-2", list{}, singles("source:gazette")},
				list{"investment:yun-alpha-3", list{}, singles("source:gazette")},
			}),
		},
		{
			"of facts that belong to another",
			root(all(scan(model.Batch.Set()|model.Subsidy.Set()), all(ofNode, id))),
			only(list{
				list{singles("source:gazette")},
				list{list{}},
				list{list{}},
				list{singles("source:atlas", "source:gazette")},
				list{list{}},
			}),
		},
		{"at most so many", at("firm:alpha", limited), atNode(singles("source:ledger", "source:gazette"))},
		{"with a predicate", at("firm:alpha", filtered), atNode(singles("source:ledger", "source:gazette"))},
		{
			"with their values",
			at("firm:alpha", all(ofNode, of(model.Title), key(model.Publisher), part(model.PublishedOn, plan.Precision))),
			atNode(list{
				list{"ｌｅｄｇｅｒ", "acme", 1},
				list{"Official Gazette 公报", "miit", 3},
				list{`An "Atlas" \ of Firms`, nil, 2},
			}),
		},
	})
}

// checkConflicts checks: Contradicted finds the conflicts about the row's relationship or node, in order of id.
func checkConflicts(t *testing.T, s store.Store) {
	ofNode, ofRel := contradicted(plan.OfNode), contradicted(plan.OfRelationship)
	filtered := where(ofNode, equal(of(model.Field), "foundedYear"), id)
	checkCases(t, s, []readCase{
		{
			"of a node",
			at("firm:alpha", all(ofNode, id, of(model.Field), of(model.OtherValue), all(cited(plan.OfNode), id))),
			atNode(list{
				list{"conflict:a", "name", `"Alpha", Inc. \ 阿尔法`, singles("source:ledger", "source:atlas")},
				list{"conflict:b", "foundedYear", "2011?", singles("source:atlas")},
			}),
		},
		{"none", at("firm:empty", all(ofNode, id)), atNode(list{})},
		{
			"of relationships, not of their nodes",
			at("firm:alpha", all(incoming(model.InvestedIn), relID, all(ofRel, id), all(ofNode, id))),
			atNode(list{
				list{"investment:prov-alpha", list{}, list{}},
				list{"investment:state-alpha", list{}, list{}},
				list{"investment:yun-alpha-1", singles("conflict:d"), list{}},
				list{"investment:yun-alpha-2", list{}, list{}},
				list{"investment:yun-alpha-3", list{}, list{}},
			}),
		},
		{
			"of a round and a batch",
			root(all(lookup("round:alpha-a", "batch:giant-1"), all(ofNode, id))),
			only(list{list{singles("conflict:e")}, list{singles("conflict:c")}}),
		},
		{
			"cites only what is known", at("investor:yun", all(outgoing(model.InvestedIn),
				all(ofRel, all(cited(plan.OfNode), id)))),
			atNode(list{list{list{list{singles("source:gazette")}}}, list{list{}}, list{list{}}}),
		},
		{"with a predicate", at("firm:alpha", filtered), atNode(singles("conflict:b"))},
	})
}
