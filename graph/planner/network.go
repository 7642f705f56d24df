package planner

import (
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/planner/input"
	"github.com/stakegraph/stakegraph/graph/response"
)

// What the resolution of communities can be.
const (
	leastResolution = 0.01
	mostResolution  = 100
)

var networkViews = map[any]model.NetworkView{
	"INVESTORS_AND_FIRMS": model.Bipartite, "INVESTORS_BY_FIRM": model.InvestorsByFirm,
	"INVESTORS_BY_ROUND": model.InvestorsByRound, "FIRMS_BY_INVESTOR": model.FirmsByInvestor, "STATE_CAPITAL": model.StateCapital,
}

// network plans a search for the first nodes of a network, and what is read of those.
func (p finder) network(at place, f collected) response.Value {
	wanted, err := searchFor(p, f, finder.networkSearch)
	if err != nil {
		return p.failed(at, f.key, f.field.Position, err)
	}
	n := &foundNetwork{found: p.find(at, f, wanted, wanted.Part.Way)}
	n.wanted, _ = p.findings[n.number-1].(*plan.Network) // where two fields ask for one network, it measures for both
	object := p.object(n.at, "Network", f.selections, n.networkField)
	return response.Network{Finding: n.number, Needs: n.needs, Value: object}
}

func (p finder) networkSearch(arguments map[string]any) (wanted *plan.Network, err error) {
	wanted = &plan.Network{View: networkViews[arguments["view"]], Newman: arguments["weight"] == "NEWMAN"}
	rankBy, _ := arguments["rankBy"].(string)
	wanted.RankBy, _ = model.MeasureNamed(rankBy)
	wanted.Measures[wanted.RankBy] = true
	if wanted.First, err = within("first", arguments, 0, p.pages.Most); err != nil {
		return nil, err
	}
	wanted.Resolution, _ = arguments["resolution"].(float64)
	if r := wanted.Resolution; r < leastResolution || r > mostResolution {
		return nil, input.Beyond("resolution", r, leastResolution, mostResolution)
	}
	if arguments["commitments"] != nil && wanted.View != model.StateCapital {
		return nil, input.Wrong("commitments", "only the view STATE_CAPITAL has commitments: write view: STATE_CAPITAL, or leave `commitments` out")
	}
	for _, rel := range money {
		if rel == model.CommittedTo && wanted.View != model.StateCapital {
			continue
		}
		track, err := p.moneyTrack(arguments, rel)
		if err != nil {
			return nil, err
		}
		wanted.Part.Way.Tracks = append(wanted.Part.Way.Tracks, track)
	}
	given, _ := arguments["through"].(input.Object)
	wanted.Part.Way.Through, err = p.through(given)
	return wanted, err
}

// foundNetwork is a search for a network while what is read of its finding is planned.
type foundNetwork struct {
	*found
	wanted *plan.Network
}

// measured has something measured.
func (n *foundNetwork) measured(m model.Measure) { n.wanted.Measures[m] = true }

func (n *foundNetwork) networkField(c collected) response.Value {
	switch c.field.Name {
	case "nodeCount":
		return response.NetworkCount{Of: response.NetworkNodeCount}
	case "edgeCount":
		return response.NetworkCount{Of: response.NetworkEdgeCount}
	case "componentCount":
		n.measured(model.Component)
		return response.NetworkCount{Of: response.NetworkComponentCount}
	case "isDirected":
		return response.NetworkDirected{}
	case "modularity":
		n.measured(model.Community)
		return response.NetworkModularity{}
	case "nodes":
		return response.NetworkNodes{Value: n.object(n.at, "NetworkNode", c.selections, n.nodeField)}
	case "edges":
		return response.NetworkEdges{Value: n.object(n.at, "NetworkEdge", c.selections, n.edgeField)}
	case "communities":
		n.measured(model.Community)
		return response.NetworkCommunities{Value: n.object(n.at, "NetworkCommunity", c.selections, n.communityField)}
	}
	return n.unbound(c)
}

func (n *foundNetwork) nodeField(c collected) response.Value {
	if m, is := model.MeasureNamed(c.field.Name); is {
		n.measured(m)
		return response.NetworkValue{Measure: m}
	}
	switch c.field.Name {
	case "rank":
		return response.NetworkRank{}
	case "node":
		return response.NetworkNodeItself{Node: n.looked(c, "Node", model.Nodes)}
	case "side":
		return response.NetworkNodeSide{}
	}
	return n.unbound(c)
}

func (n *foundNetwork) edgeField(c collected) response.Value {
	switch c.field.Name {
	case "source", "target":
		return response.NetworkEdgeEnd{
			Last: c.field.Name == "target", Value: n.object(n.at, "NetworkNode", c.selections, n.nodeField),
		}
	case "weight":
		return response.NetworkEdgeWeight{}
	case "count":
		return response.NetworkEdgeCounted{}
	}
	return n.unbound(c)
}

func (n *foundNetwork) communityField(c collected) response.Value {
	switch c.field.Name {
	case "number":
		return response.NetworkCommunityNumber{}
	case "size":
		return response.NetworkCommunityNumber{Size: true}
	case "nodes":
		return response.NetworkCommunityNodes{Value: n.object(n.at, "NetworkNode", c.selections, n.nodeField)}
	}
	return n.unbound(c)
}
