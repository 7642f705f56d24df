package neo4j_test

import (
	"testing"

	"github.com/stakegraph/stakegraph/graph/neo4j"
	"github.com/stakegraph/stakegraph/graph/store"
	"github.com/stakegraph/stakegraph/internal/neo4jtest"
	"github.com/stakegraph/stakegraph/seed/seedtest"
)

// TestReloads checks that data sets that are loaded one after the other give the same graph as in the SQLite store.
func TestReloads(t *testing.T) {
	config := forTest(t)
	seedtest.Reloads(t, "../../seed/testdata", func(t *testing.T) store.Store {
		t.Helper()
		loadedGraph = ""
		neo4jtest.Empty(t)
		s, err := neo4j.Open(t.Context(), config)
		if err != nil {
			t.Fatal(err)
		}
		return s
	})
}

// TestCorrections checks that corrections that do not match the stored data are rejected.
func TestCorrections(t *testing.T) {
	s := holding(t, "corrected Little Giants", func(store.Loader) error { return nil })
	seedtest.Corrections(t, s)
}
