package storetest

import (
	"errors"
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// checkLifecycle checks a store from opening to closing.
func checkLifecycle(t *testing.T, open func(t *testing.T) store.Store) {
	t.Run("fresh", func(t *testing.T) {
		s := opened(t, open)
		if err := s.Ping(t.Context()); err != nil {
			t.Errorf("Ping: %v", err)
		}
		if s.Location() == "" {
			t.Error("Location: nothing")
		}
		checkEmpty(t, s, true)
		one := &plan.One{From: lookup("firm:alpha"), Row: row(id)}
		expect(t, s, root(all(scan(model.AllLabels), id), &plan.TotalCount{From: firms}, one), list{list{}, 0, nil})
		load(t, s, facts{nodes: []model.Node{node(model.Source, "source:one", nil)}})
		checkEmpty(t, s, false)
	})
	t.Run("closed", func(t *testing.T) {
		s := open(t)
		load(t, s, facts{nodes: []model.Node{node(model.Source, "source:one", nil)}})
		if err := s.Close(); err != nil {
			t.Fatalf("Close: %v", err)
		}
		p := root(&plan.TotalCount{From: firms})
		if _, err := s.Run(t.Context(), p); !errors.Is(err, store.ErrUnavailable) {
			t.Errorf("Run after Close: error %v, want %v", err, store.ErrUnavailable)
		}
		if _, err := s.Neighbourhood(t.Context(), &plan.Neighbourhood{Of: []string{"firm:a"}, Steps: 1, First: 1}); !errors.Is(err, store.ErrUnavailable) {
			t.Errorf("Neighbourhood after Close: error %v, want %v", err, store.ErrUnavailable)
		}
		if _, err := s.Load(t.Context(), facts{}.fill); !errors.Is(err, store.ErrUnavailable) {
			t.Errorf("Load after Close: error %v, want %v", err, store.ErrUnavailable)
		}
		if err := s.Ping(t.Context()); !errors.Is(err, store.ErrUnavailable) {
			t.Errorf("Ping after Close: error %v, want %v", err, store.ErrUnavailable)
		}
		if _, err := s.Empty(t.Context()); !errors.Is(err, store.ErrUnavailable) {
			t.Errorf("Empty after Close: error %v, want %v", err, store.ErrUnavailable)
		}
	})
	t.Run("ended context", func(t *testing.T) {
		s := opened(t, open)
		for _, c := range ended(t) {
			if err := s.Ping(c.ctx); err != nil && !errors.Is(err, c.want) {
				t.Errorf("Ping, %s: error %v, want none or %v", c.name, err, c.want)
			}
			if _, err := s.Empty(c.ctx); err != nil && !errors.Is(err, c.want) {
				t.Errorf("Empty, %s: error %v, want none or %v", c.name, err, c.want)
			}
		}
	})
	t.Run("closed while statements are under way", func(t *testing.T) { checkCloseBesideRuns(t, open) })
}

// checkCloseBesideRuns closes a store during reads. Each Run must return its whole answer or ErrUnavailable.
func checkCloseBesideRuns(t *testing.T, open func(t *testing.T) store.Store) {
	s := open(t)
	loadFixture(t, s)
	const readers = 4
	begun, failed := make(chan struct{}, readers), make(chan error, readers)
	for range readers {
		go func() {
			for first := true; ; first = false {
				record, err := s.Run(t.Context(), root(&plan.TotalCount{From: firms}))
				if err == nil && Decode(record, record.Root()).(list)[0] != int64(len(firmIDs)) {
					err = errors.New("a wrong answer")
				}
				if first {
					begun <- struct{}{}
				}
				if err != nil {
					failed <- err
					return
				}
			}
		}()
	}
	for range readers {
		<-begun
	}
	if err := s.Close(); err != nil {
		t.Errorf("Close: %v", err)
	}
	for range readers {
		if err := <-failed; !errors.Is(err, store.ErrUnavailable) {
			t.Errorf("Run beside Close: error %v, want %v", err, store.ErrUnavailable)
		}
	}
}

func checkEmpty(t *testing.T, s store.Store, want bool) {
	t.Helper()
	empty, err := s.Empty(t.Context())
	if err != nil {
		t.Errorf("Empty: %v", err)
	}
	if empty != want {
		t.Errorf("Empty: %t, want %t", empty, want)
	}
}
