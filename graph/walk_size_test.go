//go:build !race

package graph_test

import "testing"

// TestWalksOfALargeChangingGraph walks many more firms than TestWalksOfAChangingGraph, whose goroutines are the same.
func TestWalksOfALargeChangingGraph(t *testing.T) { walkChangingGraph(t, 20_000) }
