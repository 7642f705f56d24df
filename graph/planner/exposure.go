package planner

import (
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/planner/input"
	"github.com/stakegraph/stakegraph/graph/response"
)

// The ranges of the arguments of an exposure.
const (
	mostDistance      = 5
	mostSources       = 100
	mostEvidencePaths = 10
)

// exposure reads the arguments of an exposure.
func (r *reading) exposure() (plan.InitPlan, plan.Expansion) {
	spec := &plan.Exposure{
		Of: r.ids("of", model.Funds|model.Firm.Set()), Longest: r.number("maxDistance", 1, mostDistance), Sources: r.number("sources", 0, mostSources),
		Paths: r.number("paths", 0, mostEvidencePaths),
	}
	spec.Expansion.Patterns = r.money(plan.Against, model.InvestedIn, model.CommittedTo)
	return spec, spec.Expansion
}

// money returns the patterns of the relationships along which money flows. Each type has a filter as an argument of its
// own.
func (r *reading) money(follow plan.Follow, rels ...model.RelType) (patterns []plan.RelationshipPattern) {
	for _, rel := range rels {
		field := r.bindings.relationshipTypes[rel].field
		var steps input.Object
		if filter := r.arguments[field]; filter != nil {
			steps = input.Object{{Name: "filter", Value: filter}}
		}
		pattern := r.pattern(field, rel, steps)
		pattern.Follow = follow
		patterns = append(patterns, pattern)
	}
	return patterns
}

var exposureFields = foundFields{
	"nodes": existing(part(response.Exposed, "Exposed", foundFields{
		"node":            node(response.ExposedNode),
		"distance":        leaf(response.LeastDistance),
		"knownInvestors":  leaf(response.KnownInvestors),
		"stateInvestors":  leaf(response.StateInvestors),
		"backedInvestors": leaf(response.BackedInvestors),
		"stateFunds":      leaf(response.ReachingFunds),
		"stateShare":      leaf(response.StateShare),
		"backedShare":     leaf(response.BackedShare),
		"sources": part(response.StateSources, "StateSource", foundFields{
			"fund": func(s *found, c collected) response.Value {
				return response.FoundNode{ID: response.StateSourceNode, Node: s.looked(c, "StateFund", model.StateFund.Set())}
			},
			"distance":   leaf(response.StateSourceDistance),
			"isComplete": leaf(response.StateSourceComplete),
			"paths":      part(response.StateSourcePaths, "Path", pathFields),
		}),
	})),
	"reached": leaf(response.ReachedNodes),
}
