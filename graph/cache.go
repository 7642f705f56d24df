package graph

import (
	"sync"

	"github.com/hashicorp/golang-lru/v2/simplelru"
)

// Sizes of what is kept of documents.
const (
	keptDocuments = 1000
	keptBytes     = 8 << 20 // of their texts together; a parsed one takes some thirty times as much
)

// cache keeps what was used last, up to a number and up to a weight of all together. It is safe for use by several
// goroutines.
type cache[V any] struct {
	mu     sync.Mutex
	values *simplelru.LRU[string, weighed[V]]
	weight int
	most   int
}

type weighed[V any] struct {
	value  V
	weight int
}

func newCache[V any](entries, weight int) *cache[V] {
	c := &cache[V]{most: weight}
	values, err := simplelru.NewLRU(entries, func(_ string, gone weighed[V]) { c.weight -= gone.weight })
	if err != nil {
		panic(err) // only for a size that is not positive
	}
	c.values = values
	return c
}

func (c *cache[V]) get(key string) (V, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	found, ok := c.values.Get(key)
	return found.value, ok
}

// add keeps a value, unless it alone is more than an eighth of the weight for all.
func (c *cache[V]) add(key string, value V, weight int) {
	if weight > c.most/8 {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.values.Remove(key)
	c.values.Add(key, weighed[V]{value, weight})
	for c.weight += weight; c.weight > c.most; {
		c.values.RemoveOldest()
	}
}
