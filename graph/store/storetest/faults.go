package storetest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// checkTimeout is how long a check waits before it fails. No answer depends on it.
const checkTimeout = time.Minute

// ended returns contexts that have ended, with the expected error of each.
func ended(t *testing.T) []struct {
	name string
	ctx  context.Context
	want error
} {
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	late, cancelLate := context.WithDeadline(t.Context(), time.Unix(0, 0))
	t.Cleanup(cancelLate)
	return []struct {
		name string
		ctx  context.Context
		want error
	}{
		{"cancelled", cancelled, store.ErrCancelled},
		{"deadline passed", late, store.ErrTimeout},
	}
}

// checkEndedContext checks that Run returns ErrCancelled or ErrTimeout if its context has ended.
func checkEndedContext(t *testing.T, s store.Store) {
	p := root(&plan.TotalCount{From: firms})
	for _, c := range ended(t) {
		t.Run(c.name, func(t *testing.T) {
			record, err := s.Run(c.ctx, p)
			if !errors.Is(err, c.want) {
				t.Errorf("Run: record %v, error %v, want %v", record, err, c.want)
			}
			expect(t, s, p, list{16}) // the store still works
		})
	}
}

// checkInterruption checks that Run returns ErrCancelled or ErrTimeout soon after ctx ends, while the statement runs.
func checkInterruption(t *testing.T, open func(t *testing.T) store.Store) {
	s := opened(t, open)
	f := facts{nodes: []model.Node{node(model.Firm, "firm:loop", nil)}}
	for i := range 2000 {
		f.relationships = append(f.relationships,
			relationship(model.InvestedIn, fmt.Sprintf("investment:%d", i), "firm:loop", "firm:loop", nil))
	}
	load(t, s, f)
	// For each of 2,000² rows, the statement reads 2,000 relationships. The record itself would be small.
	investments := outgoing(model.InvestedIn)
	led := &plan.TotalCount{From: investments, Where: equal(rel(of(model.Lead)), true)}
	p := at("firm:loop", all(investments, all(investments, led)))

	interrupted := func(ctx context.Context, t *testing.T, want error) {
		t.Helper()
		errs := make(chan error, 1)
		go func() {
			_, err := s.Run(ctx, p)
			errs <- err
		}()
		select {
		case err := <-errs:
			if !errors.Is(err, want) {
				t.Errorf("Run: error %v, want %v", err, want)
			}
		case <-time.After(checkTimeout):
			t.Fatalf("Run: no answer %v after its context ended", checkTimeout)
		}
		expect(t, s, root(&plan.TotalCount{From: firms}), list{1}) // the store still works
	}
	t.Run("deadline", func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		defer cancel()
		interrupted(ctx, t, store.ErrTimeout)
	})
	t.Run("deadline of more than run at one time", func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
		defer cancel()
		const readers = 32
		errs := make(chan error, readers)
		for range readers {
			go func() {
				_, err := s.Run(ctx, p)
				errs <- err
			}()
		}
		stuck := time.After(checkTimeout)
		for range readers {
			select {
			case err := <-errs:
				if !errors.Is(err, store.ErrTimeout) {
					t.Errorf("Run: error %v, want %v", err, store.ErrTimeout)
				}
			case <-stuck:
				t.Fatalf("Run: no answer %v after its context ended", checkTimeout)
			}
		}
		expect(t, s, root(&plan.TotalCount{From: firms}), list{1}) // the store still works
	})
	t.Run("pings beside more than run at one time", func(t *testing.T) { checkPingBesideRuns(t, s, p) })
	t.Run("cancelled", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		defer time.AfterFunc(100*time.Millisecond, cancel).Stop()
		defer cancel()
		interrupted(ctx, t, store.ErrCancelled)
	})
}

// checkPingBesideRuns checks that Ping responds while more endless plans are in progress than the store runs at one
// time.
func checkPingBesideRuns(t *testing.T, s store.Store, endless *plan.Plan) {
	running, stop := context.WithCancel(t.Context())
	defer stop()
	const readers = 100
	errs := make(chan error, readers)
	for range readers {
		go func() {
			_, err := s.Run(running, endless)
			errs <- err
		}()
	}
	isFull := func() bool {
		ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		defer cancel()
		_, err := s.Run(ctx, root(&plan.TotalCount{From: firms}))
		return err != nil
	}
	for !isFull() {
		if t.Context().Err() != nil {
			t.Fatal("one more plan always finds a place")
		}
	}
	for range 3 {
		ctx, cancel := context.WithTimeout(t.Context(), checkTimeout)
		if err := s.Ping(ctx); err != nil {
			t.Errorf("Ping beside %d plans: %v", readers, err)
		}
		cancel()
	}
	stop()
	for range readers {
		if err := <-errs; !errors.Is(err, store.ErrCancelled) && !errors.Is(err, store.ErrUnavailable) {
			t.Errorf("Run: error %v, want %v, or %v for one that found no connection", err, store.ErrCancelled, store.ErrUnavailable)
		}
	}
	expect(t, s, root(&plan.TotalCount{From: firms}), list{1}) // the store still works
}

// checkConcurrency checks that concurrent plans return the same answers as single ones.
func checkConcurrency(t *testing.T, s store.Store) {
	plans := []*plan.Plan{
		root(&plan.TotalCount{From: firms}),
		root(all(firms, id, of(model.Name), all(incoming(model.InvestedIn), relID))),
		at("firm:alpha", all(sourcesOf(plan.OfNode), id), all(conflictsOf(plan.OfNode), id)),
		root(where(firms, exists(incoming(model.InvestedIn), plan.HasLabel{Labels: model.StateFund.Set()}), id)),
		root(all(marked(model.Investors, model.Investor), id)),
	}
	want := make([]any, len(plans))
	for i, p := range plans {
		want[i] = run(t, s, p)
	}
	const readers, times = 16, 10
	var running sync.WaitGroup
	for reader := range readers {
		running.Go(func() {
			for i := range times * len(plans) {
				which := (reader + i) % len(plans)
				record, err := s.Run(t.Context(), plans[which])
				if err != nil {
					t.Errorf("Run: %v", err)
					return
				}
				if diff := cmp.Diff(want[which], Decode(record, record.Root())); diff != "" {
					t.Errorf("Run beside others: another record than alone (-alone +beside):\n%s", diff)
				}
			}
		})
	}
	running.Wait()
}
