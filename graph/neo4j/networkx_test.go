package neo4j_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stakegraph/stakegraph/graph/store"
	"github.com/stakegraph/stakegraph/graph/store/storetest"
)

// TestPathsOfNetworkX holds Neo4j to what NetworkX says of the paths between 500 pairs of nodes in each of two graphs, as
// the embedded store is loadedGraph to it. Best paths are searched step by step by the same code there, so that some are enough.
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
