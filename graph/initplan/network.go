package initplan

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/network"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// network measures a network, and returns its first nodes with the edges among them and their communities.
func (f *Finder) network(ctx context.Context, spec *plan.Network) (*plan.FoundNetwork, error) {
	ctx, end := f.Steps.Begin(ctx, "network")
	m, err := f.Networks.Of(ctx, spec)
	end(err)
	if err != nil {
		return nil, err
	}
	found := &plan.FoundNetwork{
		Directed: m.View.Graph.Directed(), NodeCount: m.View.Graph.Nodes(), EdgeCount: m.View.Graph.EdgeCount(),
		Modularity: math.NaN(),
	}
	if m.communities != nil && found.EdgeCount > 0 {
		found.Modularity = plan.Rounded(m.communities.Modularity)
	}
	if m.components != nil {
		found.ComponentCount = len(m.components.Sizes)
	}
	first := m.first(spec)
	for _, number := range first {
		found.Nodes = append(found.Nodes, m.Node(number))
	}
	found.Edges = edgesAmong(m.View.Graph, first)
	if m.communities != nil {
		found.Communities = communitiesOf(m.communities, first)
	}
	if found.EdgeCount == 0 {
		found.Hint, err = f.WhyEmpty(ctx, spec)
	}
	return found, err
}

// first returns the numbers of the nodes that rank first.
func (m *Measured) first(spec *plan.Network) []int32 {
	values := m.values[spec.RankBy]
	order := make([]int32, len(values))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int {
		switch {
		case spec.RankBy.Before(values[a], values[b]):
			return -1
		case spec.RankBy.Before(values[b], values[a]):
			return 1
		}
		return cmp.Or(cmp.Compare(m.View.Nodes[a].ID, m.View.Nodes[b].ID), cmp.Compare(a, b))
	})
	return order[:min(len(order), spec.First)]
}

// Node returns a node by its number, with its measures.
func (m *Measured) Node(number int32) plan.NetworkNode {
	n := plan.NetworkNode{ID: m.View.Nodes[number].ID, Side: m.View.Nodes[number].Side}
	for of := range n.Values {
		switch measure := model.Measure(of); {
		case measure == model.Community && m.communities != nil:
			n.Values[of] = float64(m.communities.Of[number]) + 1
		case measure == model.Component && m.components != nil:
			n.Values[of] = float64(m.components.Of[number]) + 1
		case measure == model.Community || measure == model.Component || m.values[of] == nil:
			n.Values[of] = math.NaN()
		default:
			n.Values[of] = m.values[of][number]
		}
	}
	return n
}

// edgesAmong returns the heaviest edges among nodes, by the places of the nodes.
func edgesAmong(g *network.Graph, nodes []int32) []plan.NetworkEdge {
	places := make([]int32, g.Nodes()) // plus one; 0 for none
	for place, number := range nodes {
		places[number] = int32(place) + 1
	}
	var edges []plan.NetworkEdge
	for e := range g.Edges() {
		from, to := int(places[e.From])-1, int(places[e.To])-1
		if from < 0 || to < 0 {
			continue
		}
		if !g.Directed() {
			from, to = min(from, to), max(from, to)
		}
		edges = append(edges, plan.NetworkEdge{Source: from, Target: to, Weight: plan.Rounded(e.Weight), Count: int(e.Count)})
	}
	slices.SortFunc(edges, func(a, b plan.NetworkEdge) int {
		return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.Source, b.Source), cmp.Compare(a.Target, b.Target))
	})
	return edges[:min(len(edges), plan.EdgesPerNode*len(nodes))]
}

// communitiesOf returns the communities of nodes, in order of their numbers.
func communitiesOf(all *network.Communities, nodes []int32) []plan.NetworkCommunity {
	at := map[int32]int{}
	var found []plan.NetworkCommunity
	for place, number := range nodes {
		of := all.Of[number]
		if _, seen := at[of]; !seen {
			at[of] = len(found)
			found = append(found, plan.NetworkCommunity{Number: int(of) + 1, Size: int(all.Sizes[of])})
		}
		one := &found[at[of]]
		one.Nodes = append(one.Nodes, place)
	}
	slices.SortFunc(found, func(a, b plan.NetworkCommunity) int { return cmp.Compare(a.Number, b.Number) })
	return found
}
