package lru_test

import (
	"runtime"
	"strings"
	"testing"

	"github.com/stakegraph/stakegraph/graph/lru"
)

type source struct{ text string }

// TestWeakKeepsWhatSomebodyUses checks that a value is found again, and that none outlives its key.
func TestWeakKeepsWhatSomebodyUses(t *testing.T) {
	c := lru.NewWeak[source, string](1 << 20)
	one, other := &source{"one"}, &source{"other"}
	if _, found := c.Get(one); found {
		t.Error("a value is there before it was added")
	}
	c.Add(one, "made of one")
	c.Add(other, "made of the other")
	if made, found := c.Get(one); !found || made != "made of one" || c.Len() != 2 {
		t.Errorf("%q, %t, and %d are kept", made, found, c.Len())
	}
	runtime.KeepAlive(other)
	for c.Len() > 1 { // until the garbage collector has freed other
		runtime.GC()
	}
	runtime.KeepAlive(one)
}

// TestWeakIsBounded checks that values are dropped if they would exceed the cache, although their keys are alive.
func TestWeakIsBounded(t *testing.T) {
	const most = 1 << 20
	c := lru.NewWeak[source, string](most)
	var sources []*source
	for range 300 {
		s := &source{"kept"}
		c.Add(s, strings.Repeat("x", 10_000))
		sources = append(sources, s)
	}
	if n, alive := c.Len(), lru.Footprint(c); n < 2 || n >= len(sources) || alive > most*11/10 {
		t.Errorf("%d values of %d are kept, and take %d bytes, of %d at most", n, len(sources), alive, most)
	}
	runtime.KeepAlive(sources)
}
