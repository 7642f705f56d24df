package planner

import (
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/planner/input"
	"github.com/stakegraph/stakegraph/graph/response"
)

// The ranges of the arguments of searches for paths and neighbourhoods.
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

// paths reads the arguments of a search for paths.
func (r *reading) paths() (plan.InitPlan, plan.Expansion) {
	spec := &plan.Paths{
		Mode: pathModes[r.arguments["mode"]], Weight: pathWeights[r.arguments["weight"]], From: r.ids("from", model.Nodes), To: r.ids("to", model.Nodes),
	}
	for _, id := range spec.To {
		if slices.Contains(spec.From, id) {
			r.fail(input.Wrong("to", "%s is also in `from`, but a path has two different ends: remove it from one list", input.Describe(id)))
		}
	}
	spec.First, spec.Longest = r.number("first", 1, mostPaths), r.number("maxLength", 1, mostLength)
	if spec.Mode != plan.Best {
		spec.Weight = plan.Length
	}
	if spec.Mode == plan.Shortest {
		spec.First = 1
	}
	spec.Expansion = r.expansion()
	return spec, spec.Expansion
}

// neighbourhood reads the arguments of a neighbourhood.
func (r *reading) neighbourhood() (plan.InitPlan, plan.Expansion) {
	spec := &plan.Neighbourhood{
		Keep: keepRules[r.arguments["keep"]], Of: r.ids("of", model.Nodes), Steps: r.number("steps", 1, mostSteps),
		First: r.number("first", 1, r.pages.Most),
	}
	if len(spec.Of) > spec.First {
		r.fail(input.Wrong("first", "%d is less than %d, the number of nodes in `of`, which count too",
			spec.First, len(spec.Of)))
	}
	spec.Expansion = r.expansion()
	return spec, spec.Expansion
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
