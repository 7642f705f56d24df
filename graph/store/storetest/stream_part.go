package storetest

import (
	"slices"
	"strings"
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// partCase is a part of the fixture with its result: the local parts of the ids of its nodes and relationships, in
// order.
type partCase struct {
	name                 string
	part                 plan.Subgraph
	nodes, relationships string
}

// checkStreamOfPart checks which facts of the fixture a stream of a part contains. The facts must equal those in a
// stream of the whole graph.
func checkStreamOfPart(t *testing.T, s store.Store) {
	invested, committed := plan.RelationshipPattern{Rel: model.InvestedIn}, plan.RelationshipPattern{Rel: model.CommittedTo}
	requested := func(rel model.RelType, node plan.Direction, where plan.Predicate) plan.RelationshipPattern {
		return plan.RelationshipPattern{Rel: rel, Where: where, Node: node}
	}
	lead := equal(rel(of(model.Lead)), true)
	investors := plan.HasLabel{Labels: model.Investors}
	for _, c := range []partCase{
		{"nothing", plan.Subgraph{}, "", ""},
		{"no relationship", plan.Subgraph{Expansion: plan.Expansion{Patterns: []plan.RelationshipPattern{
			requested(model.InvestedIn, plan.Outgoing, plan.And{lead, plan.Or{}}), requested(model.HasRole, plan.Outgoing, not(plan.And{})),
		}}}, "", ""},
		{"no node", plan.Subgraph{Expansion: plan.Expansion{Patterns: []plan.RelationshipPattern{committed}, NodePredicate: plan.Or{plan.Or{}}}, Isolated: true}, "", ""},
		{
			"nodes alone",
			plan.Subgraph{Expansion: plan.Expansion{NodePredicate: plan.HasLabel{Labels: model.OtherInvestor.Set()}}, Isolated: true},
			"investor:angel investor:lp investor:quiet", "",
		},
		{
			"a type of relationships",
			plan.Subgraph{Expansion: plan.Expansion{Patterns: []plan.RelationshipPattern{committed}}},
			"investor:idle investor:lp investor:muni investor:state investor:yun", "lp-yun muni-muni state-idle",
		},
		{
			"whichever way a step would follow them",
			plan.Subgraph{Expansion: plan.Expansion{Patterns: []plan.RelationshipPattern{
				{Rel: model.PartOf, Follow: plan.Against}, {Rel: model.CommittedTo, Follow: plan.Along},
			}}},
			"investor:idle investor:lp investor:muni investor:state investor:yun sector:chips sector:hardware sector:self sector:tech",
			"lp-yun muni-muni state-idle chips-hardware hardware-tech self-self",
		},
		{
			"a condition on relationships",
			plan.Subgraph{Expansion: plan.Expansion{Patterns: []plan.RelationshipPattern{
				requested(model.InvestedIn, plan.Outgoing, lead),
			}}},
			"firm:Loop firm:alpha investor:prov investor:yun", "loop-loop prov-alpha yun-alpha-1",
		},
		{
			"a condition on the node at their end",
			plan.Subgraph{Expansion: plan.Expansion{Patterns: []plan.RelationshipPattern{
				requested(model.InvestedIn, plan.Outgoing, equal(id, "firm:plane2")),
			}}},
			"firm:alpha firm:plane2 investor:zero", "alpha-plane2 zero-plane2",
		},
		{
			"a condition on the node at their start",
			plan.Subgraph{Expansion: plan.Expansion{Patterns: []plan.RelationshipPattern{
				requested(model.InvestedIn, plan.Incoming, not(plan.HasLabel{Labels: model.Funds})),
			}}},
			"firm:Loop firm:alpha firm:plane2", "loop-loop alpha-plane2",
		},
		{
			"a negated condition on what is not known",
			plan.Subgraph{Expansion: plan.Expansion{Patterns: []plan.RelationshipPattern{
				requested(model.InvestedIn, plan.Outgoing, not(lead)),
			}}},
			"firm:alpha firm:empty firm:plane2 investor:state investor:yun investor:zero",
			"alpha-plane2 state-alpha yun-alpha-2 yun-alpha-3 zero-empty zero-plane2",
		},
		{
			"a condition on all nodes",
			plan.Subgraph{Expansion: plan.Expansion{
				Patterns: []plan.RelationshipPattern{invested, committed}, NodePredicate: plan.HasLabel{Labels: model.Funds | model.OtherInvestor.Set()},
			}},
			"investor:idle investor:lp investor:muni investor:state investor:yun", "lp-yun muni-muni state-idle",
		},
		{
			"conditions on both",
			plan.Subgraph{Expansion: plan.Expansion{
				Patterns: []plan.RelationshipPattern{requested(model.InvestedIn, plan.Outgoing, lead), committed}, NodePredicate: not(equal(id, "investor:yun")),
			}},
			"firm:Loop firm:alpha investor:idle investor:muni investor:prov investor:state", "loop-loop prov-alpha muni-muni state-idle",
		},
		{
			"isolated nodes",
			plan.Subgraph{Expansion: plan.Expansion{
				Patterns: []plan.RelationshipPattern{requested(model.CommittedTo, plan.Incoming, equal(id, "investor:lp"))},
				NodePredicate: plan.And{investors, plan.Or{
					equal(id, "investor:lp"), equal(id, "investor:yun"), equal(id, "firm:alpha"), equal(id, obrien),
				}},
			}, Isolated: true},
			"firm:alpha " + obrien + " investor:lp investor:yun", "lp-yun",
		},
		{
			"what a fact cites",
			plan.Subgraph{Expansion: plan.Expansion{Patterns: []plan.RelationshipPattern{requested(model.InvestedIn, plan.Outgoing, plan.Exists{
				From: plan.From{Kind: plan.Sources, Of: plan.OfRelationship}, Where: equal(id, "source:atlas"),
			})}}},
			"firm:alpha investor:yun", "yun-alpha-1",
		},
		{
			"nodes beside those that relationships bring in",
			plan.Subgraph{
				Expansion: plan.Expansion{Patterns: []plan.RelationshipPattern{committed, {Rel: model.Raised}}, NodePredicate: plan.HasLabel{Labels: model.Investors}},
				Beside:    plan.And{plan.HasLabel{Labels: model.Source.Set()}, plan.In{Column: id, Values: []any{"source:atlas", "round:bare", "source:none"}}},
			},
			"investor:idle investor:lp investor:muni investor:state investor:yun source:atlas", "lp-yun muni-muni state-idle",
		},
		{
			"nodes beside no others",
			plan.Subgraph{
				Expansion: plan.Expansion{Patterns: []plan.RelationshipPattern{requested(model.Raised, plan.Outgoing, plan.Or{})}},
				Beside:    plan.In{Column: id, Values: []any{"round:bare", "firm:alpha"}},
			},
			"firm:alpha round:bare", "",
		},
		{
			"nodes beside isolated ones",
			plan.Subgraph{
				Expansion: plan.Expansion{Patterns: []plan.RelationshipPattern{invested}, NodePredicate: plan.HasLabel{Labels: model.Round.Set()}},
				Isolated:  true, Beside: plan.In{Column: id, Values: []any{"firm:alpha"}},
			},
			"firm:alpha round:alpha-a round:alpha-b round:bare round:loop", "",
		},
		{"nothing beside", plan.Subgraph{Beside: plan.Or{}}, "", ""},
		{
			"relationships alone",
			plan.Subgraph{Expansion: plan.Expansion{Patterns: []plan.RelationshipPattern{committed}}, Isolated: true, Beside: equal(id, "firm:alpha"), Nodeless: true},
			"", "lp-yun muni-muni state-idle",
		},
		{
			"rounds that are there at a time, among all nodes",
			plan.Subgraph{
				Expansion: plan.Expansion{Patterns: []plan.RelationshipPattern{{Rel: model.Raised, Node: plan.Outgoing}}, NodePredicate: plan.Or{
					plan.Not{Of: plan.HasLabel{Labels: model.Round.Set()}},
					plan.Compare{Column: plan.Column{Property: model.AnnouncedOn, Part: plan.Latest}, Op: plan.LessOrEqual, Value: int64(2018_06_30)},
				}},
			},
			"firm:alpha round:alpha-a round:alpha-b", "alpha-a alpha-b",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got received
			if err := s.Stream(t.Context(), &c.part, &got); err != nil {
				t.Fatalf("Stream: %v", err)
			}
			all := inOrder(fixture())
			want := facts{
				nodes: slices.DeleteFunc(all.nodes, func(n model.Node) bool {
					return !slices.Contains(strings.Fields(c.nodes), n.ID())
				}),
				relationships: slices.DeleteFunc(all.relationships, func(r model.Relationship) bool {
					_, local, _ := strings.Cut(r.ID(), ":")
					_, expected := c.part.Expansion.Pattern(r.Type)
					return !expected || !slices.Contains(strings.Fields(c.relationships), local)
				}),
			}
			expectFacts(t, "nodes", got.nodes, want.nodes, model.Node.ID)
			expectFacts(t, "relationships", got.relationships, want.relationships, model.Relationship.ID)
		})
	}
}
