//go:build !race

package graph_test

import (
	"database/sql"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stakegraph/stakegraph/graph/engine"
	"github.com/stakegraph/stakegraph/graph/sqlite"
	"github.com/stakegraph/stakegraph/graph/store/storetest"
)

// TestIndexes checks that no list with an index reads the whole table, or sorts more rows than it returns. It
// compares SQLite's query plans, whose wording can change with its version.
func TestIndexes(t *testing.T) {
	path := filepath.Join(t.TempDir(), "graph.db")
	shape := storetest.Shape{Firms: 2000, Investors: 1000, Investments: 5000, Seed: 3}
	database, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer database.Close()
	if _, err := database.Load(t.Context(), shape.Fill); err != nil {
		t.Fatal(err)
	}
	bare, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer bare.Close()
	executor := serve(engine.Config{Store: database, Explainer: database})
	cases := []struct {
		query string
		uses  []string // parts that the query plan must contain
		not   []string
	}{
		{`{ firm(id: "firm:a") { name } }`, []string{"SEARCH n1 USING INDEX sqlite_autoindex_node_1 (id=?)"}, nil},
		{`{ firms { nodes { name } } }`, []string{"node_by_label (label=?)"}, []string{"FOR ORDER BY"}},
		{`{ firms(orderBy: [{name: ASC}]) { nodes { name } } }`, []string{"node_by_name_key (label=?)"}, []string{"FOR ORDER BY"}},
		{`{ firms(orderBy: [{foundedYear: ASC}]) { nodes { name } } }`, []string{"node_by_founded_year (label=?)"}, []string{"FOR ORDER BY"}},
		{`{ rounds(orderBy: [{announcedOn: DESC}]) { nodes { name } } }`, []string{"node_by_announced_on (label=?)"}, []string{"TEMP B-TREE FOR ORDER BY"}},
		{`{ firms(filter: {name: {startsWith: "b"}}) { nodes { name } } }`, []string{"(label=? AND name_key>? AND name_key<?)"}, nil},
		{
			`{ firms(filter: {investors: {some: {node: {id: {eq: "investor:a"}}}}}) { nodes { name } } }`,
			[]string{"SEARCH n1 USING INTEGER PRIMARY KEY", "SEARCH r2 USING COVERING INDEX invested_in_from (from_key=?)"},
			[]string{"CORRELATED"},
		},
		{
			`{ firms(filter: {investors: {some: {node: {investments: {some: {node: {foundedYear: {gt: 2020}}}}}}}}) { totalCount } }`,
			[]string{"SCAN invested_in USING COVERING INDEX invested_in_to", "SEARCH r2 EXISTS USING COVERING INDEX invested_in_to (to_key=?)", "SEARCH r3 USING COVERING INDEX invested_in_to (to_key=?)"},
			nil,
		},
		{`{ founders { nodes { name } } }`, []string{"node_by_founder"}, []string{"FOR ORDER BY"}},
		{`{ investors { nodes { name } } }`, []string{"node_by_investor"}, []string{"FOR ORDER BY"}},
		{`{ investors(orderBy: [{name: ASC}]) { nodes { name } } }`, []string{"node_by_investor_name"}, []string{"FOR ORDER BY"}},
		{
			`{ firm(id: "firm:a") { investors { totalCount nodes { name } } conflicts { value } } }`,
			[]string{"invested_in_to (to_key=?)", "node_by_fact (fact_id=?)"},
			nil,
		},
		{`{ round(id: "round:a") { investors { nodes { name } } } }`, []string{"invested_in_round_key (round_key=?)"}, []string{"FOR ORDER BY"}},
	}
	for _, c := range cases {
		t.Run(c.query, func(t *testing.T) {
			explanation, err := executor.Explain(t.Context(), c.query, "", nil)
			if err != nil {
				t.Fatal(err)
			}
			plan := queryPlan(t, bare, explanation.Statement.Text, explanation.Statement.Args)
			for _, line := range strings.Split(plan, "\n") {
				if strings.HasPrefix(line, "SCAN n") || strings.HasPrefix(line, "SCAN r") {
					if !strings.Contains(line, "INDEX") {
						t.Errorf("it reads a whole table: %s", line)
					}
				}
			}
			for _, part := range c.uses {
				if !strings.Contains(plan, part) {
					t.Errorf("it does not do %q", part)
				}
			}
			for _, part := range c.not {
				if strings.Contains(plan, part) {
					t.Errorf("it does %q", part)
				}
			}
			if t.Failed() {
				t.Logf("%s\n%s", explanation.Statement.Text, plan)
			}
		})
	}
}

func queryPlan(t *testing.T, db *sql.DB, text string, args []any) string {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), "EXPLAIN QUERY PLAN "+text, args...)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var lines []string
	for rows.Next() {
		var id, parent, unused int
		var detail string
		if err := rows.Scan(&id, &parent, &unused, &detail); err != nil {
			t.Fatal(err)
		}
		lines = append(lines, detail)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return strings.Join(lines, "\n")
}
