// Package exposure computes how state capital reaches firms and funds, from the investments and commitments around them
// that a store found. It stands between the store's search and the plan's statement, and is pure.
package exposure
