package response

import (
	"math"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// NetworkValue is a measure of the node, or null if it is unknown.
type NetworkValue struct{ Measure model.Measure }

func (v NetworkValue) write(w *writer, _ row) {
	if value := w.networkNode().Values[v.Measure]; v.Measure.IsWhole() {
		w.int(int(value))
	} else {
		w.measured(value)
	}
}

// measured writes a measure, with the same digits as in comparisons.
func (w *writer) measured(f float64) {
	switch {
	case math.IsNaN(f):
		w.raw("null")
	case math.IsInf(f, 0):
		w.fail("a measure is not finite")
	default:
		w.float(f)
	}
}

// NetworkNodeCount writes the number of nodes of the whole network.
func NetworkNodeCount(w *writer) { w.int(w.under.network.NodeCount) }

// NetworkEdgeCount writes the number of edges of the whole network.
func NetworkEdgeCount(w *writer) { w.int(w.under.network.EdgeCount) }

// NetworkComponentCount writes the number of components of the whole network.
func NetworkComponentCount(w *writer) { w.int(w.under.network.ComponentCount) }

// NetworkDirected writes whether edges have a direction.
func NetworkDirected(w *writer) { w.bool(w.under.network.Directed) }

// NetworkModularity writes the modularity of the communities, or null without edges.
func NetworkModularity(w *writer) { w.measured(w.under.network.Modularity) }

// NetworkNodes writes the list of the nodes of the result.
func NetworkNodes(w *writer, v Value, r row) {
	w.list(len(w.under.network.Nodes), w.hasNetworkNode, func(i int) { w.atNetworkNode(i, v, r) })
}

// hasNetworkNode reports whether the node at a place still exists.
func (w *writer) hasNetworkNode(i int) bool { return w.has(w.under.network.Nodes[i].ID) }

// atNetworkNode writes the node at a place.
func (w *writer) atNetworkNode(i int, v Value, r row) {
	w.under.place = i
	v.write(w, r)
}

func (w *writer) networkNode() *plan.NetworkNode { return &w.under.network.Nodes[w.under.place] }

// NetworkRank writes the node's rank.
func NetworkRank(w *writer) { w.int(w.under.place + 1) }

// NetworkNodeItself returns the id of the firm or investor.
func NetworkNodeItself(u *under) string { return u.network.Nodes[u.place].ID }

// NetworkNodeSide writes the side of the node, or null.
func NetworkNodeSide(w *writer) {
	w.raw([...]string{model.NoSide: "null", model.InvestorSide: `"INVESTOR"`, model.FirmSide: `"FIRM"`}[w.networkNode().Side])
}

// NetworkEdges writes the list of the edges of the result.
func NetworkEdges(w *writer, v Value, r row) {
	isThere := func(w *writer, e *plan.NetworkEdge) bool {
		return w.hasNetworkNode(e.Source) && w.hasNetworkNode(e.Target)
	}
	each(w, w.under.network.Edges, &w.under.edge, isThere, v, r)
}

// NetworkEdgeSource writes the start of the edge.
func NetworkEdgeSource(w *writer, v Value, r row) { w.atNetworkNode(w.under.edge.Source, v, r) }

// NetworkEdgeTarget writes the end of the edge.
func NetworkEdgeTarget(w *writer, v Value, r row) { w.atNetworkNode(w.under.edge.Target, v, r) }

// NetworkEdgeWeight writes the edge's weight.
func NetworkEdgeWeight(w *writer) { w.measured(w.under.edge.Weight) }

// NetworkEdgeCounted writes the number of facts that the edge combines.
func NetworkEdgeCounted(w *writer) { w.int(w.under.edge.Count) }

// NetworkCommunities writes the list of the communities of the result's nodes.
func NetworkCommunities(w *writer, v Value, r row) {
	each(w, w.under.network.Communities, &w.under.community, nil, v, r)
}

// NetworkCommunityNumber writes the community's number.
func NetworkCommunityNumber(w *writer) { w.int(w.under.community.Number) }

// NetworkCommunitySize writes the number of the community's nodes.
func NetworkCommunitySize(w *writer) { w.int(w.under.community.Size) }

// NetworkCommunityNodes writes the list of the community's nodes in the result.
func NetworkCommunityNodes(w *writer, v Value, r row) {
	nodes := w.under.community.Nodes
	w.list(len(nodes), func(i int) bool { return w.hasNetworkNode(nodes[i]) }, func(i int) { w.atNetworkNode(nodes[i], v, r) })
}
