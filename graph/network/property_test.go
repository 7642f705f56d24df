package network

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/stakegraph/stakegraph/graph/model"
)

// TestMeasuresOfSmallGraphs compares every measure with a direct implementation of its definition, on random graphs
// with loops, parallel edges, several components and no edges.
func TestMeasuresOfSmallGraphs(t *testing.T) {
	for _, most := range []int{3, 5, 7, 9, 11} {
		t.Run(fmt.Sprint(most), rapid.MakeCheck(func(t *rapid.T) { checkMeasures(t, drawDense(t, most)) }))
	}
}

func checkMeasures(t *rapid.T, d *dense) {
	g, err := New(d.n, d.directed, d.edges)
	if err != nil {
		t.Fatal(err)
	}
	o := Options{Pivots: rapid.IntRange(2, 10).Draw(t, "pivots"), Resolution: rapid.Float64Range(0.2, 3).Draw(t, "resolution")}
	measured, err := g.Measure(t.Context(), o, allMeasures()...)
	if err != nil {
		t.Fatal(err)
	}
	undirected := d.undirected()
	in, out, all := d.degrees()
	_, _, allStrength := d.strengths()
	options, err := o.filled()
	if err != nil {
		t.Fatal(err)
	}
	for m, want := range map[model.Measure][]float64{
		model.InDegree: in, model.OutDegree: out, model.Degree: all,
		model.Strength:           allStrength,
		model.PageRank:           d.pageRank(),
		model.Betweenness:        d.betweenness(nil),
		model.SampledBetweenness: d.betweenness(g.pivots(options)),
		model.Closeness:          d.closeness(),
		model.Core:               d.cores(),
		model.Constraint:         undirected.constraint(),
	} {
		near(t, m.String(), measured.Of(m), want)
	}
	checkEigenvector(t, undirected, measured.Of(model.Eigenvector), measured.Components)
	d.checkComponents(t, measured.Components)
	undirected.checkCommunities(t, measured.Communities, o.Resolution)
}

func near(t *rapid.T, what string, got, want []float64) {
	if len(got) != len(want) {
		t.Fatalf("%s: %v, want %v", what, got, want)
	}
	for v := range got {
		if math.IsNaN(got[v]) != math.IsNaN(want[v]) || math.Abs(got[v]-want[v]) > 1e-9*max(1, math.Abs(want[v])) {
			t.Fatalf("%s: %v, want %v", what, got, want)
		}
	}
}

// checkEigenvector checks that the values are a non-negative eigenvector of the largest component, so that its
// eigenvalue is the largest one, and 0 elsewhere.
func checkEigenvector(t *rapid.T, d *dense, x []float64, components *Partition) {
	if d.n == 0 {
		return
	}
	product, squares := make([]float64, d.n), 0.0
	for u := range d.n {
		if (x[u] > 0) != (components.Of[u] == 0) {
			t.Fatalf("node %d has %v in %v, components %v", u, x[u], x, components.Of)
		}
		squares += x[u] * x[u]
		for v := range d.n {
			product[u] += d.weights[u][v] * x[v]
		}
	}
	eigenvalue := 0.0
	for v := range d.n {
		eigenvalue += x[v] * product[v]
	}
	if math.Abs(squares-1) > 1e-12 {
		t.Fatalf("the squares of %v sum to %v", x, squares)
	}
	for v := range d.n {
		if math.Abs(product[v]-eigenvalue*x[v]) > 1e-9*max(1, eigenvalue) {
			t.Fatalf("%v is no eigenvector: %v, eigenvalue %v", x, product, eigenvalue)
		}
	}
}

// checkComponents checks that two nodes are in the same component if and only if a path connects them, and that parts
// are numbered by size, then by first node.
func (d *dense) checkComponents(t *rapid.T, p *Partition) {
	distances := d.undirected().distances()
	for u := range d.n {
		for v := range d.n {
			if (p.Of[u] == p.Of[v]) != (distances[u][v] < never) {
				t.Fatalf("%d and %d are in %d and %d; distance %d", u, v, p.Of[u], p.Of[v], distances[u][v])
			}
		}
	}
	checkNumbers(t, p)
}

func checkNumbers(t *rapid.T, p *Partition) {
	first := make([]int, len(p.Sizes))
	for c, size := range p.Sizes {
		got := int32(0)
		for _, of := range p.Of {
			if of == int32(c) {
				got++
			}
		}
		first[c] = slices.Index(p.Of, int32(c))
		inOrder := c == 0 || p.Sizes[c-1] > size || p.Sizes[c-1] == size && first[c-1] < first[c]
		if got != size || size == 0 || !inOrder {
			t.Fatalf("part %d has %d nodes: %+v", c, got, *p)
		}
	}
}

// checkCommunities checks that the modularity follows its definition, that every community is connected, and that
// neither single nodes nor the union of two communities would be better.
func (d *dense) checkCommunities(t *rapid.T, c *Communities, resolution float64) {
	checkNumbers(t, &c.Partition)
	got := d.modularity(c.Of, resolution)
	if math.Abs(got-c.Modularity) > 1e-9 {
		t.Fatalf("the modularity is %v, want %v", c.Modularity, got)
	}
	within := dense{n: d.n, weights: make([][]float64, d.n)}
	alone := make([]int32, d.n)
	for u := range d.n {
		alone[u] = int32(u)
		within.weights[u] = make([]float64, d.n)
		for v := range d.n {
			if c.Of[u] == c.Of[v] {
				within.weights[u][v] = d.weights[u][v]
			}
		}
	}
	distances := within.distances()
	for u := range d.n {
		for v := range d.n {
			if c.Of[u] == c.Of[v] && distances[u][v] == never {
				t.Fatalf("%d and %d are in one community without a way inside: %v", u, v, c.Of)
			}
		}
	}
	if one := d.modularity(alone, resolution); one > got+1e-9 {
		t.Fatalf("all alone have modularity %v, %v has %v", one, c.Of, got)
	}
	for a := range int32(len(c.Sizes)) {
		for b := range a {
			merged := slices.Clone(c.Of)
			for v := range merged {
				if merged[v] == a {
					merged[v] = b
				}
			}
			if one := d.modularity(merged, resolution); one > got+leastGain {
				t.Fatalf("%v has modularity %v, merged to %v it is %v", c.Of, got, merged, one)
			}
		}
	}
}
