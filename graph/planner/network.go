package planner

import (
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/planner/input"
	"github.com/stakegraph/stakegraph/graph/response"
)

// The range of the resolution of communities.
const (
	leastResolution = 0.01
	mostResolution  = 100
)

var networkViews = map[any]model.NetworkView{
	"INVESTORS_AND_FIRMS": model.Bipartite, "INVESTORS_BY_FIRM": model.InvestorsByFirm,
	"INVESTORS_BY_ROUND": model.InvestorsByRound, "FIRMS_BY_INVESTOR": model.FirmsByInvestor, "STATE_CAPITAL": model.StateCapital,
}

// network reads the arguments of a network.
func (r *reading) network() (plan.InitPlan, plan.Expansion) {
	spec := &plan.Network{
		View: networkViews[r.arguments["view"]], Newman: r.arguments["weight"] == "NEWMAN",
		First: r.number("first", 0, r.pages.Most),
	}
	rankBy, _ := r.arguments["rankBy"].(string)
	spec.RankBy, _ = model.MeasureNamed(rankBy)
	spec.Measures[spec.RankBy] = true
	spec.Resolution, _ = r.arguments["resolution"].(float64)
	if spec.Resolution < leastResolution || spec.Resolution > mostResolution {
		r.fail(input.Beyond("resolution", spec.Resolution, leastResolution, mostResolution))
	}
	money := []model.RelType{model.InvestedIn}
	if spec.View == model.StateCapital {
		money = append(money, model.CommittedTo)
	} else if r.arguments["commitments"] != nil {
		r.fail(input.Wrong("commitments", "only allowed together with view: STATE_CAPITAL: set `view`, or omit `commitments`"))
	}
	spec.Part.Expansion = plan.Expansion{Patterns: r.money(plan.EitherDirection, money...), NodePredicate: r.nodePredicate()}
	spec.Steps = r.networkSteps(spec.Part.Expansion)
	return spec, spec.Part.Expansion
}

// mostNetworkSteps is the maximum number of fields of an argument that are steps of their own.
const mostNetworkSteps = 8

// networkSteps returns the conditions of a network one after the other: the time, the fields of the filters, and those of
// through. The conditions of the whole network are counted already, so they are not counted again.
func (r *reading) networkSteps(whole plan.Expansion) []plan.NetworkStep {
	if r.err != nil {
		return nil
	}
	counted := r.Meter
	defer func() { r.Meter = counted }()
	part := plan.Expansion{}
	for _, pattern := range whole.Patterns {
		part.Patterns = append(part.Patterns, plan.RelationshipPattern{Rel: pattern.Rel, Node: pattern.Node})
	}
	steps := []plan.NetworkStep{{Expansion: part}}
	add := func(condition string, at int, where plan.Predicate) {
		if where == nil {
			return
		}
		part.Patterns = slices.Clone(part.Patterns)
		part.Patterns[at].Where = plan.AllOf(part.Patterns[at].Where, where)
		steps = append(steps, plan.NetworkStep{Condition: condition, Expansion: part})
	}
	for i, pattern := range part.Patterns {
		add("time", i, r.shown(along(pattern.Rel, pattern.Node)))
	}
	for i, pattern := range part.Patterns {
		field := r.bindings.relationshipTypes[pattern.Rel].field
		scope := r.edgeScope(r.bindings.relationshipTypes[pattern.Rel].edge, 1)
		for _, one := range apart(field, r.arguments[field]) {
			where, err := r.filter(field, scope, one.object)
			r.fail(err)
			add(one.condition, i, where)
		}
	}
	for _, one := range apart("through", r.arguments["through"]) {
		part.NodePredicate = plan.AllOf(part.NodePredicate, r.nodesOf(one.object))
		steps = append(steps, plan.NetworkStep{Condition: one.condition, Expansion: part})
	}
	return steps
}

// fieldOf is one field of an argument.
type fieldOf struct {
	condition string // its path
	object    input.Object
}

// apart returns the fields of an argument, or the whole argument if it has many.
func apart(argument string, object any) (all []fieldOf) {
	given := objectOf(object)
	if len(given) > mostNetworkSteps {
		return []fieldOf{{argument, given}}
	}
	for _, e := range given {
		if e.Value != nil {
			all = append(all, fieldOf{argument + "." + e.Name, input.Object{e}})
		}
	}
	return all
}

// measuresOf adds a measure to the network when a field is planned. Fields with the same network share all measures.
func measuresOf(m model.Measure, field foundField) foundField {
	return func(s *found, c collected) response.Value {
		spec, _ := s.initPlans[s.number-1].(*plan.Network)
		spec.Measures[m] = true
		return field(s, c)
	}
}

var (
	networkFields = foundFields{
		"nodeCount":      leaf(response.NetworkNodeCount),
		"edgeCount":      leaf(response.NetworkEdgeCount),
		"componentCount": measuresOf(model.Component, leaf(response.NetworkComponentCount)),
		"isDirected":     leaf(response.NetworkDirected),
		"modularity":     measuresOf(model.Community, leaf(response.NetworkModularity)),
		"nodes":          part(response.NetworkNodes, "NetworkNode", networkNodeFields),
		"edges": part(response.NetworkEdges, "NetworkEdge", foundFields{
			"source": part(response.NetworkEdgeSource, "NetworkNode", networkNodeFields),
			"target": part(response.NetworkEdgeTarget, "NetworkNode", networkNodeFields),
			"weight": leaf(response.NetworkEdgeWeight),
			"count":  leaf(response.NetworkEdgeCounted),
		}),
		"communities": measuresOf(model.Community, part(response.NetworkCommunities, "NetworkCommunity", foundFields{
			"number": leaf(response.NetworkCommunityNumber),
			"size":   leaf(response.NetworkCommunitySize),
			"nodes":  part(response.NetworkCommunityNodes, "NetworkNode", networkNodeFields),
		})),
	}
	networkNodeFields = func() foundFields {
		fields := foundFields{
			"rank": leaf(response.NetworkRank),
			"node": node(response.NetworkNodeItself),
			"side": leaf(response.NetworkNodeSide),
		}
		for _, m := range model.AllMeasures() {
			fields[m.Name()] = measuresOf(m, func(*found, collected) response.Value { return response.NetworkValue{Measure: m} })
		}
		return fields
	}()
)
