package storetest

import (
	"context"
	"errors"
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/store"
)

// checkCancelledLoad ends a load after some ten thousand facts of it, of which a store that writes in batches has sent
// several, and loads again: nothing is left of the first, and the second is as if there had been none.
func checkCancelledLoad(t *testing.T, open func(t *testing.T) store.Store) {
	shape := Shape{Firms: 1000, Investors: 750, Investments: 4000, Seed: 1}
	var whole received
	if err := shape.Fill(&whole); err != nil {
		t.Fatal(err)
	}
	s := opened(t, open)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	_, err := s.Load(ctx, func(w store.Writer) error {
		return shape.Fill(&cut{to: w, left: 13_000, end: cancel})
	})
	if !errors.Is(err, store.ErrCancelled) {
		t.Fatalf("Load: error %v, want %v", err, store.ErrCancelled)
	}
	checkEmpty(t, s, true)
	every := len(whole.nodes) + len(whole.relationships)
	tally, err := s.Load(t.Context(), shape.Fill)
	if err != nil {
		t.Fatalf("Load: %v", err)
	}
	expectTally(t, "load", tally, store.Tally{Created: every})
	expectStream(t, s, whole.facts)
}

// cut is a Writer that passes facts on and calls end before the one that is too much.
type cut struct {
	to   store.Writer
	left int
	end  func()
}

func (c *cut) Node(n model.Node) error {
	c.count()
	return c.to.Node(n)
}

func (c *cut) Relationship(r model.Relationship) error {
	c.count()
	return c.to.Relationship(r)
}

func (c *cut) count() {
	if c.left--; c.left == 0 {
		c.end()
	}
}
