package storetest

import (
	"context"
	"errors"
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/store"
)

// checkCancelledLoad cancels a load after about ten thousand facts, of which a store that writes in batches has sent
// several batches, and loads again. Nothing of the first load must remain, and the second must not be affected.
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

// cut is a Writer that passes on a limited number of facts, and then calls end before the next.
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
