package storetest

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// checkVisibility checks that the facts of a load are visible once Load has returned, and none before.
func checkVisibility(t *testing.T, open func(t *testing.T) store.Store, options Options) {
	ctx, cancel := context.WithTimeout(t.Context(), checkTimeout)
	defer cancel()
	s := opened(t, open)
	loadFixture(t, s)
	p := root(
		&plan.TotalCount{From: scan(model.AllLabels)}, &plan.TotalCount{From: marked(model.AllLabels, model.Founder)},
		&plan.One{From: lookup("sector:tech"), Row: row(of(model.Name))}, all(lookup("firm:other"), id),
	)
	old := asDecoded(list{54, 2, list{"Technology"}, list{}})
	changed := asDecoded(list{56, 3, list{"changed"}, singles("firm:other")})

	t.Run("during a load", func(t *testing.T) {
		written, finish, loaded := make(chan struct{}), make(chan struct{}), make(chan error, 1)
		go func() {
			_, err := s.Load(ctx, func(w store.Writer) error {
				err := otherWrites().fill(w)
				close(written)
				<-finish
				return err
			})
			loaded <- err
		}()
		select {
		case <-written:
		case err := <-loaded:
			t.Fatalf("Load: %v before it called fill", err)
		}
		records, errs := make(chan any, 1), make(chan error, 1)
		read := func() {
			record, err := s.Run(ctx, p)
			if err != nil {
				errs <- err
				return
			}
			records <- Decode(record, record.Root())
		}
		answer := func(expected ...any) {
			t.Helper()
			select {
			case got := <-records:
				for _, want := range expected {
					if cmp.Equal(got, want) {
						return
					}
				}
				t.Errorf("Run: %v, want one of %v", got, expected)
			case err := <-errs:
				t.Errorf("Run: %v", err)
			case <-time.After(2 * checkTimeout):
				t.Fatal("Run: no answer")
			}
		}
		if options.ReadsDuringLoad {
			go read()
			answer(old)
			close(finish)
		} else {
			go read() // waits for the load, or answers before it ends
			close(finish)
			answer(old, changed)
		}
		if err := <-loaded; err != nil {
			t.Fatalf("Load: %v", err)
		}
		go read()
		answer(changed)
	})
	t.Run("by every reader afterwards", func(t *testing.T) {
		for year := range int64(20) {
			load(t, s, facts{nodes: []model.Node{node(model.Firm, "firm:other", model.Properties{model.FoundedYear: year})}})
			var beside sync.WaitGroup
			for range 8 {
				beside.Go(func() { // keeps the readers' connections busy
					if _, err := s.Run(ctx, p); err != nil {
						t.Errorf("Run: %v", err)
					}
				})
			}
			expect(t, s, at("firm:other", of(model.FoundedYear)), atNode(year))
			beside.Wait()
		}
	})
	t.Run("a reader may give up", func(t *testing.T) {
		_, err := s.Load(ctx, func(store.Writer) error {
			reading, stop := context.WithTimeout(ctx, 50*time.Millisecond)
			defer stop()
			_, err := s.Run(reading, p)
			if err != nil && !errors.Is(err, store.ErrTimeout) {
				t.Errorf("Run: error %v, want none or %v", err, store.ErrTimeout)
			}
			return nil
		})
		if err != nil {
			t.Errorf("Load: %v", err)
		}
	})
}
