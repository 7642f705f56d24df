package seed_test

import (
	"testing"

	"github.com/stakegraph/stakegraph/graph/sqlite"
	"github.com/stakegraph/stakegraph/graph/store"
	"github.com/stakegraph/stakegraph/seed/seedtest"
)

func TestReloads(t *testing.T) {
	seedtest.Reloads(t, "testdata", inMemory)
}

func TestCorrections(t *testing.T) {
	s := inMemory(t)
	defer func() { _ = s.Close() }()
	seedtest.Corrections(t, s)
}

func inMemory(t *testing.T) store.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), sqlite.Memory)
	if err != nil {
		t.Fatal(err)
	}
	return s
}
