//go:build !race

package graph_test

import "testing"

// walkedFirms is how many firms TestWalksOfAChangingGraph begins with.
const walkedFirms = 20_000

func TestWalksOfAChangingGraph(t *testing.T) { walkChangingGraph(t) }
