//go:build !race

package graph_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/stakegraph/stakegraph/graph/engine"
	"github.com/stakegraph/stakegraph/graph/sqlite"
	"github.com/stakegraph/stakegraph/graph/store/storetest"
)

// rankedNetwork is an answer about a network, with the numbers as printed.
type rankedNetwork struct {
	Nodes []struct {
		Rank  int
		Node  struct{ ID string }
		Side  string
		Value *json.Number
	}
	Edges []struct {
		Source, Target struct{ Rank int }
		Weight         json.Number
	}
}

// TestEqualMeasuresRankByID checks, for every view, weight and measure, that nodes are ordered by the printed measure
// and then by id, and edges by the printed weight and then by the ranks of their ends.
func TestEqualMeasuresRankByID(t *testing.T) {
	s, err := sqlite.Open(t.Context(), sqlite.Memory)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.Load(t.Context(), storetest.Shape{Firms: 600, Investors: 300, Investments: 1500, Seed: 3}.Fill); err != nil {
		t.Fatal(err)
	}
	e := serve(engine.Config{Store: s})
	fields := map[string]string{
		"DEGREE": "degree", "IN_DEGREE": "inDegree", "OUT_DEGREE": "outDegree", "STRENGTH": "strength", "PAGE_RANK": "pageRank",
		"BETWEENNESS": "betweenness", "SAMPLED_BETWEENNESS": "sampledBetweenness", "CLOSENESS": "closeness",
		"EIGENVECTOR": "eigenvector", "CORE": "core", "CONSTRAINT": "constraint",
	}
	tied := 0
	for _, view := range []string{"INVESTORS_AND_FIRMS", "INVESTORS_BY_FIRM", "INVESTORS_BY_ROUND", "FIRMS_BY_INVESTOR", "STATE_CAPITAL"} {
		for _, weight := range []string{"COUNT", "NEWMAN"} {
			for measure, field := range fields {
				var answer struct {
					Data struct{ Network rankedNetwork }
				}
				answered(t, e, fmt.Sprintf(`{ network(view: %s, weight: %s, rankBy: %s, first: 1000) {
					nodes { rank side value: %s node { id } } edges { weight source { rank } target { rank } } } }`, view, weight, measure, field), &answer)
				tied += checkRanks(t, view+" "+weight+" "+measure, measure == "CONSTRAINT", answer.Data.Network)
			}
		}
	}
	if tied == 0 {
		t.Error("no two nodes have an equal measure that is no whole number")
	}
	checkExportedMeasures(t, e)
}

// checkExportedMeasures checks that a file has the same numbers as an answer.
func checkExportedMeasures(t *testing.T, e served) {
	t.Helper()
	var answer struct {
		Data struct {
			Network struct {
				Nodes []struct {
					Node                          struct{ ID string }
					Strength, PageRank, Closeness float64
				}
				Edges []struct {
					Source, Target struct{ Node struct{ ID string } }
					Weight         float64
				}
			}
		}
	}
	answered(t, e, `{ network(view: INVESTORS_BY_ROUND, weight: NEWMAN, rankBy: STRENGTH, first: 1000) {
		nodes { node { id } strength pageRank closeness } edges { source { node { id } } target { node { id } } weight } } }`, &answer)
	file := nodeLinked(t, e, "investors-by-round", "weight=NEWMAN&measures=strength,pageRank,closeness")
	nodes, weights := map[any]map[string]any{}, map[[2]any]any{}
	for _, n := range file.Nodes {
		nodes[n["id"]] = n
	}
	for _, edge := range file.Edges {
		weights[[2]any{edge["source"], edge["target"]}] = edge["weight"]
		weights[[2]any{edge["target"], edge["source"]}] = edge["weight"]
	}
	if len(answer.Data.Network.Nodes) < 100 || len(answer.Data.Network.Edges) < 100 {
		t.Fatalf("%d nodes and %d edges are compared", len(answer.Data.Network.Nodes), len(answer.Data.Network.Edges))
	}
	for _, n := range answer.Data.Network.Nodes {
		if in := nodes[n.Node.ID]; in["strength"] != n.Strength || in["pageRank"] != n.PageRank || in["closeness"] != n.Closeness {
			t.Errorf("the file has %v, and the answer %+v", in, n)
		}
	}
	for _, edge := range answer.Data.Network.Edges {
		if in := weights[[2]any{edge.Source.Node.ID, edge.Target.Node.ID}]; in != edge.Weight {
			t.Errorf("the file has the weight %v, and the answer %+v", in, edge)
		}
	}
}

// checkRanks checks the order of nodes and edges, and returns the number of adjacent nodes with equal fractional
// measures.
func checkRanks(t *testing.T, name string, isLeastFirst bool, n rankedNetwork) (tied int) {
	t.Helper()
	value := func(of *json.Number) float64 {
		if of == nil {
			return 1e300 // unknown measures rank last, in both directions
		}
		f, err := of.Float64()
		if err != nil {
			t.Fatal(err)
		}
		if !isLeastFirst {
			f = -f
		}
		return f
	}
	for i := range n.Nodes[1:] {
		a, b := n.Nodes[i], n.Nodes[i+1]
		before, after := value(a.Value), value(b.Value)
		if before == after && before != float64(int64(before)) {
			tied++
		}
		if order := cmp.Or(cmp.Compare(before, after), cmp.Compare(a.Node.ID, b.Node.ID)); order > 0 || order == 0 && a.Side == b.Side {
			t.Errorf("%s: %s with %v is before %s with %v", name, a.Node.ID, a.Value, b.Node.ID, b.Value)
			break
		}
	}
	type edge struct {
		weight         float64
		source, target int
	}
	var edges []edge
	for _, one := range n.Edges {
		weight, err := one.Weight.Float64()
		if err != nil {
			t.Fatal(err)
		}
		edges = append(edges, edge{-weight, one.Source.Rank, one.Target.Rank})
	}
	if !slices.IsSortedFunc(edges, func(a, b edge) int {
		return cmp.Or(cmp.Compare(a.weight, b.weight), cmp.Compare(a.source, b.source), cmp.Compare(a.target, b.target))
	}) {
		t.Errorf("%s: edges of equal printed weights are not in order of their ends", name)
	}
	return tied
}
