package differential_test

import (
	"flag"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stakegraph/stakegraph/graph/neo4j"
	"github.com/stakegraph/stakegraph/graph/sqlite"
	"github.com/stakegraph/stakegraph/internal/neo4jtest"
)

var (
	shapesFlag = flag.Int("shapes", 110, "how many different statements TestDifferential asks")
	seedFlag   = flag.Uint64("seed", 1, "where TestDifferential begins; 0: somewhere new")
)

// TestDifferential runs the same generated queries on SQLite and Neo4j, with the same generated graphs, and compares the
// responses byte by byte. A shape is one statement of Neo4j; it runs with several sets of values.
func TestDifferential(t *testing.T) {
	config := forTest(t)
	seed := *seedFlag
	if seed == 0 {
		seed = 1 + rand.Uint64N(1<<32)
	}
	t.Logf("%d shapes, by -seed=%d", *shapesFlag, seed)
	counts, start := newCounter(*shapesFlag), time.Now()
	open := func(h history) (*compared, error) {
		neo4jtest.Empty(t)
		left, err := sqlite.Open(t.Context(), sqlite.Memory)
		if err != nil {
			return nil, err
		}
		right, err := neo4j.Open(t.Context(), config)
		if err != nil {
			_ = left.Close()
			return nil, err
		}
		return compare(t.Context(), h, left, right, counts)
	}
	for ; !counts.full(); seed++ {
		searchGraph(t, open, seed, " -shapes=100")
		t.Logf("%d shapes, %d queries, %d without errors, %d of these not empty, %v, %.0f s", len(counts.shapes),
			counts.queries, counts.clean, counts.filled, counts.codes, time.Since(start).Seconds())
	}
	if counts.clean*10 < counts.queries*9 || counts.filled*2 < counts.queries {
		t.Errorf("of %d queries %d had no errors and %d found something: this compares too little",
			counts.queries, counts.clean, counts.filled)
	}
}

// searchGraph searches the generated graph of a seed for a query with different answers, and fails with the smallest one.
// The flags are those that repeat the search, beside -seed.
func searchGraph(t *testing.T, open func(history) (*compared, error), seed uint64, flags string) {
	t.Helper()
	h := graphs.Example(int(seed))
	c, err := open(h)
	if err != nil {
		t.Fatalf("by -seed=%d: %v\n%s", seed, err, h)
	}
	found := search(t, c, h, seed, 30*time.Second)
	c.close()
	if found != nil {
		t.Fatalf("by -seed=%d%s:\n%s\ngraph:\n%s", seed, flags, found, reduce(t, h, found, open))
	}
}
