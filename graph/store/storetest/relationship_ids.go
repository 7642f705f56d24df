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

func byRelationshipID(t model.RelType, direction plan.Direction, ids ...string) plan.From {
	return plan.From{Kind: plan.ByRelationshipID, Rel: t, Direction: direction, IDs: ids}
}
