package lru_test

import (
	"strings"
	"testing"

	"github.com/stakegraph/stakegraph/graph/lru"
)

// overhead is the constant weight of an entry.
const overhead = 200

func TestCacheBounds(t *testing.T) {
	var dropped []int
	c := lru.New(3*(overhead+10), func(string, int) int64 { return 10 }, func(v int) { dropped = append(dropped, v) })
	for i, key := range strings.Split("abcd", "") {
		if !c.Add(key, i) {
			t.Errorf("%s is not added", key)
		}
	}
	if _, cached := c.Get("a"); cached {
		t.Error("four are kept where there is room for three")
	}
	if v, cached := c.Get("d"); !cached || v != 3 {
		t.Error("the last one is not kept")
	}
	c.Get("b")
	c.Add("d", 33) // replaces the earlier value
	c.Add("e", 4)
	if _, cached := c.Get("c"); cached {
		t.Error("the one used longest ago is kept")
	}
	if _, cached := c.Get("b"); !cached {
		t.Error("one that was used since is dropped")
	}
	if c.Len() != 3 || c.Weight() != 3*(overhead+10) {
		t.Errorf("%d with the weight %d are kept, want 3 with %d", c.Len(), c.Weight(), 3*(overhead+10))
	}
	if len(dropped) != 3 {
		t.Errorf("%v are said to be dropped, want 0, 3 and 2", dropped)
	}
	c.Remove("b")
	c.Remove("a")
	if _, cached := c.Get("b"); cached || c.Len() != 2 || c.Weight() != 2*(overhead+10) {
		t.Errorf("after one was removed %d with the weight %d are kept", c.Len(), c.Weight())
	}
	c.Purge()
	if c.Len() != 0 || c.Weight() != 0 || len(dropped) != 6 {
		t.Errorf("%d with the weight %d are kept after all were dropped, and %v dropped", c.Len(), c.Weight(), dropped)
	}
}

// TestCacheOfHeavyValues checks that a value may use the whole cache, and that one that is too large displaces nothing.
func TestCacheOfHeavyValues(t *testing.T) {
	c := lru.New(1000, func(_ string, weight int64) int64 { return weight }, nil)
	c.Add("light", 1)
	if c.Add("too heavy", 1001-overhead) {
		t.Error("a value that is heavier than the bound is added")
	}
	if _, cached := c.Get("light"); !cached {
		t.Error("a value that is not added pushes out another")
	}
	if !c.Add("heavy", 1000-overhead) || c.Len() != 1 || c.Weight() != c.Most() {
		t.Errorf("%d with the weight %d are kept, want one with %d", c.Len(), c.Weight(), c.Most())
	}
	c.Add("heavy", 1001-overhead)
	if c.Len() != 0 {
		t.Error("a value that has grown beyond the bound leaves its earlier self behind")
	}
}

func TestSightings(t *testing.T) {
	s := lru.NewSightings[int](100)
	if s.Again(7) {
		t.Error("a key is known before it was seen")
	}
	if !s.Again(7) {
		t.Error("a key is not known the second time")
	}
	for i := range 10_000 {
		s.Again(1000 + i)
		if i%50 == 0 && !s.Again(7) {
			t.Fatalf("a key that comes back is forgotten after %d others", i)
		}
	}
	if s.Len() > 200 {
		t.Errorf("%d keys are remembered, want 200 at most", s.Len())
	}
	if s.Again(1000) {
		t.Error("a key that was seen long ago is known")
	}
}
