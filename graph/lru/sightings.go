package lru

import (
	"hash/maphash"
	"sync"
)

// Sightings remembers the hashes of the keys that were seen most recently, so that a cache can take a value the second
// time somebody asks for it: keys that never come back push out nothing. It is safe for use by several goroutines.
type Sightings[K comparable] struct {
	mu        sync.Mutex
	seed      maphash.Seed
	most      int
	now, last map[uint64]struct{} // a full generation becomes the last one, which is forgotten with the next
}

// Remembered is how many keys are remembered of what was asked once, where nothing asks for another number.
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

// Len returns how many keys are remembered.
func (s *Sightings[K]) Len() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.now) + len(s.last)
}
