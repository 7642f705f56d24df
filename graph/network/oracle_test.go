//go:build !race

package network

import (
	"bufio"
	"encoding/json"
	"io"
	"maps"
	"math"
	"slices"
	"sync"
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/sqlite"
	"github.com/stakegraph/stakegraph/graph/store/storetest"
	"github.com/stakegraph/stakegraph/internal/pythontest"
	"github.com/stakegraph/stakegraph/seed"
	"github.com/stakegraph/stakegraph/seed/frozen"
)

// margin is the maximum by which the modularity may be below the best of three runs of igraph's Louvain, and below
// one of NetworkX's. The result depends on the order of nodes, which can change between versions.
const margin = 0.001

// anotherResolution is the resolution of modularity in testdata/measures.py.
const anotherResolution = 0.8

// question is the input of testdata/measures.py for a graph.
type question struct {
	Nodes       int     `json:"nodes"`
	Edges       int     `json:"edges"`
	Directed    bool    `json:"directed"`
	NetworkX    bool    `json:"networkx"`
	Exact       bool    `json:"exact"`
	Pivots      []int32 `json:"pivots"`
	Communities []int32 `json:"communities"`
	Investors   *int    `json:"investors"`

	name string
	view *View
	of   *Collector
}

// answers are values by library and measure.
type answers map[string]map[string][]*float64

// TestMeasuresOfOthers compares every measure with NetworkX and python-igraph, on all views of the Little Giants and
// of a generated graph, and on a larger generated graph where they are fast enough.
func TestMeasuresOfOthers(t *testing.T) {
	littleGiants, small := littleGiants(t), generated(t, storetest.Shape{Firms: 250, Investors: 150, Investments: 700, Seed: 2})
	greater, standard := generated(t, storetest.PathsGraph), generated(t, storetest.Standard)
	questions := slices.Concat(
		questionsOf(t, "seed", littleGiants, true, true,
			model.Bipartite, model.InvestorsByFirm, model.InvestorsByRound, model.FirmsByInvestor, model.StateCapital),
		questionsOf(t, "small", small, true, true, model.Bipartite, model.InvestorsByRound, model.StateCapital),
		questionsOf(t, "greater", greater, false, true, model.InvestorsByRound, model.StateCapital),
		questionsOf(t, "standard", standard, false, false, model.InvestorsByRound),
		questionsOf(t, "standard", standard, false, true, model.StateCapital),
	)
	command := pythontest.Command(t, "testdata/measures.py")
	in, err := command.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	var sending sync.WaitGroup
	sending.Go(func() {
		if err := ask(in, questions); err != nil {
			t.Error(err)
		}
	})
	lines := json.NewDecoder(bufio.NewReader(out))
	for _, q := range questions {
		var theirs answers
		if err := lines.Decode(&theirs); err != nil {
			t.Error(err)
			break
		}
		t.Run(q.name, func(t *testing.T) { q.compare(t, theirs) })
	}
	sending.Wait()
	if err := command.Wait(); err != nil {
		t.Fatal(err)
	}
}

func questionsOf(t *testing.T, name string, of *Collector, networkx, exact bool, kinds ...model.NetworkView) []question {
	t.Helper()
	var questions []question
	for _, kind := range kinds {
		v, err := of.View(t.Context(), kind, ViewOptions{Weighting: Newman})
		if err != nil {
			t.Fatal(err)
		}
		g := v.Graph
		o, err := optionsOfOracle.filled()
		if err != nil {
			t.Fatal(err)
		}
		communities, err := g.Communities(t.Context(), o)
		if err != nil {
			t.Fatal(err)
		}
		q := question{
			Nodes: g.Nodes(), Edges: g.EdgeCount(), Directed: g.Directed(), NetworkX: networkx, Exact: exact,
			Pivots: g.pivots(o), Communities: communities.Of, name: name + "/" + kind.String(), view: v, of: of,
		}
		if kind == model.Bipartite {
			investors := slices.IndexFunc(v.Nodes, func(n Node) bool { return n.Side == model.FirmSide })
			q.Investors = &investors
		}
		questions = append(questions, q)
	}
	return questions
}

var optionsOfOracle = Options{Pivots: 50, Seed: 7}

func ask(in io.WriteCloser, questions []question) error {
	for _, q := range questions {
		if err := json.NewEncoder(in).Encode(q); err != nil {
			return err
		}
		if err := writeEdges(in, q.view.Graph); err != nil {
			return err
		}
	}
	return in.Close()
}

// compare computes the measures and compares each answer of each library. All answers must be used.
func (q *question) compare(t *testing.T, theirs answers) {
	measured, err := q.view.Graph.Measure(t.Context(), optionsOfOracle, q.measures()...)
	if err != nil {
		t.Fatal(err)
	}
	ours := map[string][]float64{"modularity": {measured.Communities.Modularity}}
	for m := range model.Measure(model.MeasureCount) {
		if values := measured.Of(m); values != nil {
			ours[m.String()] = values
		}
	}
	ours["component"] = firstOfPart(*measured.Components)
	delete(ours, "community")
	another, err := q.view.Graph.Modularity(measured.Communities.Partition, anotherResolution)
	if err != nil {
		t.Fatal(err)
	}
	ours["modularity at another resolution"] = []float64{another}
	if q.Investors != nil {
		for _, kind := range []model.NetworkView{model.InvestorsByFirm, model.FirmsByInvestor} {
			ours[kind.String()] = q.projection(t, kind, Shared)
			ours[kind.String()+", Newman"] = q.projection(t, kind, Newman)
		}
	}
	requested := map[string]int{}
	for library, measures := range theirs {
		for name, want := range measures {
			if name == "modularity that the library finds" {
				if got := measured.Communities.Modularity; got < *want[0]-margin {
					t.Errorf("the communities have modularity %v, those of %s %v", got, library, *want[0])
				}
				continue
			}
			requested[name]++
			compareValues(t, library+"'s "+name, ours[name], want)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(ours)) {
		if requested[name] == 0 {
			t.Errorf("no library has measured %s", name)
		}
	}
}

// measures returns the measures that the libraries compute.
func (q *question) measures() []model.Measure {
	all := []model.Measure{model.Degree, model.Strength, model.PageRank, model.SampledBetweenness, model.Eigenvector, model.Core, model.Constraint, model.Component, model.Community}
	if q.Exact {
		all = append(all, model.Betweenness, model.Closeness)
	}
	if q.Directed {
		all = append(all, model.InDegree, model.OutDegree)
	}
	return all
}

// compareValues allows a relative difference of 10⁻⁹, and an absolute one of 10⁻¹² for values as small as the errors
// of the libraries' own iterations.
func compareValues(t *testing.T, what string, got []float64, want []*float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s: %d values, want %d", what, len(got), len(want))
		return
	}
	for v, x := range got {
		switch y := want[v]; {
		case y == nil && math.IsNaN(x):
		case y == nil || !(math.Abs(x-*y) <= 1e-9*math.Abs(*y)+1e-12):
			t.Errorf("%s of %d is %v, want %v", what, v, x, valueOf(y))
			return
		}
	}
}

func valueOf(x *float64) any {
	if x == nil {
		return "none"
	}
	return *x
}

// firstOfPart returns for each node the first node of its part.
func firstOfPart(p Partition) []float64 {
	values := make([]float64, len(p.Of))
	first := map[int32]int{}
	for v, of := range p.Of {
		if _, seen := first[of]; !seen {
			first[of] = v
		}
		values[v] = float64(first[of])
	}
	return values
}

// projection returns the edges of a projection, each as its ends and its weight.
func (q *question) projection(t *testing.T, kind model.NetworkView, weighting Weighting) []float64 {
	t.Helper()
	v, err := q.of.View(t.Context(), kind, ViewOptions{Weighting: weighting})
	if err != nil {
		t.Fatal(err)
	}
	var listed []float64
	for e := range v.Graph.Edges() {
		listed = append(listed, float64(e.From), float64(e.To), e.Weight)
	}
	return listed
}

// littleGiants returns the frozen copy of the Little Giants, as a store streams it.
func littleGiants(t testing.TB) *Collector {
	t.Helper()
	s, err := sqlite.Open(t.Context(), sqlite.Memory)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	if _, err := seed.Load(t.Context(), s, frozen.LittleGiants(), nil); err != nil {
		t.Fatal(err)
	}
	c := NewCollector()
	if err := s.Stream(t.Context(), nil, c); err != nil {
		t.Fatal(err)
	}
	return c
}
