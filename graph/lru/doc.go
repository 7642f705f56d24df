// Package lru implements a cache that drops the least recently used values when their total weight exceeds a bound. A
// weight is in bytes and includes everything that the value keeps alive. Clients decide what is cached, but not how
// much memory the cache uses.
package lru
