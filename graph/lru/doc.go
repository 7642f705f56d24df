// Package lru has a cache that drops the least recently used values once all of them together weigh more than a bound.
// A weight is in bytes and covers everything that the value keeps alive, so that clients who decide what is cached
// cannot decide how much memory the cache takes.
package lru
