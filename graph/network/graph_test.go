package network

import (
	"errors"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestNewMergesEdges(t *testing.T) {
	edges := []Edge{
		{From: 2, To: 0, Weight: 1},
		{From: 0, To: 2, Weight: 2, Count: 3},
		{From: 1, To: 1, Weight: 5},
		{From: 2, To: 0, Weight: 0.5, Count: 2},
		{From: 1, To: 1, Weight: 1},
	}
	undirected := graphOf(t, 4, false, edges)
	directed := graphOf(t, 4, true, edges)
	want := []Edge{{From: 0, To: 2, Weight: 3.5, Count: 6}, {From: 1, To: 1, Weight: 6, Count: 2}}
	for name, g := range map[string]*Graph{"undirected": undirected, "Undirected": directed.Undirected()} {
		if diff := cmp.Diff(want, slices.Collect(g.Edges())); diff != "" || g.EdgeCount() != 2 || g.Directed() {
			t.Errorf("%s: %d edges, directed %v:\n%s", name, g.EdgeCount(), g.Directed(), diff)
		}
	}
	want = []Edge{
		{From: 0, To: 2, Weight: 2, Count: 3},
		{From: 1, To: 1, Weight: 6, Count: 2},
		{From: 2, To: 0, Weight: 1.5, Count: 3},
	}
	if diff := cmp.Diff(want, slices.Collect(directed.Edges())); diff != "" || directed.EdgeCount() != 3 {
		t.Errorf("directed: %d edges:\n%s", directed.EdgeCount(), diff)
	}
	for _, e := range slices.Collect(directed.Unweighted().Edges()) {
		if e.Weight != 1 {
			t.Errorf("unweighted, the edge from %d to %d has weight %v", e.From, e.To, e.Weight)
		}
	}
	if undirected.Undirected() != undirected {
		t.Error("an undirected graph was copied")
	}
	if diff := cmp.Diff([]int32{0}, undirected.Neighbours(2)); diff != "" {
		t.Error(diff)
	}
	// 5 offsets and 3 ends; for a directed graph twice 5 offsets and 3 edges.
	if got, want := [2]int64{undirected.Bytes(), directed.Bytes()}, [2]int64{5*4 + 3*16, 2 * (5*4 + 3*16)}; got != want {
		t.Errorf("the graphs take %v bytes, want %v", got, want)
	}
}

func TestNewRefuses(t *testing.T) {
	for name, test := range map[string]struct {
		nodes int
		edge  Edge
		want  error
	}{
		"no nodes":          {0, Edge{Weight: 1}, ErrInvalid},
		"negative nodes":    {-1, Edge{Weight: 1}, ErrInvalid},
		"too many nodes":    {math.MaxInt32, Edge{Weight: 1}, ErrTooLarge},
		"below":             {2, Edge{From: -1, Weight: 1}, ErrInvalid},
		"above":             {2, Edge{To: 2, Weight: 1}, ErrInvalid},
		"no weight":         {2, Edge{To: 1}, ErrInvalid},
		"a negative weight": {2, Edge{To: 1, Weight: -1}, ErrInvalid},
		"an endless weight": {2, Edge{To: 1, Weight: math.Inf(1)}, ErrInvalid},
		"no number":         {2, Edge{To: 1, Weight: math.NaN()}, ErrInvalid},
		"a negative count":  {2, Edge{To: 1, Weight: 1, Count: -1}, ErrInvalid},
	} {
		if _, err := New(test.nodes, true, []Edge{test.edge}); !errors.Is(err, test.want) {
			t.Errorf("%s: got %v, want %v", name, err, test.want)
		}
	}
}

// TestConnected checks that connected parts of a group become separate parts, numbered by size.
func TestConnected(t *testing.T) {
	path := graphOf(t, 6, false, []Edge{
		{From: 0, To: 1, Weight: 1}, {From: 1, To: 2, Weight: 1}, {From: 2, To: 3, Weight: 1}, {From: 3, To: 4, Weight: 1},
	})
	got, err := path.connected(t.Context(), []int32{1, 0, 0, 1, 1, 1})
	if err != nil {
		t.Fatal(err)
	}
	want := Partition{Of: []int32{2, 0, 0, 1, 1, 3}, Sizes: []int32{2, 2, 1, 1}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func graphOf(t testing.TB, nodes int, directed bool, edges []Edge) *Graph {
	t.Helper()
	g, err := New(nodes, directed, edges)
	if err != nil {
		t.Fatal(err)
	}
	return g
}
