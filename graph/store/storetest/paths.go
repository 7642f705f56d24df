package storetest

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// pathCase is a search for paths with its result. For each path it has the weight and the local parts of the ids of its
// nodes, with those of the relationships between them, after < if they are followed from their end.
type pathCase struct {
	name string
	plan.Paths
	want []string
}

// pathCases check which relationships a step follows in the fixture, with different conditions.
func pathCases() []pathCase {
	invested, role := plan.RelationshipPattern{Rel: model.InvestedIn}, plan.RelationshipPattern{Rel: model.HasRole}
	committed := plan.RelationshipPattern{Rel: model.CommittedTo}
	following := func(pattern plan.RelationshipPattern, f plan.Follow) plan.RelationshipPattern {
		pattern.Follow = f
		return pattern
	}
	where := func(pattern plan.RelationshipPattern, p plan.Predicate) plan.RelationshipPattern {
		pattern.Where = p
		return pattern
	}
	by := func(patterns ...plan.RelationshipPattern) plan.Expansion { return plan.Expansion{Patterns: patterns} }
	through := func(p plan.Predicate, patterns ...plan.RelationshipPattern) plan.Expansion {
		return plan.Expansion{Patterns: patterns, NodePredicate: p}
	}
	between := func(from, to string, mode plan.PathMode, expansion plan.Expansion) plan.Paths {
		return plan.Paths{From: strings.Fields(from), To: strings.Fields(to), Mode: mode, First: 9, Longest: 6, Expansion: expansion}
	}
	lead := rel(of(model.Lead))
	cited := plan.Exists{From: plan.From{Kind: plan.Sources, Of: plan.OfRelationship}, Where: equal(id, "source:atlas")}
	const yun, state, alpha, zero = "investor:yun", "investor:state", "firm:alpha", "investor:zero"
	return []pathCase{
		{"several relationships are one step", between(yun, state, plan.AllShortest, by(invested)), []string{"2 yun (yun-alpha-1 yun-alpha-2 yun-alpha-3) alpha (<state-alpha) state"}},
		{"of several types", between("person:li", "firm:alpha investor:yun", plan.Best, by(role, invested)), []string{
			"1 li (li-alpha) alpha", "2 li (li-state) state (state-alpha) alpha",
		}},
		{"along relationships", between(yun, "firm:plane2", plan.Shortest, by(following(invested, plan.Along))), []string{"2 yun (yun-alpha-1 yun-alpha-2 yun-alpha-3) alpha (alpha-plane2) plane2"}},
		{"against relationships", between("firm:plane2", yun, plan.Shortest, by(following(invested, plan.Against))), []string{"2 plane2 (<alpha-plane2) alpha (<yun-alpha-1 <yun-alpha-2 <yun-alpha-3) yun"}},
		{"not along relationships", between("firm:plane2", yun, plan.AllShortest, by(following(invested, plan.Along))), nil},
		{"each type in its own direction", between("investor:lp", "person:both", plan.AllShortest, by(following(committed, plan.Along), following(role, plan.Against))), []string{"2 lp (lp-yun) yun (<both-yun) both"}},
		{"a condition on relationships", between(yun, "investor:prov", plan.AllShortest, by(where(invested, equal(lead, true)))), []string{"2 yun (yun-alpha-1) alpha (<prov-alpha) prov"}},
		{"a condition on what relationships cite", between(yun, alpha, plan.AllShortest, by(where(invested, cited))), []string{"1 yun (yun-alpha-1) alpha"}},
		{"a condition on the node at their end, whichever way they are followed", between(alpha, zero, plan.AllShortest, by(where(invested, equal(id, "firm:plane2")))), []string{"2 alpha (alpha-plane2) plane2 (<zero-plane2) zero"}},
		{
			"a condition on the node at their start", between(alpha, zero, plan.AllShortest, by(plan.RelationshipPattern{
				Rel: model.InvestedIn, Where: not(equal(id, zero)), Node: plan.Incoming,
			})), nil,
		},
		{"a negated condition on what is not known", between(yun, alpha, plan.AllShortest, by(where(invested, not(equal(lead, true))))), []string{"1 yun (yun-alpha-2 yun-alpha-3) alpha"}},
		{"through nodes of a kind", between(yun, "person:li", plan.AllShortest, through(plan.HasLabel{Labels: model.StateFund.Set()}, invested, role)), nil},
		{"through nodes that lead to others", between(yun, zero, plan.AllShortest, through(plan.Exists{From: outgoing(model.Raised)}, invested)), nil},
		{
			"the ends need not be such", between("person:li", "investor:idle", plan.AllShortest, through(plan.HasLabel{Labels: model.StateFund.Set()}, role, committed)),
			[]string{"2 li (li-state) state (state-idle) idle"},
		},
		{"from several to several", between("person:wu "+yun, "person:li "+zero, plan.AllShortest, by(invested, role)), []string{
			"2 yun (yun-alpha-1 yun-alpha-2 yun-alpha-3) alpha (<li-alpha) li", "2 wu (wu-alpha) alpha (<li-alpha) li",
		}},
		{"none", between("firm:Loop", alpha, plan.AllShortest, by(invested)), nil},
		{"from what is not there", between("firm:nowhere", alpha, plan.AllShortest, by(invested)), nil},
		{"around hubs", plan.Paths{
			From: []string{"person:li"}, To: []string{yun}, Mode: plan.Best, Weight: plan.HubAverse, First: 9, Longest: 6, Expansion: by(invested, role),
		}, []string{
			"5 li (li-alpha) alpha (<yun-alpha-1 <yun-alpha-2 <yun-alpha-3) yun",
			"7 li (li-state) state (state-alpha) alpha (<yun-alpha-1 <yun-alpha-2 <yun-alpha-3) yun",
		}},
		{"the first ones", plan.Paths{
			From: []string{"person:li"}, To: []string{yun}, Mode: plan.Best, First: 1, Longest: 6, Expansion: by(invested, role),
		}, []string{"2 li (li-alpha) alpha (<yun-alpha-1 <yun-alpha-2 <yun-alpha-3) yun"}},
		{"no longer than allowed", plan.Paths{
			From: []string{yun}, To: []string{"firm:plane2"}, Mode: plan.AllShortest, First: 1, Longest: 1, Expansion: by(invested),
		}, nil},
	}
}

// checkPaths checks the results of Paths in the fixture.
func checkPaths(t *testing.T, s store.Store) {
	for _, c := range pathCases() {
		t.Run(c.name, func(t *testing.T) {
			found, err := s.Paths(t.Context(), &c.Paths)
			if err != nil {
				t.Fatal(err)
			}
			if got, want := strings.Join(writtenPaths(found), "\n"), strings.Join(c.want, "\n"); got != want {
				t.Errorf("%s:\n%s\nwant:\n%s", &c.Paths, got, want)
			}
		})
	}
	for _, c := range ended(t) {
		t.Run(c.name, func(t *testing.T) {
			requested := pathCases()[0].Paths
			if _, err := s.Paths(c.ctx, &requested); !errors.Is(err, c.want) {
				t.Errorf("Paths: %v, want %v", err, c.want)
			}
			if _, err := s.Neighbourhood(c.ctx, &plan.Neighbourhood{Of: requested.From, Steps: 1, First: 5, Expansion: requested.Expansion}); !errors.Is(err, c.want) {
				t.Errorf("Neighbourhood: %v, want %v", err, c.want)
			}
		})
	}
}

func writtenPaths(found plan.FoundPaths) []string {
	lines := make([]string, len(found))
	for i, path := range found {
		line := fmt.Sprint(path.Weight, " ", local(path.Nodes[0]))
		for at, step := range path.Steps {
			links := make([]string, len(step))
			for n, link := range step {
				links[n] = local(link.ID)
				if link.Start != path.Nodes[at] {
					links[n] = "<" + links[n]
				}
			}
			line += " (" + strings.Join(links, " ") + ") " + local(path.Nodes[at+1])
		}
		lines[i] = line
	}
	return lines
}

func local(id string) string {
	_, rest, _ := strings.Cut(id, ":")
	return rest
}

// neighbourhoodCase is a search for a neighbourhood with its result: the nodes with their distances, the relationships,
// and whether the result is complete.
type neighbourhoodCase struct {
	name string
	plan.Neighbourhood
	want string
}

// neighbourhoodCases check neighbourhoods in the fixture.
func neighbourhoodCases() []neighbourhoodCase {
	invested, role := plan.RelationshipPattern{Rel: model.InvestedIn}, plan.RelationshipPattern{Rel: model.HasRole}
	led := plan.RelationshipPattern{Rel: model.InvestedIn, Where: not(isNull(rel(of(model.Lead))))}
	return []neighbourhoodCase{
		{
			"one step",
			plan.Neighbourhood{Of: []string{"firm:alpha"}, Steps: 1, First: 10, Expansion: plan.Expansion{Patterns: []plan.RelationshipPattern{invested}}},
			"0 alpha, 1 plane2, 1 prov, 1 state, 1 yun; alpha-plane2 prov-alpha state-alpha yun-alpha-1 yun-alpha-2 yun-alpha-3; true",
		},
		{
			"linked most first",
			plan.Neighbourhood{Of: []string{"firm:alpha", "investor:state"}, Steps: 1, First: 3, Expansion: plan.Expansion{Patterns: []plan.RelationshipPattern{invested, role}}},
			"0 alpha, 0 state, 1 li; state-alpha li-alpha li-state; false",
		},
		{
			"by id",
			plan.Neighbourhood{Of: []string{"firm:alpha", "investor:state"}, Steps: 1, First: 3, Keep: plan.ByID, Expansion: plan.Expansion{Patterns: []plan.RelationshipPattern{invested, role}}},
			"0 alpha, 0 state, 1 plane2; alpha-plane2 state-alpha; false",
		},
		{"under conditions", plan.Neighbourhood{Of: []string{"firm:alpha"}, Steps: 2, First: 9, Expansion: plan.Expansion{
			Patterns: []plan.RelationshipPattern{led, role}, NodePredicate: plan.HasLabel{Labels: model.Investors},
		}}, "0 alpha, 1 prov, 1 yun; prov-alpha yun-alpha-1 yun-alpha-2; true"},
		{"a loop", plan.Neighbourhood{Of: []string{"firm:Loop"}, Steps: 1, First: 9, Expansion: plan.Expansion{Patterns: []plan.RelationshipPattern{invested}}}, "0 Loop; loop-loop; true"},
		{"of what is not there", plan.Neighbourhood{Of: []string{"firm:nowhere"}, Steps: 1, First: 9, Expansion: plan.Expansion{Patterns: []plan.RelationshipPattern{invested}}}, "0 nowhere; ; true"},
	}
}

// checkNeighbourhood checks the results of Neighbourhood in the fixture.
func checkNeighbourhood(t *testing.T, s store.Store) {
	for _, c := range neighbourhoodCases() {
		t.Run(c.name, func(t *testing.T) {
			found, err := s.Neighbourhood(t.Context(), &c.Neighbourhood)
			if err != nil {
				t.Fatal(err)
			}
			nodes, links := make([]string, len(found.Nodes)), make([]string, len(found.Links))
			for i, n := range found.Nodes {
				nodes[i] = fmt.Sprint(n.Distance, " ", local(n.ID))
			}
			for i, link := range found.Links {
				links[i] = local(link.ID)
			}
			got := fmt.Sprintf("%s; %s; %t", strings.Join(nodes, ", "), strings.Join(links, " "), found.Complete)
			if got != c.want {
				t.Errorf("%s:\n%s\nwant:\n%s", &c.Neighbourhood, got, c.want)
			}
		})
	}
}
