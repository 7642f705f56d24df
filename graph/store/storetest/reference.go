package storetest

import (
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// checkBackReference checks that BackReference returns the relationships of type Rel whose Property is the node's id,
// each with the node at its start (Incoming) or at its end (Outgoing).
func checkBackReference(t *testing.T, s store.Store) { checkRecorded(t, s, "back_reference") }

func backReferenceCases() []planCase {
	return []planCase{
		{"with the node at the start", at("round:alpha-a", all(backReferenceInvestors(), relID, id))},
		{"with the node at the end", at("round:alpha-a", all(backReferenceFirms(), relID, id))},
		{"none", at("round:bare", all(backReferenceInvestors(), id))},
		{"a self loop", at("round:loop", all(backReferenceInvestors(), id), all(backReferenceFirms(), id))},
		{
			"a predicate, an order and a limit",
			at("round:alpha-b", &plan.List{
				From: backReferenceInvestors(), Where: not(isNull(rel(of(model.Lead)))),
				Order: []plan.Sort{desc(rel(of(model.Lead))), asc(relID)}, Limit: 1, More: true, Row: row(relID, rel(of(model.Lead))),
			}),
		},
		{"from the round of a firm", at("firm:alpha", all(outgoing(model.Raised), id, all(backReferenceInvestors(), id, rel(of(model.Lead)))))},
	}
}

// checkReference checks that Reference returns the node whose id is the Property of the row's relationship or node.
func checkReference(t *testing.T, s store.Store) { checkRecorded(t, s, "reference") }

func referenceCases() []planCase {
	return []planCase{
		{
			"of the relationship",
			at("investor:yun", all(outgoing(model.InvestedIn), rel(of(model.RoundID)),
				&plan.One{From: referenceToRound(), Row: row(id, of(model.Name), part(model.AmountRaised, plan.Units))})),
		},
		{
			"of the node; a relationship's id finds no node",
			root(all(scan(model.Conflict.Set()), id, &plan.One{From: referenceToFact(), Row: row(kind, id)})),
		},
		{"as a list", at("firm:plane2", all(incoming(model.InvestedIn), all(referenceToRound(), id)))},
		{
			"and on from there",
			at("investor:state", all(outgoing(model.InvestedIn),
				&plan.One{From: referenceToRound(), Row: row(all(incoming(model.Raised), id), all(backReferenceInvestors(), id))})),
		},
	}
}

// checkSources checks that Sources returns the sources of the row's relationship or node, in their order. Ids without a
// source are left out.
func checkSources(t *testing.T, s store.Store) { checkRecorded(t, s, "sources") }

func sourcesCases() []planCase {
	ofNode, ofRel := sourcesOf(plan.OfNode), sourcesOf(plan.OfRelationship)
	limited := all(ofNode, id)
	limited.Limit = 2
	filtered := where(ofNode, not(isNull(of(model.Publisher))), id)
	return []planCase{
		{"in the order listed, without the one that is missing", at("firm:alpha", all(ofNode, id))},
		{"of a node that cites none", at("firm:empty", all(ofNode, id))},
		{"of a source", at("source:atlas", all(ofNode, id))},
		{"of relationships", at("firm:alpha", all(incoming(model.InvestedIn), relID, all(ofRel, id), all(ofNode, id)))},
		{"of facts that belong to another", root(all(scan(model.Batch.Set()|model.Subsidy.Set()), all(ofNode, id)))},
		{"at most so many", at("firm:alpha", limited)},
		{"with a predicate", at("firm:alpha", filtered)},
		{"with their values", at("firm:alpha", all(ofNode, of(model.Title), key(model.Publisher), part(model.PublishedOn, plan.Precision)))},
	}
}

// checkConflicts checks that Conflicts returns the conflicts about the row's relationship or node, in the order of
// their ids.
func checkConflicts(t *testing.T, s store.Store) { checkRecorded(t, s, "conflicts") }

func conflictsCases() []planCase {
	ofNode, ofRel := conflictsOf(plan.OfNode), conflictsOf(plan.OfRelationship)
	filtered := where(ofNode, equal(of(model.Field), "foundedYear"), id)
	return []planCase{
		{"of a node", at("firm:alpha", all(ofNode, id, of(model.Field), of(model.OtherValue), all(sourcesOf(plan.OfNode), id)))},
		{"none", at("firm:empty", all(ofNode, id))},
		{"of relationships, not of their nodes", at("firm:alpha", all(incoming(model.InvestedIn), relID, all(ofRel, id), all(ofNode, id)))},
		{"of a round and a batch", root(all(lookup("round:alpha-a", "batch:giant-1"), all(ofNode, id)))},
		{
			"cites only what is known", at("investor:yun", all(outgoing(model.InvestedIn),
				all(ofRel, all(sourcesOf(plan.OfNode), id)))),
		},
		{"with a predicate", at("firm:alpha", filtered)},
	}
}
