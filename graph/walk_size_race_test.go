//go:build race

package graph_test

import "testing"

// walkedFirms is small enough for the race detector, and still of some pages.
const walkedFirms = 480

func TestWalksOfAChangingGraph(t *testing.T) { walkChangingGraph(t) }
