package network

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/store/storetest"
)

// directedGraphs are graphs with many nodes without outgoing edges: the generated paths of state capital, and a
// random graph.
func directedGraphs(t *testing.T) map[string]*Graph {
	t.Helper()
	v, err := generated(t, storetest.PathsGraph).View(t.Context(), model.StateCapital, ViewOptions{})
	if err != nil {
		t.Fatal(err)
	}
	chance := rand.New(rand.NewPCG(5, 5))
	var edges []Edge
	for range 900 {
		from, to := int32(chance.IntN(60)*5), int32(chance.IntN(300))
		if from != to {
			edges = append(edges, Edge{From: from, To: to, Weight: 1, Count: 1})
		}
	}
	return map[string]*Graph{"state capital": v.Graph, "by chance": graphOf(t, 300, true, edges)}
}

// TestSampledBetweennessIsExactWhereAllAreDrawn checks that the estimate equals betweenness if all nodes with
// outgoing edges are pivots, whatever the number of other nodes.
func TestSampledBetweennessIsExactWhereAllAreDrawn(t *testing.T) {
	for name, g := range directedGraphs(t) {
		sources := g.sources()
		if len(sources) < 2 || 2*len(sources) > g.Nodes() {
			t.Fatalf("%s: of %d nodes %d have an edge out", name, g.Nodes(), len(sources))
		}
		want, err := Betweenness(t.Context(), g, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if slices.Max(want) == 0 {
			t.Fatalf("%s: nobody stands between others", name)
		}
		got, err := SampledBetweenness(t.Context(), g, Options{Pivots: len(sources)})
		if err != nil {
			t.Fatal(err)
		}
		for node := range want {
			if math.Abs(got[node]-want[node]) > 1e-12*want[node] {
				t.Errorf("%s: node %d has %v, want %v", name, node, got[node], want[node])
			}
		}
	}
}

// TestPivotsHaveEdgesOut checks that each pivot has outgoing edges, and is drawn once.
func TestPivotsHaveEdgesOut(t *testing.T) {
	for name, g := range directedGraphs(t) {
		for seed := range uint64(20) {
			o, err := Options{Pivots: 12, Seed: seed}.filled()
			if err != nil {
				t.Fatal(err)
			}
			pivots := g.pivots(o)
			if len(slices.Compact(slices.Clone(pivots))) != 12 || !slices.IsSorted(pivots) {
				t.Errorf("%s: the pivots are %v", name, pivots)
			}
			for _, p := range pivots {
				if len(g.Neighbours(int(p))) == 0 {
					t.Errorf("%s: no edge leads away from the pivot %d", name, p)
				}
			}
		}
	}
}

// TestSampledBetweennessIsUnbiased checks that the mean of the estimates over all draws equals betweenness, on small
// directed and undirected graphs.
func TestSampledBetweennessIsUnbiased(t *testing.T) {
	chance := rand.New(rand.NewPCG(6, 6))
	for graph := range 40 {
		isDirected := graph%2 == 0
		var edges []Edge
		for range 6 + chance.IntN(10) {
			from, to := int32(chance.IntN(6)), int32(chance.IntN(9)) // and one node has no edges
			if from != to {
				edges = append(edges, Edge{From: from, To: to, Weight: 1, Count: 1})
			}
		}
		g := graphOf(t, 10, isDirected, edges)
		want, err := Betweenness(t.Context(), g, Options{})
		if err != nil {
			t.Fatal(err)
		}
		for k := 2; k <= len(g.sources()); k++ {
			draws := draw(g.sources(), k)
			mean := make([]float64, g.Nodes())
			for _, pivots := range draws {
				values, err := estimate(t.Context(), g, pivots)
				if err != nil {
					t.Fatal(err)
				}
				for node, value := range values {
					mean[node] += value / float64(len(draws))
				}
			}
			for node := range want {
				if math.Abs(mean[node]-want[node]) > 1e-12 {
					t.Errorf("%s: node %d has %v in the mean of %d draws, want %v",
						fmt.Sprintf("graph %d, %d pivots", graph, k), node, mean[node], len(draws), want[node])
				}
			}
		}
	}
}

// draw returns all selections of k nodes, in order.
func draw(nodes []int32, k int) [][]int32 {
	if k == 0 {
		return [][]int32{nil}
	}
	var draws [][]int32
	for i := 0; i+k <= len(nodes); i++ {
		for _, rest := range draw(nodes[i+1:], k-1) {
			draws = append(draws, append([]int32{nodes[i]}, rest...))
		}
	}
	return draws
}
