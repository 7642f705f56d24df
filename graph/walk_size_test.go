//go:build !race

package graph_test

// walkedFirms is how many firms TestWalksOfAChangingGraph begins with.
const walkedFirms = 20_000
