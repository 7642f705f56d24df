package lru

import (
	"runtime"
	"weak"
)

// Weak caches values that are derived from a K. It does not keep the K alive. A value is dropped when its K is garbage,
// or when it is the least recently used and there is no room. A V must not refer to its K. It is safe for concurrent
// use.
type Weak[K, V any] struct {
	made *Cache[weak.Pointer[K], V]
}

// NewWeak returns a cache for values that keep at most this many bytes alive in total.
func NewWeak[K, V any](most int64) Weak[K, V] {
	weigh := func(_ weak.Pointer[K], v V) int64 { return Footprint(v) }
	return Weak[K, V]{New(most, weigh, nil)}
}

// Get returns the value derived from a K, and whether it is cached.
func (c Weak[K, V]) Get(of *K) (V, bool) { return c.made.Get(weak.Make(of)) }

// Add adds the value derived from a K.
func (c Weak[K, V]) Add(of *K, value V) {
	if key := weak.Make(of); c.made.Add(key, value) {
		runtime.AddCleanup(of, c.made.Remove, key)
	}
}

// Len returns the number of values.
func (c Weak[K, V]) Len() int { return c.made.Len() }
