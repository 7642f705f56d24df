package sqlite_test

import (
	"path/filepath"
	"testing"

	"github.com/stakegraph/stakegraph/graph/sqlite"
	"github.com/stakegraph/stakegraph/graph/store"
	"github.com/stakegraph/stakegraph/graph/store/storetest"
)

func TestConformance(t *testing.T) {
	at := func(location func(t *testing.T) string, options ...sqlite.Option) func(t *testing.T) store.Store {
		return func(t *testing.T) store.Store {
			s, err := sqlite.Open(t.Context(), location(t), options...)
			if err != nil {
				t.Fatalf("Open: %v", err)
			}
			return s
		}
	}
	t.Run("File", func(t *testing.T) {
		storetest.Run(t, at(func(t *testing.T) string { return filepath.Join(t.TempDir(), "graph.db") }),
			storetest.Options{ReadsDuringLoad: true, Snapshots: true})
	})
	for name, small := range map[string]int{"SetAsideByRow": 1, "SetAsideByList": 30} {
		t.Run(name, func(t *testing.T) {
			storetest.RunReading(t, at(func(*testing.T) string { return sqlite.Memory }, sqlite.WithSmallPart(small)))
		})
	}
	t.Run("Memory", func(t *testing.T) {
		storetest.Run(t, at(func(*testing.T) string { return sqlite.Memory }), storetest.Options{Snapshots: true})
	})
}
