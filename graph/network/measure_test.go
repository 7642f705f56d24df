package network

import (
	"context"
	"errors"
	"math"
	"reflect"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"

	"go.uber.org/goleak"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/store/storetest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func allMeasures() []model.Measure {
	var all []model.Measure
	for m := range model.Measure(model.MeasureCount) {
		all = append(all, m)
	}
	return all
}

// TestMeasuresAreTheSame checks that every measure returns the same bits on any number of processors.
func TestMeasuresAreTheSame(t *testing.T) {
	c := generated(t, storetest.PathsGraph)
	for _, kind := range []model.NetworkView{model.InvestorsByRound, model.StateCapital} {
		v, err := c.View(t.Context(), kind, ViewOptions{Weighting: Newman})
		if err != nil {
			t.Fatal(err)
		}
		var first *Measures
		for _, processors := range []int{1, 2, 7, 7} {
			before := runtime.GOMAXPROCS(processors)
			measured, err := v.Graph.Measure(t.Context(), Options{}, allMeasures()...)
			runtime.GOMAXPROCS(before)
			if err != nil {
				t.Fatal(err)
			}
			if first == nil {
				first = measured
			}
			for m := range model.Measure(model.MeasureCount) {
				if !sameBits(first.Of(m), measured.Of(m)) {
					t.Errorf("%s, %s differs on %d processors", kind, m, processors)
				}
			}
		}
	}
}

func sameBits(a, b []float64) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if math.Float64bits(a[i]) != math.Float64bits(b[i]) {
			return false
		}
	}
	return true
}

func TestSeedChangesPivots(t *testing.T) {
	v, err := generated(t, storetest.PathsGraph).View(t.Context(), model.InvestorsByRound, ViewOptions{})
	if err != nil {
		t.Fatal(err)
	}
	sampled := func(seed uint64) []float64 {
		values, err := SampledBetweenness(t.Context(), v.Graph, Options{Pivots: 20, Seed: seed})
		if err != nil {
			t.Fatal(err)
		}
		return values
	}
	if reflect.DeepEqual(sampled(1), sampled(2)) {
		t.Error("two seeds give the same pivots")
	}
}

// ending is a context that ends after a given number of checks.
type ending struct {
	context.Context
	left   atomic.Int64
	looked atomic.Int64
}

func endsAfter(t testing.TB, looks int64) *ending {
	e := &ending{Context: t.Context()}
	e.left.Store(looks)
	return e
}

func (e *ending) Err() error {
	e.looked.Add(1)
	if e.left.Add(-1) < 0 {
		return context.Canceled
	}
	return e.Context.Err()
}

// TestMeasuresEndWithTheirContext checks that a measure returns the context's error whenever the context ends, after
// few more checks.
func TestMeasuresEndWithTheirContext(t *testing.T) {
	v, err := generated(t, storetest.PathsGraph).View(t.Context(), model.InvestorsByRound, ViewOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for m := model.PageRank; m < model.Measure(model.MeasureCount); m++ {
		whole := endsAfter(t, math.MaxInt64)
		if _, err := v.Graph.Measure(whole, Options{}, m); err != nil {
			t.Fatal(err)
		}
		looks := whole.looked.Load()
		if looks == 0 {
			t.Errorf("%s never looks at its context", m)
			continue
		}
		for _, after := range []int64{0, looks / 2, looks - 1} {
			ctx := endsAfter(t, after)
			if _, err := v.Graph.Measure(ctx, Options{}, m); !errors.Is(err, context.Canceled) {
				t.Errorf("%s, ended after %d of %d looks: got %v, want %v", m, after, looks, err, context.Canceled)
			}
			if more := ctx.looked.Load() - after; more > int64(2*runtime.GOMAXPROCS(0)) {
				t.Errorf("%s looked %d times more at a context that had ended", m, more)
			}
		}
	}
}

// TestMeasuresLookAtTheirContext checks how often the context is checked: before each search, or before each part of
// the nodes.
func TestMeasuresLookAtTheirContext(t *testing.T) {
	v, err := generated(t, storetest.PathsGraph).View(t.Context(), model.Bipartite, ViewOptions{})
	if err != nil {
		t.Fatal(err)
	}
	nodes := int64(v.Graph.Nodes())
	for m, least := range map[model.Measure]int64{
		model.Betweenness: nodes, model.SampledBetweenness: DefaultPivots, model.Closeness: nodes / 64 * 2, model.Constraint: nodes, model.Core: nodes / spanSize,
		model.Component: nodes / spanSize, model.Community: nodes / spanSize * starts,
	} {
		ctx := endsAfter(t, math.MaxInt64)
		if _, err := v.Graph.Measure(ctx, Options{}, m); err != nil {
			t.Fatal(err)
		}
		if got := ctx.looked.Load(); got < least {
			t.Errorf("%s looked %d times at its context, want %d or more", m, got, least)
		}
	}
}

func TestMaxSteps(t *testing.T) {
	v, err := generated(t, storetest.PathsGraph).View(t.Context(), model.InvestorsByRound, ViewOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for m := range model.Measure(model.MeasureCount) {
		steps := v.Graph.Steps(m, Options{})
		switch m {
		case model.Betweenness, model.SampledBetweenness, model.Closeness, model.Constraint:
		default:
			if steps != 0 {
				t.Errorf("%s takes %d steps, want 0", m, steps)
			}
			continue
		}
		if _, err := v.Graph.Measure(t.Context(), Options{MaxSteps: steps}, m); err != nil {
			t.Errorf("%s: %v", m, err)
		}
		// The error comes before any work, so the context is not checked.
		ctx := endsAfter(t, 0)
		_, err := v.Graph.Measure(ctx, Options{MaxSteps: steps - 1}, model.PageRank, m)
		if !errors.Is(err, ErrTooLarge) || !strings.Contains(err.Error(), m.String()) {
			t.Errorf("%s: got %v, want %v", m, err, ErrTooLarge)
		}
	}
}

func TestOptionsRefused(t *testing.T) {
	g := graphOf(t, 3, false, []Edge{{From: 0, To: 1, Weight: 1}})
	for name, o := range map[string]Options{
		"damping of 1":          {Damping: 1},
		"negative damping":      {Damping: -0.1},
		"no number":             {Tolerance: math.NaN()},
		"negative resolution":   {Resolution: -1},
		"one pivot":             {Pivots: 1},
		"negative iterations":   {MaxIterations: -1},
		"negative steps":        {MaxSteps: -1},
		"tolerance of 1":        {Tolerance: 1},
		"a resolution too fine": {Resolution: math.Inf(1)},
	} {
		for m := model.PageRank; m < model.Measure(model.MeasureCount); m++ {
			if _, err := g.Measure(t.Context(), o, m); !errors.Is(err, ErrInvalid) {
				t.Errorf("%s, %s: got %v, want %v", name, m, err, ErrInvalid)
			}
		}
	}
	if _, err := g.Measure(t.Context(), Options{}, model.Measure(model.MeasureCount)); !errors.Is(err, ErrInvalid) {
		t.Errorf("got %v, want %v", err, ErrInvalid)
	}
	if _, err := g.Modularity(Partition{Of: []int32{0}, Sizes: []int32{1}}, 0); !errors.Is(err, ErrInvalid) {
		t.Errorf("got %v, want %v", err, ErrInvalid)
	}
	if _, err := g.Modularity(Partition{Of: []int32{0, 0, 1}, Sizes: []int32{2}}, 0); !errors.Is(err, ErrInvalid) {
		t.Errorf("got %v, want %v", err, ErrInvalid)
	}
}

func TestNotConverged(t *testing.T) {
	g := graphOf(t, 3, false, []Edge{{From: 0, To: 1, Weight: 1}, {From: 1, To: 2, Weight: 1}})
	for _, m := range []model.Measure{model.PageRank, model.Eigenvector} {
		if _, err := g.Measure(t.Context(), Options{MaxIterations: 2}, m); !errors.Is(err, ErrNotConverged) {
			t.Errorf("%s: got %v, want %v", m, err, ErrNotConverged)
		}
	}
}

func TestOnlyRequestedMeasures(t *testing.T) {
	g := graphOf(t, 2, true, []Edge{{From: 0, To: 1, Weight: 3}})
	measured, err := g.Measure(t.Context(), Options{}, model.Strength, model.Strength)
	if err != nil {
		t.Fatal(err)
	}
	for m := range model.Measure(model.MeasureCount) {
		if got := measured.Of(m) != nil; got != (m == model.Strength) {
			t.Errorf("%s measured: %v", m, got)
		}
	}
	if got := measured.Of(model.Strength); !reflect.DeepEqual(got, []float64{3, 3}) {
		t.Errorf("got %v", got)
	}
	if measured.Communities != nil || measured.Components != nil || measured.Of(model.Measure(model.MeasureCount)) != nil {
		t.Error("there is what was not measured")
	}
}
