//go:build race

package graph_test

// walkedFirms is small enough for the race detector, and still of some pages.
const walkedFirms = 480
