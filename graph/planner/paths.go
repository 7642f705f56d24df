package planner

import (
	"slices"

	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/planner/input"
	"github.com/stakegraph/stakegraph/graph/response"
)

// What the arguments of searches for paths and neighbourhoods can be.
const (
	mostPaths  = 100
	mostLength = 10
	mostSteps  = 6
)

var (
	pathModes   = map[any]plan.PathMode{"SHORTEST": plan.Shortest, "ALL_SHORTEST": plan.AllShortest, "BEST": plan.Best}
	pathWeights = map[any]plan.PathWeight{"LENGTH": plan.Length, "HUB_AVERSE": plan.HubAverse}
	keepRules   = map[any]plan.KeepRule{"MOST_LINKED": plan.MostLinked, "ID": plan.ByID}
)

// paths reads what paths are searched for.
func (r *reading) paths() (plan.Finding, plan.Way) {
	wanted := &plan.Paths{
		Mode: pathModes[r.arguments["mode"]], Weight: pathWeights[r.arguments["weight"]], From: r.ids("from"), To: r.ids("to"),
	}
	for _, id := range wanted.To {
		if slices.Contains(wanted.From, id) {
			r.fail(input.Wrong("to", "%s is also in `from`, but a path has two different ends: remove it from one list", input.Describe(id)))
		}
	}
	wanted.First, wanted.Longest = r.number("first", 1, mostPaths), r.number("maxLength", 1, mostLength)
	if wanted.Mode != plan.Best {
		wanted.Weight = plan.Length
	}
	if wanted.Mode == plan.Shortest {
		wanted.First = 1
	}
	wanted.Way = r.way()
	return wanted, wanted.Way
}

// neighbourhood reads what neighbourhood is searched for.
func (r *reading) neighbourhood() (plan.Finding, plan.Way) {
	wanted := &plan.Neighbourhood{
		Keep: keepRules[r.arguments["keep"]], Of: r.ids("of"), Steps: r.number("steps", 1, mostSteps),
		First: r.number("first", 1, r.pages.Most),
	}
	if len(wanted.Of) > wanted.First {
		r.fail(input.Wrong("first", "%d is less than %d, the number of nodes in `of`, which count too",
			wanted.First, len(wanted.Of)))
	}
	wanted.Way = r.way()
	return wanted, wanted.Way
}

var (
	pathFields = foundFields{
		"length": leaf(response.PathLength),
		"weight": leaf(response.PathWeight),
		"nodes": func(s *found, c collected) response.Value {
			return response.FoundPart{Of: response.PathNodes, Value: node(response.PathNode)(s, c)}
		},
		"steps": part(response.PathSteps, "PathStep", foundFields{
			"start": node(response.StepStart),
			"end":   node(response.StepEnd),
			"links": part(response.StepLinks, "PathLink", foundFields{
				"isReversed":   leaf(response.LinkReversed),
				"relationship": (*found).relationship,
			}),
		}),
	}
	neighbourhoodFields = foundFields{
		"nodes": existing(part(response.Neighbours, "Neighbour", foundFields{
			"distance": leaf(response.NeighbourDistance),
			"node":     node(response.NeighbourNode),
		})),
		"relationships": func(s *found, c collected) response.Value {
			return response.FoundPart{Of: response.NeighbourLinks, Value: s.relationship(c)}
		},
		"isComplete": leaf(response.NeighbourhoodComplete),
	}
)
