package export_test

import (
	"context"
	"slices"
	"sync"
	"testing"

	"github.com/stakegraph/stakegraph/graph/export"
	"github.com/stakegraph/stakegraph/graph/sqlite"
	"github.com/stakegraph/stakegraph/graph/store"
	"github.com/stakegraph/stakegraph/seed"
	"github.com/stakegraph/stakegraph/seed/frozen"
)

var seeded struct {
	once  sync.Once
	store *sqlite.Store
	err   error
}

// littleGiants returns a store with the frozen copy of the Little Giants. It is loaded once for all tests, which must
// only read it.
func littleGiants(t testing.TB) store.Store {
	t.Helper()
	seeded.once.Do(func() {
		if seeded.store, seeded.err = sqlite.Open(context.Background(), sqlite.Memory); seeded.err == nil {
			_, seeded.err = seed.Load(context.Background(), seeded.store, frozen.LittleGiants(), nil)
		}
	})
	if seeded.err != nil {
		t.Fatal(seeded.err)
	}
	return seeded.store
}

// recorder is a Writer that stores the nodes and edges that it receives.
type recorder struct{ network }

func (k *recorder) Node(n export.Node) error {
	n.Values = slices.Clone(n.Values)
	k.nodes = append(k.nodes, n)
	return nil
}

func (k *recorder) Edge(e export.Edge) error {
	e.Values = slices.Clone(e.Values)
	k.edges = append(k.edges, e)
	return nil
}

func (*recorder) Close() error { return nil }

// seedNetwork returns all facts of the seed as a network.
func seedNetwork(t testing.TB) *network {
	t.Helper()
	k := &recorder{network{schema: export.FactsSchema(nil)}}
	w := export.FactsTo(k)
	if err := littleGiants(t).Stream(t.Context(), nil, w); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return &k.network
}
