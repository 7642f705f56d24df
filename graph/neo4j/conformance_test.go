package neo4j_test

import (
	"testing"

	"github.com/stakegraph/stakegraph/graph/neo4j"
	"github.com/stakegraph/stakegraph/graph/store"
	"github.com/stakegraph/stakegraph/graph/store/storetest"
	"github.com/stakegraph/stakegraph/internal/neo4jtest"
)

func TestConformance(t *testing.T) {
	storetest.Run(t, openFor(t, func(*neo4j.Store) {}), storetest.Options{ReadsDuringLoad: true})
}

// TestConformanceInPieces checks that an answer in pieces equals the answer in one row. It checks every kind of item,
// but not the contents of items, which pieces do not change.
func TestConformanceInPieces(t *testing.T) {
	storetest.RunReading(t, openFor(t, (*neo4j.Store).InPieces),
		"Scan", "Lookup", "One", "Count", "Groups", "PlanShape", "Concurrency", "Answer", "Allowance", "EndedContext")
}

// openFor returns a function that opens an empty store and applies a change.
func openFor(t *testing.T, change func(*neo4j.Store)) func(t *testing.T) store.Store {
	t.Helper()
	config := forTest(t)
	return func(t *testing.T) store.Store {
		t.Helper()
		loadedGraph = ""
		neo4jtest.Empty(t)
		s, err := neo4j.Open(t.Context(), config)
		if err != nil {
			t.Fatalf("Open: %v", err)
		}
		change(s)
		return s
	}
}
