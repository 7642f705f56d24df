package sqlite_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/sqlite"
	"github.com/stakegraph/stakegraph/graph/store"
	"github.com/stakegraph/stakegraph/seed"
)

// filled makes a database of the Little Giants in a file, and opens it unless it is to be left closed.
func filled(t *testing.T) (path string, s *sqlite.Store) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "graph.db")
	s, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	if _, err := seed.Load(t.Context(), s, seed.LittleGiants(), nil); err != nil {
		t.Fatal(err)
	}
	return path, s
}

// readFirms reads the names of all firms.
func readFirms(t *testing.T, s *sqlite.Store) error {
	t.Helper()
	list := &plan.List{
		From: plan.From{Kind: plan.Scan, Labels: model.Firm.Set()}, Limit: plan.Unlimited,
		Order: []plan.Sort{{Column: plan.Column{Property: model.ID}}},
	}
	list.Row.Column(plan.Column{Property: model.NameZh})
	_, err := s.Run(t.Context(), &plan.Plan{Row: plan.Row{Items: []plan.Item{list}}})
	return err
}

// countingWriter takes in facts, and keeps none.
type countingWriter struct{ facts int }

func (w *countingWriter) Node(model.Node) error                 { w.facts++; return nil }
func (w *countingWriter) Relationship(model.Relationship) error { w.facts++; return nil }

// TestDamagedFile holds that a database some of whose pages are no pages is told as such, when it is opened or when they
// are read.
func TestDamagedFile(t *testing.T) {
	const page = 4096
	noise := bytes.Repeat([]byte{0xA5}, page)
	for name, c := range map[string]struct {
		damage  func(content []byte)
		isAlien bool // it does not even open
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
			path, s := filled(t)
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			content, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			c.damage(content)
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
