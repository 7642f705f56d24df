package neo4j_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stakegraph/stakegraph/graph/store"
	"github.com/stakegraph/stakegraph/graph/store/storetest"
)

// TestPathsOfNetworkX compares the paths of Neo4j with those of NetworkX, for 500 pairs of nodes in each of two graphs,
// as the test of the SQLite store does. Best paths are searched step by step with the same code in both stores, so only
// some are compared.
func TestPathsOfNetworkX(t *testing.T) {
	check := func(name string, s store.Store) {
		t.Run(name, func(t *testing.T) {
			answers, err := os.ReadFile(filepath.Join("..", "testdata", "paths", name+".jsonl"))
			if err != nil {
				t.Fatal(err)
			}
			storetest.CheckPaths(t, s, bytes.NewReader(answers), 10)
		})
	}
	check("seed", holding(t, "Little Giants", loadLittleGiants(t)))
	check("generated", holding(t, "generated 2000", loadGenerated(t)))
}
