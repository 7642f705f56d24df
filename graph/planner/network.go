package planner

import (
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
	return spec, spec.Part.Expansion
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
