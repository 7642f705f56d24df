//go:build !race

package sqlite_test

import (
	"testing"

	"github.com/stakegraph/stakegraph/graph/sqlite"
	"github.com/stakegraph/stakegraph/graph/store/storetest"
)

// TestConformanceOfListsSetAside runs the reading part of the suite with whole lists set aside, instead of their rows.
// The concurrency is the same as in TestConformance, which runs with the race detector.
func TestConformanceOfListsSetAside(t *testing.T) {
	storetest.RunReading(t, opening(inMemory, sqlite.WithSmallPart(30)))
}
