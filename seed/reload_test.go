package seed_test

import (
	"testing"

	"stakegraph/graph/sqlite"
	"stakegraph/graph/store"
	"stakegraph/seed/seedtest"
)

func TestReloads(t *testing.T) {
	seedtest.Reloads(t, "testdata", func(t *testing.T) store.Store {
		t.Helper()
		s, err := sqlite.Open(t.Context(), sqlite.Memory)
		if err != nil {
			t.Fatal(err)
		}
		return s
	})
}
