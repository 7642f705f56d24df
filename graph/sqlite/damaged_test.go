//go:build !race

package sqlite_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stakegraph/stakegraph/graph/sqlite"
	"github.com/stakegraph/stakegraph/graph/store"
)

// TestDamagedFile checks that a database with overwritten pages is reported as damaged, when it is opened or when the
// pages are read.
func TestDamagedFile(t *testing.T) {
	const page = 4096
	noise := bytes.Repeat([]byte{0xA5}, page)
	path, s := filled(t)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	sound, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		damage  func(content []byte)
		isAlien bool // whether opening it fails
	}{
		"pages of tables": {func(content []byte) {
			for at := 100 * page; at+page <= len(content); at += page {
				copy(content[at:], noise)
			}
		}, false},
		"the first page":  {func(content []byte) { copy(content[100:page], noise) }, true},
		"the page's size": {func(content []byte) { copy(content[16:], []byte{0x33, 0x33}) }, true},
	} {
		t.Run(name, func(t *testing.T) {
			content := slices.Clone(sound)
			c.damage(content)
			path := filepath.Join(t.TempDir(), "graph.db")
			if err := os.WriteFile(path, content, 0o600); err != nil {
				t.Fatal(err)
			}
			damaged, err := sqlite.Open(t.Context(), path)
			if c.isAlien {
				if !errors.Is(err, store.ErrDamaged) || !strings.Contains(err.Error(), "restore it from a backup") {
					t.Errorf("it opens with %v, want ErrDamaged", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			defer damaged.Close()
			for of, err := range map[string]error{"a plan": readFirms(t, damaged), "a stream": damaged.Stream(t.Context(), nil, &countingWriter{})} {
				if !errors.Is(err, store.ErrDamaged) || !errors.Is(err, store.ErrUnavailable) {
					t.Errorf("%s: %v, want ErrDamaged", of, err)
				}
			}
		})
	}
}
