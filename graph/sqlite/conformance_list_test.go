//go:build !race

package sqlite_test

import (
	"testing"

	"github.com/stakegraph/stakegraph/graph/sqlite"
	"github.com/stakegraph/stakegraph/graph/store/storetest"
)

// TestConformanceOfListsSetAside asks the suite's questions with lists set aside and not the rows in them. What runs beside what is
// the same in TestConformance, which the race detector watches.
func TestConformanceOfListsSetAside(t *testing.T) {
	storetest.RunReading(t, opening(inMemory, sqlite.WithSmallPart(30)))
}
