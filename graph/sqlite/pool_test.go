package sqlite

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/sqlite/sql"
	"github.com/stakegraph/stakegraph/graph/store"
)

// connections returns the connections of a pool, in order.
func (p *pool) connections() []*connection {
	var all []*connection
	for range cap(p.idle) {
		all = append(all, <-p.idle)
	}
	for _, c := range all {
		p.idle <- c
	}
	return all
}

// TestInterruptedConnectionIsKept checks that a connection is reused after its context ended a statement.
func TestInterruptedConnectionIsKept(t *testing.T) {
	for _, location := range []string{Memory, filepath.Join(t.TempDir(), "graph.db")} {
		s, err := Open(t.Context(), location)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = s.Close() }()
		query := func(ctx context.Context, text string) ([]any, error) {
			row, err := s.query(ctx, s.reading, false, "run a test", sql.Query{Text: text, Width: 1})
			values := make([]any, len(row))
			for i, value := range row {
				values[i] = value
			}
			return values, err
		}
		answersAll := func() {
			t.Helper()
			for range cap(s.reading.idle) {
				if row, err := query(t.Context(), "SELECT 7"); err != nil || !slices.Equal(row, []any{int64(7)}) {
					t.Errorf("%s: %v %v", location, row, err)
				}
			}
		}
		answersAll()
		before := s.reading.connections()
		for range 2 * cap(s.reading.idle) {
			ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
			_, err := query(ctx, "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n")
			cancel()
			if !errors.Is(err, store.ErrTimeout) {
				t.Errorf("%s: an endless statement: %v, want ErrTimeout", location, err)
			}
		}
		answersAll()
		if after := s.reading.connections(); !slices.Equal(before, after) {
			t.Errorf("%s: there are other connections than before", location)
		}
		if _, err := query(t.Context(), "SELECT x"); err == nil {
			t.Errorf("%s: a wrong statement is answered", location)
		}
	}
}

// TestLookupsHaveConnectionsOfTheirOwn checks that a plan that reads by key, the revision and a ping are answered while
// every other connection is busy.
func TestLookupsHaveConnectionsOfTheirOwn(t *testing.T) {
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "graph.db"))
	if err != nil {
		t.Fatal(err)
	}
	var taken []*connection
	for range cap(s.reading.idle) {
		taken = append(taken, <-s.reading.idle)
	}
	if _, err := s.Revision(t.Context()); err != nil {
		t.Errorf("Revision: %v", err)
	}
	lookup := &plan.One{
		From: plan.From{Kind: plan.Lookup, Labels: model.Firm.Set(), IDs: []string{"firm:a"}},
		Row:  plan.Row{Items: []plan.Item{plan.Column{Property: model.Name}}},
	}
	if _, err := s.Run(t.Context(), &plan.Plan{Row: plan.Row{Items: []plan.Item{lookup}}}); err != nil {
		t.Errorf("Run: %v", err)
	}
	for range cap(s.lookups.idle) {
		<-s.lookups.idle
	}
	if err := s.Ping(t.Context()); err != nil {
		t.Errorf("Ping: %v", err)
	}
	for range cap(s.lookups.idle) {
		s.lookups.idle <- nil
	}
	for _, c := range taken {
		s.reading.idle <- c
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}
