// Package exposure computes how state capital reaches firms and funds, from the investments and commitments that a
// store found around them. It runs between the store's search and the plan's statement, and is pure.
package exposure
