package sqlite_test

import (
	"path/filepath"
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/sqlite"
	"github.com/stakegraph/stakegraph/seed"
)

// filled creates a database of the Little Giants in a file, and opens it unless it is to be left closed.
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

// countingWriter counts facts.
type countingWriter struct{ facts int }

func (w *countingWriter) Node(model.Node) error                 { w.facts++; return nil }
func (w *countingWriter) Relationship(model.Relationship) error { w.facts++; return nil }
