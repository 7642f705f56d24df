package seed_test

import (
	"testing"

	"stakegraph/graph/sqlite"
	"stakegraph/graph/store"
	"stakegraph/seed/seedtest"
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
