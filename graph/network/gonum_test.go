//go:build !race

package network

import (
	"testing"

	"gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/community"
	"gonum.org/v1/gonum/graph/network"
	"gonum.org/v1/gonum/graph/simple"
	"gonum.org/v1/gonum/graph/topo"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/store/storetest"
)

// TestMeasuresOfGonum compares the measures that gonum has too, on a directed and an undirected view.
func TestMeasuresOfGonum(t *testing.T) {
	c := generated(t, storetest.PathsGraph)
	t.Run("directed", func(t *testing.T) {
		v, err := c.View(t.Context(), model.StateCapital, ViewOptions{})
		if err != nil {
			t.Fatal(err)
		}
		g := simple.NewDirectedGraph()
		fill(v.Graph, g, func(e Edge) { g.SetEdge(simple.Edge{F: simple.Node(e.From), T: simple.Node(e.To)}) })
		measured, err := v.Graph.Unweighted().Measure(t.Context(), Options{}, model.PageRank, model.Betweenness)
		if err != nil {
			t.Fatal(err)
		}
		sameAs(t, "PageRank", measured.Of(model.PageRank), network.PageRankSparse(g, DefaultDamping, 1e-14), 1)
		pairs := float64(v.Graph.Nodes()-1) * float64(v.Graph.Nodes()-2) // gonum returns sums over these
		sameAs(t, "betweenness", measured.Of(model.Betweenness), network.Betweenness(g), pairs)
	})
	t.Run("undirected", func(t *testing.T) {
		v, err := c.View(t.Context(), model.InvestorsByRound, ViewOptions{Weighting: Newman})
		if err != nil {
			t.Fatal(err)
		}
		g := simple.NewWeightedUndirectedGraph(0, 0)
		fill(v.Graph, g, func(e Edge) {
			g.SetWeightedEdge(simple.WeightedEdge{F: simple.Node(e.From), T: simple.Node(e.To), W: e.Weight})
		})
		measured, err := v.Graph.Measure(t.Context(), Options{}, model.Core, model.Component, model.Community)
		if err != nil {
			t.Fatal(err)
		}
		_, shells := topo.DegeneracyOrdering(g)
		cores := map[int64]float64{}
		for k, shell := range shells {
			for _, n := range shell {
				cores[n.ID()] = float64(k)
			}
		}
		sameAs(t, "cores", measured.Of(model.Core), cores, 1)
		if got, want := len(measured.Components.Sizes), len(topo.ConnectedComponents(g)); got != want {
			t.Errorf("%d components, want %d", got, want)
		}
		groups := make([][]graph.Node, len(measured.Communities.Sizes))
		for v, c := range measured.Communities.Of {
			groups[c] = append(groups[c], simple.Node(v))
		}
		sameAs(t, "modularity", []float64{measured.Communities.Modularity}, map[int64]float64{0: community.Q(g, groups, 1)}, 1)
	})
}

// fill adds all nodes, and all edges with set. gonum has no loops.
func fill(g *Graph, to interface{ AddNode(graph.Node) }, set func(Edge)) {
	for v := range g.Nodes() {
		to.AddNode(simple.Node(v))
	}
	for e := range g.Edges() {
		if e.From != e.To {
			set(e)
		}
	}
}

// sameAs compares values with those of gonum divided by a number; gonum omits nodes with 0.
func sameAs(t *testing.T, what string, got []float64, theirs map[int64]float64, divided float64) {
	t.Helper()
	want := make([]*float64, len(got))
	for v := range want {
		value := theirs[int64(v)] / divided
		want[v] = &value
	}
	compareValues(t, "gonum's "+what, got, want)
}
