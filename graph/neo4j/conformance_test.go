package neo4j_test

import (
	"testing"

	"stakegraph/graph/neo4j"
	"stakegraph/graph/store"
	"stakegraph/graph/store/storetest"
)

func TestConformance(t *testing.T) {
	config := forTest(t)
	storetest.Run(t, func(t *testing.T) store.Store {
		t.Helper()
		held = ""
		clearDatabase(t, config)
		s, err := neo4j.Open(t.Context(), config)
		if err != nil {
			t.Fatalf("Open: %v", err)
		}
		return s
	}, storetest.Options{ReadsDuringLoad: true})
}
