package response

import (
	"math"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// NetworkValue is what was measured of the node, or null where that is not known.
type NetworkValue struct{ Measure model.Measure }

func (v NetworkValue) write(w *writer, _ row) {
	if value := w.networkNode().Values[v.Measure]; v.Measure.IsWhole() {
		w.int(int(value))
	} else {
		w.measured(value)
	}
}

// measured writes a number that is measured, as it was compared.
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

// NetworkNodeCount is the number of nodes of the whole network.
func NetworkNodeCount(w *writer) { w.int(w.under.network.NodeCount) }

// NetworkEdgeCount is the number of edges of the whole network.
func NetworkEdgeCount(w *writer) { w.int(w.under.network.EdgeCount) }

// NetworkComponentCount is the number of components of the whole network.
func NetworkComponentCount(w *writer) { w.int(w.under.network.ComponentCount) }

// NetworkDirected is whether edges have a direction.
func NetworkDirected(w *writer) { w.bool(w.under.network.Directed) }

// NetworkModularity is the modularity of the communities, or null where there is no edge.
func NetworkModularity(w *writer) { w.measured(w.under.network.Modularity) }

// NetworkNodes is the list of the nodes that were found.
func NetworkNodes(w *writer, v Value, r row) {
	w.list(len(w.under.network.Nodes), w.hasNetworkNode, func(i int) { w.atNetworkNode(i, v, r) })
}

// hasNetworkNode reports whether a node of the network, by its place, is still there.
func (w *writer) hasNetworkNode(i int) bool { return w.has(w.under.network.Nodes[i].ID) }

// atNetworkNode writes a node of the network, by its place.
func (w *writer) atNetworkNode(i int, v Value, r row) {
	w.under.place = i
	v.write(w, r)
}

func (w *writer) networkNode() *plan.NetworkNode { return &w.under.network.Nodes[w.under.place] }

// NetworkRank is the node's rank.
func NetworkRank(w *writer) { w.int(w.under.place + 1) }

// NetworkNodeItself is the firm or investor.
func NetworkNodeItself(u *under) string { return u.network.Nodes[u.place].ID }

// NetworkNodeSide is the side that the node stands on, or null.
func NetworkNodeSide(w *writer) {
	w.raw([...]string{model.NoSide: "null", model.InvestorSide: `"INVESTOR"`, model.FirmSide: `"FIRM"`}[w.networkNode().Side])
}

// NetworkEdges is the list of the edges that were found.
func NetworkEdges(w *writer, v Value, r row) {
	isThere := func(w *writer, e *plan.NetworkEdge) bool {
		return w.hasNetworkNode(e.Source) && w.hasNetworkNode(e.Target)
	}
	each(w, w.under.network.Edges, &w.under.edge, isThere, v, r)
}

// NetworkEdgeSource is the node that the edge leads from.
func NetworkEdgeSource(w *writer, v Value, r row) { w.atNetworkNode(w.under.edge.Source, v, r) }

// NetworkEdgeTarget is the node that the edge leads to.
func NetworkEdgeTarget(w *writer, v Value, r row) { w.atNetworkNode(w.under.edge.Target, v, r) }

// NetworkEdgeWeight is the edge's weight.
func NetworkEdgeWeight(w *writer) { w.measured(w.under.edge.Weight) }

// NetworkEdgeCounted is of how many things the edge tells.
func NetworkEdgeCounted(w *writer) { w.int(w.under.edge.Count) }

// NetworkCommunities is the list of the communities of the nodes that were found.
func NetworkCommunities(w *writer, v Value, r row) {
	each(w, w.under.network.Communities, &w.under.community, nil, v, r)
}

// NetworkCommunityNumber is the community's number.
func NetworkCommunityNumber(w *writer) { w.int(w.under.community.Number) }

// NetworkCommunitySize is how many nodes the community has.
func NetworkCommunitySize(w *writer) { w.int(w.under.community.Size) }

// NetworkCommunityNodes is the list of the community's nodes that were found.
func NetworkCommunityNodes(w *writer, v Value, r row) {
	nodes := w.under.community.Nodes
	w.list(len(nodes), func(i int) bool { return w.hasNetworkNode(nodes[i]) }, func(i int) { w.atNetworkNode(nodes[i], v, r) })
}
