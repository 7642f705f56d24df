package sqlite_test

import (
	"database/sql"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/sqlite"
	"github.com/stakegraph/stakegraph/graph/store"
	"github.com/stakegraph/stakegraph/graph/store/storetest"
)

// TestStreamSortsNothing checks that SQLite reads a stream from the indexes of ids. It would otherwise store all rows
// before it returns the first.
func TestStreamSortsNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "graph.db")
	s, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	shape := storetest.Shape{Firms: 100, Investors: 50, Investments: 500, Seed: 1}
	if _, err := s.Load(t.Context(), shape.Fill); err != nil { // computes the statistics of indexes
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	part := &plan.Subgraph{Expansion: plan.Expansion{
		Patterns: []plan.RelationshipPattern{
			{Rel: model.InvestedIn, Where: plan.Compare{Column: plan.Column{Of: plan.OfRelationship, Property: model.Lead}, Value: true}},
			{Rel: model.CommittedTo},
		},
		NodePredicate: plan.HasLabel{Labels: model.Investors},
	}}
	for _, scan := range append(s.ExplainStream(nil), s.ExplainStream(part)...) {
		steps := queryPlan(t, db, scan)
		plan := strings.Join(steps, "\n")
		if len(steps) == 0 || !strings.Contains(steps[0], "_1") || strings.Contains(plan, "TEMP B-TREE") ||
			strings.Contains(strings.Join(steps[1:], "\n"), "SCAN") {
			t.Errorf("%s\nis answered by\n%s", scan.Text, plan)
		}
	}
}

func queryPlan(t *testing.T, db *sql.DB, scan store.Statement) []string {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), "EXPLAIN QUERY PLAN "+scan.Text, scan.Args...)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var steps []string
	for rows.Next() {
		var id, parent, unused int
		var step string
		if err := rows.Scan(&id, &parent, &unused, &step); err != nil {
			t.Fatal(err)
		}
		steps = append(steps, step)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return steps
}
