package response

import (
	"math"
	"strconv"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// Network is what a plan.Network found, as Value says. Nodes that are read and are there no longer are left out, with
// their edges.
type Network struct {
	Finding int // from 1
	Needs   *Needs
	Value   Value
}

// NetworkCount is one of the numbers of the whole network.
type NetworkCount struct{ Of NetworkTotal }

// NetworkTotal is what of a network is counted.
type NetworkTotal uint8

// The totals.
const (
	NetworkNodeCount NetworkTotal = iota
	NetworkEdgeCount
	NetworkComponentCount
)

// NetworkDirected is whether edges have a direction.
type NetworkDirected struct{}

// NetworkModularity is the modularity of the communities, or null where there is no edge.
type NetworkModularity struct{}

// NetworkNodes is the list of the nodes that were found, each as Value says.
type NetworkNodes struct{ Value Value }

// NetworkRank is the node's rank.
type NetworkRank struct{}

// NetworkNodeItself is the firm or investor.
type NetworkNodeItself struct{ Node Looked }

// NetworkNodeSide is the side that the node stands on, or null.
type NetworkNodeSide struct{}

// NetworkValue is what was measured of the node, or null where that is not known.
type NetworkValue struct{ Measure model.Measure }

// NetworkEdges is the list of the edges that were found, each as Value says.
type NetworkEdges struct{ Value Value }

// NetworkEdgeEnd is the node that the edge leads from or, where it is the Last, to.
type NetworkEdgeEnd struct {
	Last  bool
	Value Value
}

// NetworkEdgeWeight is the edge's weight.
type NetworkEdgeWeight struct{}

// NetworkEdgeCounted is of how many things the edge tells.
type NetworkEdgeCounted struct{}

// NetworkCommunities is the list of the communities of the nodes that were found, each as Value says.
type NetworkCommunities struct{ Value Value }

// NetworkCommunityNumber is the community's number, or its size.
type NetworkCommunityNumber struct{ Size bool }

// NetworkCommunityNodes is the list of the community's nodes that were found, each as Value says.
type NetworkCommunityNodes struct{ Value Value }

func (v Network) write(w *writer, r row) {
	found, _ := w.found[v.Finding-1].(*plan.FoundNetwork)
	outer := w.under
	w.under = under{network: found, needs: v.Needs}
	v.Value.write(w, r)
	w.under = outer
}

func (v NetworkCount) write(w *writer, _ row) {
	n := w.under.network
	w.out = strconv.AppendInt(w.out, int64([...]int{
		NetworkNodeCount: n.NodeCount, NetworkEdgeCount: n.EdgeCount, NetworkComponentCount: n.ComponentCount,
	}[v.Of]), 10)
}

func (NetworkDirected) write(w *writer, _ row) {
	w.out = strconv.AppendBool(w.out, w.under.network.Directed)
}

func (NetworkModularity) write(w *writer, _ row) { w.measured(w.under.network.Modularity) }

// measured writes a number that is measured, as it was compared.
func (w *writer) measured(f float64) {
	switch {
	case math.IsNaN(f):
		w.raw("null")
	case math.IsInf(f, 0):
		w.fail("a measure is beyond all numbers")
	default:
		w.float(f)
	}
}

// hasNetworkNode reports whether a node of the network, by its place, is still there.
func (w *writer) hasNetworkNode(i int) bool {
	return w.under.needs.has(w, w.under.network.Nodes[i].ID)
}

// networkNode writes a node of the network, by its place.
func (w *writer) networkNode(i int, value Value, r row) {
	outer := w.under.place
	w.under.place = i
	value.write(w, r)
	w.under.place = outer
}

func (v NetworkNodes) write(w *writer, r row) {
	w.list(len(w.under.network.Nodes), w.hasNetworkNode, func(i int) { w.networkNode(i, v.Value, r) })
}

func (NetworkRank) write(w *writer, _ row) {
	w.out = strconv.AppendInt(w.out, int64(w.under.place)+1, 10)
}

func (v NetworkNodeItself) write(w *writer, _ row) {
	v.Node.write(w, w.under.network.Nodes[w.under.place].ID)
}

func (NetworkNodeSide) write(w *writer, _ row) {
	w.raw([...]string{model.NoSide: "null", model.InvestorSide: `"INVESTOR"`, model.FirmSide: `"FIRM"`}[w.under.network.Nodes[w.under.place].Side])
}

func (v NetworkValue) write(w *writer, _ row) {
	value := w.under.network.Nodes[w.under.place].Values[v.Measure]
	if v.Measure.IsWhole() {
		w.out = strconv.AppendInt(w.out, int64(value), 10)
	} else {
		w.measured(value)
	}
}

func (v NetworkEdges) write(w *writer, r row) {
	edges := w.under.network.Edges
	isThere := func(i int) bool { return w.hasNetworkNode(edges[i].Source) && w.hasNetworkNode(edges[i].Target) }
	w.list(len(edges), isThere, func(i int) {
		w.under.edge = &edges[i]
		v.Value.write(w, r)
	})
}

func (v NetworkEdgeEnd) write(w *writer, r row) {
	i := w.under.edge.Source
	if v.Last {
		i = w.under.edge.Target
	}
	w.networkNode(i, v.Value, r)
}

func (NetworkEdgeWeight) write(w *writer, _ row) { w.measured(w.under.edge.Weight) }

func (NetworkEdgeCounted) write(w *writer, _ row) {
	w.out = strconv.AppendInt(w.out, int64(w.under.edge.Count), 10)
}

func (v NetworkCommunities) write(w *writer, r row) {
	all := w.under.network.Communities
	w.list(len(all), always, func(i int) {
		w.under.community = &all[i]
		v.Value.write(w, r)
	})
}

func (v NetworkCommunityNumber) write(w *writer, _ row) {
	n := w.under.community.Number
	if v.Size {
		n = w.under.community.Size
	}
	w.out = strconv.AppendInt(w.out, int64(n), 10)
}

func (v NetworkCommunityNodes) write(w *writer, r row) {
	nodes := w.under.community.Nodes
	w.list(len(nodes), func(i int) bool { return w.hasNetworkNode(nodes[i]) }, func(i int) {
		w.networkNode(nodes[i], v.Value, r)
	})
}
