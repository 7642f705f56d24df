package neo4j_test

import (
	"testing"

	"github.com/stakegraph/stakegraph/graph/neo4j"
	"github.com/stakegraph/stakegraph/graph/store"
	"github.com/stakegraph/stakegraph/internal/neo4jtest"
)

// forTest returns the address of the database that the tests of this package share.
func forTest(t testing.TB) neo4j.Config {
	t.Helper()
	var config neo4j.Config
	config.URI, config.User, config.Password = neo4jtest.ForTest(t)
	return config
}

// loadedGraph is the name of the graph in the database, or empty for an unnamed one.
var loadedGraph string

// holding returns a store on the shared database with the graph that load loads. It loads the graph only if the
// database does not have the graph with this name, so its callers must only read.
func holding(t testing.TB, name string, load func(store.Loader) error) *neo4j.Store {
	t.Helper()
	return holdingWith(t, forTest(t), name, load)
}

// holdingWith is holding with a given configuration.
func holdingWith(t testing.TB, config neo4j.Config, name string, load func(store.Loader) error) *neo4j.Store {
	t.Helper()
	if loadedGraph != name {
		loadedGraph = ""
		neo4jtest.Empty(t)
	}
	s, err := neo4j.Open(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	if loadedGraph != name {
		if err := load(s); err != nil {
			t.Fatal(err)
		}
		loadedGraph = name
	}
	return s
}
