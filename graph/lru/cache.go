package lru

import (
	"math"
	"sync"

	"github.com/hashicorp/golang-lru/v2/simplelru"
)

// overhead is the approximate size of an entry without its key and value: an element of the list and a place in the
// map.
const overhead = 200

// Cache contains the most recently used values up to a total weight. It is safe for concurrent use.
type Cache[K comparable, V any] struct {
	mu      sync.Mutex
	entries *simplelru.LRU[K, weighed[V]]
	weigh   func(K, V) int64
	weight  int64
	most    int64
}

type weighed[V any] struct {
	value  V
	weight int64
}

// New returns a cache for values with at most this total weight in bytes. The weight of a value is the result of weigh
// when it is added, plus a constant for the entry. If dropped is not nil, it is called with each value that leaves the
// cache; it must not use the cache.
func New[K comparable, V any](most int64, weigh func(K, V) int64, dropped func(V)) *Cache[K, V] {
	c := &Cache[K, V]{weigh: weigh, most: most}
	entries, err := simplelru.NewLRU(math.MaxInt, func(_ K, gone weighed[V]) {
		c.weight -= gone.weight
		if dropped != nil {
			dropped(gone.value)
		}
	})
	if err != nil {
		panic(err) // only for a size that is not positive
	}
	c.entries = entries
	return c
}

// Get returns the value of a key and makes it the most recently used one.
func (c *Cache[K, V]) Get(key K) (V, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	found, ok := c.entries.Get(key)
	return found.value, ok
}

// Add adds a value, and drops others if there is no room for it. A value that exceeds the total weight on its own is
// not added, and drops only an earlier value of its key. Add reports whether the value was added.
func (c *Cache[K, V]) Add(key K, value V) bool {
	weight := overhead + c.weigh(key, value)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.entries.Remove(key)
	if weight > c.most {
		return false
	}
	for c.weight+weight > c.most {
		c.entries.RemoveOldest()
	}
	c.entries.Add(key, weighed[V]{value, weight})
	c.weight += weight
	return true
}

// Remove drops the value of a key.
func (c *Cache[K, V]) Remove(key K) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.entries.Remove(key)
}

// Purge drops all values.
func (c *Cache[K, V]) Purge() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.entries.Purge()
}

// Len returns the number of values.
func (c *Cache[K, V]) Len() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.entries.Len()
}

// Weight returns the total weight of all values.
func (c *Cache[K, V]) Weight() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.weight
}

// Most returns the maximum total weight.
func (c *Cache[K, V]) Most() int64 { return c.most }
