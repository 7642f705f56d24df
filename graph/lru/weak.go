package lru

import (
	"runtime"
	"weak"
)

// Weak keeps what values of a K were made into. It keeps no K alive, and drops what was made of one when nobody else
// does, or when others were used since and there is no room for it. A V must not refer to its K. It is safe for use by
// several goroutines.
type Weak[K, V any] struct {
	made *Cache[weak.Pointer[K], V]
}

// NewWeak returns a cache for values that keep at most this many bytes alive together.
func NewWeak[K, V any](most int64) Weak[K, V] {
	weigh := func(_ weak.Pointer[K], v V) int64 { return Footprint(v) }
	return Weak[K, V]{New(most, weigh, nil)}
}

// Get returns what was made of a K, and whether it is there.
func (c Weak[K, V]) Get(of *K) (V, bool) { return c.made.Get(weak.Make(of)) }

// Add adds what was made of a K.
func (c Weak[K, V]) Add(of *K, value V) {
	if key := weak.Make(of); c.made.Add(key, value) {
		runtime.AddCleanup(of, c.made.Remove, key)
	}
}

// Len returns the number of values.
func (c Weak[K, V]) Len() int { return c.made.Len() }
