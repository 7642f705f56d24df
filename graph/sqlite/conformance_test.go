package sqlite_test

import (
	"path/filepath"
	"testing"

	"github.com/stakegraph/stakegraph/graph/sqlite"
	"github.com/stakegraph/stakegraph/graph/store"
	"github.com/stakegraph/stakegraph/graph/store/storetest"
)

func TestConformance(t *testing.T) {
	t.Run("File", func(t *testing.T) {
		storetest.Run(t, opening(func(t *testing.T) string { return filepath.Join(t.TempDir(), "graph.db") }),
			storetest.Options{ReadsDuringLoad: true, Snapshots: true})
	})
	t.Run("SetAsideByRow", func(t *testing.T) {
		storetest.RunReading(t, opening(inMemory, sqlite.WithSmallPart(1)))
	})
	t.Run("Memory", func(t *testing.T) {
		storetest.Run(t, opening(inMemory), storetest.Options{Snapshots: true})
	})
}

func inMemory(*testing.T) string { return sqlite.Memory }

// opening returns a function that opens a store at a location, for the suite.
func opening(location func(t *testing.T) string, options ...sqlite.Option) func(t *testing.T) store.Store {
	return func(t *testing.T) store.Store {
		t.Helper()
		s, err := sqlite.Open(t.Context(), location(t), options...)
		if err != nil {
			t.Fatalf("Open: %v", err)
		}
		return s
	}
}
