package graph_test

import (
	"context"
	"io"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stakegraph/stakegraph/graph/admission"
	"github.com/stakegraph/stakegraph/graph/apierror"
	"github.com/stakegraph/stakegraph/graph/download"
	"github.com/stakegraph/stakegraph/graph/engine"
	"github.com/stakegraph/stakegraph/graph/initplan"
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/sqlite"
	"github.com/stakegraph/stakegraph/graph/store"
	"github.com/stakegraph/stakegraph/seed"
	"github.com/stakegraph/stakegraph/seed/frozen"
)

// streaming counts the streams of a store.
type streaming struct {
	store.Store
	streams atomic.Int32
	// begun, if not nil, receives a value for each stream, which then waits for the end of its context.
	begun chan struct{}
}

func (s *streaming) Stream(ctx context.Context, part *plan.Subgraph, w store.Writer) error {
	s.streams.Add(1)
	if s.begun != nil {
		s.begun <- struct{}{}
		<-ctx.Done()
		return store.ErrCancelled
	}
	return s.Store.Stream(ctx, part, w)
}

func filledStreaming(t *testing.T) *streaming {
	t.Helper()
	s, err := sqlite.Open(t.Context(), sqlite.Memory)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	if _, err := seed.Load(t.Context(), s, frozen.LittleGiants(), nil); err != nil {
		t.Fatal(err)
	}
	return &streaming{Store: s}
}

// TestNetworksAreKept checks that a network is read once for several queries until the graph changes.
func TestNetworksAreKept(t *testing.T) {
	s := filledStreaming(t)
	e := serve(engine.Config{Store: s})
	request := func(query string, streams int32, says string) {
		t.Helper()
		if _, answer := post(t, e, query, nil); !strings.Contains(answer, says) {
			t.Errorf("%s is answered by %s, which does not say %s", query, answer, says)
		}
		if got := s.streams.Swap(0); got != streams {
			t.Errorf("%s: %d streams, want %d", query, got, streams)
		}
	}
	request(`{ network { nodeCount } }`, 1, `"nodeCount":479`)
	request(`{ network(rankBy: PAGE_RANK, first: 1) { nodes { core rank } } }`, 0, `"rank":1`)
	request(`{ a: network(resolution: 2) { modularity } b: network(resolution: 0.5) { modularity communities { number } } }`, 0, `"number":1`)
	request(`{ network(weight: NEWMAN) { nodeCount } }`, 1, `"nodeCount":479`)
	request(`{ network(investments: {lead: {eq: true}}) { isDirected } }`, 1, `false`)
	request(`{ network(time: {asOf: "2015"}) { isDirected } }`, 1, `false`)
	_, err := s.Load(t.Context(), func(w store.Writer) error {
		for _, n := range []model.Node{
			{Label: model.VCFund, Properties: model.Properties{model.ID: "investor:new", model.Name: "New"}},
			{Label: model.Firm, Properties: model.Properties{model.ID: "firm:new", model.Name: "New"}},
		} {
			if err := w.Node(n); err != nil {
				return err
			}
		}
		return w.Relationship(model.Relationship{
			Type: model.InvestedIn, From: "investor:new", To: "firm:new",
			Properties: model.Properties{model.ID: "investment:new", model.Lead: false},
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	request(`{ network { nodeCount } }`, 1, `"nodeCount":480`)
}

// TestNetworkIsMadeOnce checks that concurrent callers share one build of a network, and that another caller takes
// over if the first one cancels.
func TestNetworkIsMadeOnce(t *testing.T) {
	s := filledStreaming(t)
	e := serve(engine.Config{Store: s})
	var running sync.WaitGroup
	for range 8 {
		running.Go(func() {
			if _, answer := post(t, e, `{ network { nodeCount } }`, nil); !strings.Contains(answer, `"nodeCount":479`) {
				t.Error(answer)
			}
		})
	}
	running.Wait()
	if got := s.streams.Load(); got != 1 {
		t.Errorf("%d streams, want 1", got)
	}
	s.begun = make(chan struct{})
	ctx, cancel := context.WithCancel(t.Context())
	export := func(ctx context.Context) error {
		x, err := download.New(ctx, e.Executor, download.Request{Name: "firms-by-investor", Format: "dot"})
		if err != nil {
			return err
		}
		return write(ctx, x, &strings.Builder{})
	}
	failed := make(chan error, 1)
	go func() { failed <- export(ctx) }()
	<-s.begun
	second, end := context.WithCancel(t.Context())
	go func() { failed <- export(second) }()
	cancel()
	if err := <-failed; apierror.CodeOf(err) != apierror.CodeCancelled {
		t.Errorf("who went away was told %v", err)
	}
	<-s.begun // the second one reads now
	end()
	if err := <-failed; apierror.CodeOf(err) != apierror.CodeCancelled {
		t.Errorf("who went away was told %v", err)
	}
}

// TestNetworkLimits checks that networks that are too large are refused by the right limit.
func TestNetworkLimits(t *testing.T) {
	s := littleGiants(t)
	for _, c := range []struct {
		limits initplan.NetworkLimits
		query  string
		says   string
	}{
		{initplan.NetworkLimits{Pairs: 100, Steps: 1 << 40}, `{ network { nodeCount } }`, `"limit":"networkPairs"`},
		{initplan.NetworkLimits{Pairs: 100, Steps: 1 << 40}, `{ network(view: INVESTORS_AND_FIRMS) { nodeCount } }`, `"nodeCount":`},
		{initplan.NetworkLimits{Pairs: 1 << 30, Steps: 1000}, `{ network(rankBy: BETWEENNESS) { nodeCount } }`, `use SAMPLED_BETWEENNESS`},
		{initplan.NetworkLimits{Pairs: 1 << 30, Steps: 1000}, `{ network { nodes { betweenness } } }`, `"limit":"networkSteps"`},
		{initplan.NetworkLimits{Pairs: 1 << 30, Steps: 1000}, `{ network(rankBy: PAGE_RANK) { nodeCount } }`, `"nodeCount":`},
	} {
		e := serve(engine.Config{Store: s, Networks: c.limits})
		if _, answer := post(t, e, c.query, nil); !strings.Contains(answer, c.says) {
			t.Errorf("%+v: %s is answered by %s", c.limits, c.query, answer)
		}
	}
}

// TestNetworksInTheirLane checks that networks are built one after the other if their lane has one place, that one
// without a place in the queue is refused, and that cached networks need no place.
func TestNetworksInTheirLane(t *testing.T) {
	s := filledStreaming(t)
	lanes := admission.New(admission.Config{
		Lookups: admission.Limits{Places: 1}, Ordinary: admission.Limits{Places: 1}, Networks: admission.Limits{Places: 1, Waiting: 1},
	})
	e := serve(engine.Config{Store: s, Admission: lanes})
	if _, answer := post(t, e, `{ network { nodeCount } }`, nil); !strings.Contains(answer, `"nodeCount":479`) {
		t.Fatal(answer)
	}
	s.begun = make(chan struct{})
	failed := make(chan error, 2)
	begin := func(name string) (end context.CancelFunc) {
		ctx, cancel := context.WithCancel(t.Context())
		go func() {
			x, err := download.New(ctx, e.Executor, download.Request{Name: name, Format: "dot"})
			if err == nil {
				err = write(ctx, x, &strings.Builder{})
			}
			failed <- err
		}()
		return cancel
	}
	endFirst := begin("firms-by-investor")
	<-s.begun
	endSecond := begin("state-capital")
	for lanes.Networks().Waiting() != 1 {
		if t.Context().Err() != nil {
			t.Fatal("the second network does not wait")
		}
		runtime.Gosched()
	}
	if _, answer := post(t, e, `{ network(weight: NEWMAN) { nodeCount } }`, nil); !strings.Contains(answer, apierror.CodeOverloaded) {
		t.Errorf("a third network: %s", answer)
	}
	if _, answer := post(t, e, `{ network { nodeCount } }`, nil); !strings.Contains(answer, `"nodeCount":479`) {
		t.Errorf("a network that is kept: %s", answer)
	}
	endFirst()
	<-s.begun // it is the turn of the second one
	endSecond()
	for range 2 {
		if err := <-failed; apierror.CodeOf(err) != apierror.CodeCancelled {
			t.Errorf("%v, want it cancelled", err)
		}
	}
}

// write prepares a file and writes it.
func write(ctx context.Context, x *download.File, to io.Writer) error {
	ready, err := x.Prepare(ctx)
	if err != nil {
		return err
	}
	return ready.Write(ctx, to, nil)
}
