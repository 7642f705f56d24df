//go:build !race

package graph_test

import "testing"

// TestWalksOfALargeChangingGraph pages through many more firms than TestWalksOfAChangingGraph, with the same
// goroutines.
func TestWalksOfALargeChangingGraph(t *testing.T) { walkChangingGraph(t, 20_000) }
