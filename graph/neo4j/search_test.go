package neo4j_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stakegraph/stakegraph/graph/match"
	names "github.com/stakegraph/stakegraph/graph/search"
	"github.com/stakegraph/stakegraph/graph/sqlite"
	"github.com/stakegraph/stakegraph/graph/store"
	"github.com/stakegraph/stakegraph/internal/tsvtest"
	"github.com/stakegraph/stakegraph/seed"
	"github.com/stakegraph/stakegraph/seed/frozen"
)

// TestSearchesAlike checks that both stores return the same hits with the same scores, for the texts and rows by which
// package search is measured, and for misspelt ones. Neo4j therefore has the same precision that package search
// reports.
func TestSearchesAlike(t *testing.T) {
	beside, err := sqlite.Open(t.Context(), sqlite.Memory)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = beside.Close() }()
	if _, err := seed.Load(t.Context(), beside, frozen.LittleGiants(), nil); err != nil {
		t.Fatal(err)
	}
	s := holding(t, "Little Giants", loadLittleGiants(t))
	lookUp := func(of store.Searcher) names.Index {
		return func(spec []names.Lookup) ([][]names.Candidate, error) {
			return of.Candidates(t.Context(), spec, true)
		}
	}
	find := func(of store.Searcher, text string, prefix bool) []names.Hit {
		hits, err := names.NewQuery(text, prefix).Find(names.Kinds, 50, lookUp(of))
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		return hits
	}
	all, first := 0, 0
	measured := tsvtest.Rows(t, "../search/testdata/queries.tsv")
	for i, values := range slices.Concat(measured, tsvtest.Rows(t, "../search/testdata/queries_grown.tsv")) {
		kind, text, want := values[0], values[1], values[2]
		hits := find(s, text, kind == "prefix")
		if diff := cmp.Diff(find(beside, text, kind == "prefix"), hits); diff != "" {
			t.Errorf("%q (-SQLite +Neo4j):\n%s", text, diff)
		}
		if i >= len(measured) {
			continue // some of its nodes are not in this graph
		}
		if all++; len(hits) > 0 && hits[0].Node.ID() == want {
			first++
		}
	}
	t.Logf("of %d searches %.1f%% find their node first", all, 100*float64(first)/float64(all))
	for _, text := range []string{
		`"uisee"`, "uisee*", "NEAR(uisee unitree)", "a AND b", "name:uisee", `uisee\`, "uisee~2", "uisee^3", "(", "+-&|!{}[]", "*:*",
		"驭势\" OR \"x", "gxyz", "kfirm", "", " ", "的", "a", "t", strings.Repeat("semiconductor ", 30),
	} {
		for _, prefix := range []bool{false, true} {
			if diff := cmp.Diff(find(beside, text, prefix), find(s, text, prefix)); diff != "" {
				t.Errorf("%q (-SQLite +Neo4j):\n%s", text, diff)
			}
		}
	}
	var rows []match.Row
	for _, values := range tsvtest.Rows(t, "../match/testdata/rows.tsv") {
		rows = append(rows, match.Row{Name: values[0], City: values[1], Sector: values[2]})
	}
	for len(rows) > 0 {
		batch := rows[:min(60, len(rows))]
		rows = rows[len(batch):]
		want, err := match.MatchAll(batch, match.DefaultThreshold, 5, lookUp(beside))
		if err != nil {
			t.Fatal(err)
		}
		got, err := match.MatchAll(batch, match.DefaultThreshold, 5, lookUp(s))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(match.Matched{})); diff != "" {
			t.Errorf("a match (-SQLite +Neo4j):\n%s", diff)
		}
	}
}
