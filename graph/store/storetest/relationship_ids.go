package storetest

import (
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// checkByRelationshipID checks that ByRelationshipID returns the relationships of type Rel with one of IDs, each with
// the node at its end (Outgoing) or at its start (Incoming). It does not depend on the outer row.
func checkByRelationshipID(t *testing.T, s store.Store) { checkRecorded(t, s, "relationship_ids") }

func relationshipIDCases() []planCase {
	ids := []string{"investment:loop-loop", "investment:yun-alpha-2", "investment:nowhere", "investment:yun-alpha-1"}
	ends, starts := byRelationshipID(model.InvestedIn, plan.Outgoing, ids...), byRelationshipID(model.InvestedIn, plan.Incoming, ids...)
	return []planCase{
		{"with the node at the end", root(all(ends, relID, id))},
		{"with the node at the start", root(all(starts, relID, kind))},
		{"an id that is named twice", root(all(byRelationshipID(model.PartOf, plan.Outgoing, "part:self-self", "part:self-self"), id))},
		{"no ids", root(all(byRelationshipID(model.HasRole, plan.Incoming), id))},
		{"ids of another type", root(all(byRelationshipID(model.CommittedTo, plan.Outgoing, ids...), id))},
		{
			"a predicate on the relationship, an order, and lists of both",
			root(&plan.List{
				From: ends, Where: isNull(rel(part(model.Share, plan.Units))), Order: []plan.Sort{desc(relID)}, Limit: 1,
				Row: row(relID, all(outgoing(model.OperatesIn), id), &plan.List{
					From: plan.From{Kind: plan.Sources, Of: plan.OfRelationship}, Limit: plan.Unlimited, Row: row(id),
				}),
			}),
		},
	}
}

// checkAtEnd checks that AtEnd returns the node at the end (Outgoing) or at the start (Incoming) of the row's relationship,
// wherever the row comes from.
func checkAtEnd(t *testing.T, s store.Store) { checkRecorded(t, s, "at_end") }

func atEndCases() []planCase {
	ends := func(t model.RelType) []plan.Item {
		return []plan.Item{
			relID,
			&plan.One{From: atEnd(t, plan.Incoming), Row: row(kind, id)}, &plan.One{From: atEnd(t, plan.Outgoing), Row: row(kind, id)},
		}
	}
	return []planCase{
		{"from the start", at("investor:yun", all(outgoing(model.InvestedIn), ends(model.InvestedIn)...))},
		{"from the end", at("firm:alpha", all(incoming(model.InvestedIn), ends(model.InvestedIn)...))},
		{"a self loop", at("firm:Loop", all(incoming(model.InvestedIn), ends(model.InvestedIn)...))},
		{"from a node that the relationship refers to", at("round:alpha-a", all(backReferenceInvestors(), ends(model.InvestedIn)...))},
		{
			"from ids, and on from there",
			root(all(byRelationshipID(model.HasRole, plan.Outgoing, "role:wu-alpha", "role:nowhere", "role:li-state"), relID,
				&plan.One{From: atEnd(model.HasRole, plan.Incoming), Row: row(id, all(outgoing(model.HasRole), id))})),
		},
		{
			"of the one row with an id",
			root(
				&plan.One{From: byRelationshipID(model.Raised, plan.Outgoing, "raised:alpha-a"), Row: row(ends(model.Raised)...)},
				&plan.One{From: byRelationshipID(model.Raised, plan.Outgoing, "raised:nowhere"), Row: row(ends(model.Raised)...)},
			),
		},
		{"as a list, with a predicate", at("firm:alpha", all(incoming(model.InvestedIn), id, &plan.List{
			From: atEnd(model.InvestedIn, plan.Incoming), Where: plan.HasLabel{Labels: model.VCFund.Set()}, Limit: plan.Unlimited, Row: row(id),
		}))},
	}
}

func atEnd(t model.RelType, direction plan.Direction) plan.From {
	return plan.From{Kind: plan.AtEnd, Of: plan.OfRelationship, Rel: t, Direction: direction}
}

func byRelationshipID(t model.RelType, direction plan.Direction, ids ...string) plan.From {
	return plan.From{Kind: plan.ByRelationshipID, Rel: t, Direction: direction, IDs: ids}
}
