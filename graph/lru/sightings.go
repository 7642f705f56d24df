package lru

import (
	"hash/maphash"
	"sync"
)

// Sightings remembers the hashes of the most recent keys, so that a cache can store a value the second time it is
// requested. Keys that never recur then displace nothing. It is safe for concurrent use.
type Sightings[K comparable] struct {
	mu        sync.Mutex
	seed      maphash.Seed
	most      int
	now, last map[uint64]struct{} // when now is full, it replaces last
}

// Remembered is the default number of keys to remember.
const Remembered = 8192

// NewSightings returns a Sightings that remembers at least the last most keys and at most twice as many.
func NewSightings[K comparable](most int) *Sightings[K] {
	return &Sightings[K]{seed: maphash.MakeSeed(), most: most, now: map[uint64]struct{}{}}
}

// Again reports whether a key was seen before, and remembers it.
func (s *Sightings[K]) Again(key K) bool {
	hash := maphash.Comparable(s.seed, key)
	s.mu.Lock()
	defer s.mu.Unlock()
	_, seen := s.now[hash]
	if _, earlier := s.last[hash]; earlier {
		seen = true
	}
	if len(s.now) >= s.most {
		s.last, s.now = s.now, map[uint64]struct{}{}
	}
	s.now[hash] = struct{}{}
	return seen
}

// Len returns the number of remembered keys.
func (s *Sightings[K]) Len() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.now) + len(s.last)
}
