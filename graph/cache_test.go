package graph

import (
	"strings"
	"testing"
)

func TestCacheBounds(t *testing.T) {
	c := newCache[int](3, 80)
	for i, key := range []string{"a", "b", "c", "d"} {
		c.add(key, i, 10)
	}
	if _, kept := c.get("a"); kept {
		t.Error("four are kept where there is room for three")
	}
	if v, kept := c.get("d"); !kept || v != 3 {
		t.Error("the last one is not kept")
	}
	c.add("heavy", 9, 11)
	if _, kept := c.get("heavy"); kept {
		t.Error("one that is more than an eighth of all is kept")
	}
	c = newCache[int](100, 80)
	for _, key := range strings.Split("abcdefghij", "") {
		c.add(key, 0, 10)
		c.add(key, 1, 10) // in its own place
	}
	if c.weight != 80 || c.values.Len() != 8 {
		t.Errorf("%d with the weight %d are kept, want 8 with 80", c.values.Len(), c.weight)
	}
	if _, kept := c.get("b"); kept {
		t.Error("the one used longest ago is kept")
	}
}
