package search_test

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"stakegraph/graph/search"
	"stakegraph/graph/sqlite"
	"stakegraph/graph/store"
	"stakegraph/seed"
	"stakegraph/seed/frozen"
)

// What share of the listed searches has to find its node first, and among the first three.
const (
	leastFirst = 0.98
	leastThree = 0.985
)

// TestQueries asks for each text of the list, which was written before the ranking was.
func TestQueries(t *testing.T) {
	s, err := sqlite.Open(t.Context(), sqlite.Memory)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	checkQueries(t, s)
}

func checkQueries(t *testing.T, s store.Store) {
	t.Helper()
	if _, err := seed.Load(t.Context(), s, frozen.LittleGiants(), nil); err != nil {
		t.Fatal(err)
	}
	all, first, three := 0, 0, 0
	for _, row := range readRows(t, "testdata/queries.tsv") {
		kind, text, want := row[0], row[1], row[2]
		hits, err := search.NewQuery(text, kind == "prefix").Find(search.Kinds, 10, askOf(t.Context(), s))
		if err != nil {
			t.Fatal(err)
		}
		all++
		switch place := slices.IndexFunc(hits, func(h search.Hit) bool { return h.Node.ID() == want }); {
		case place == 0:
			first++
			three++
			continue
		case place == 1 || place == 2:
			three++
		}
		t.Logf("%s %q: want %s, found %s", kind, text, want, describe(hits))
	}
	t.Logf("of %d searches %.1f%% find their node first, %.1f%% among the first three",
		all, 100*float64(first)/float64(all), 100*float64(three)/float64(all))
	if float64(first) < leastFirst*float64(all) || float64(three) < leastThree*float64(all) {
		t.Errorf("that is less than %v and %v", leastFirst, leastThree)
	}
}

func askOf(ctx context.Context, s store.Searcher) search.Ask {
	return func(wanted []search.Wanted) ([][]search.Candidate, error) { return s.Candidates(ctx, wanted, true) }
}

func describe(hits []search.Hit) string {
	var b strings.Builder
	for _, h := range hits[:min(4, len(hits))] {
		fmt.Fprintf(&b, " %s (%q %s %.4f)", h.Node.ID(), h.Name.Text, h.How, h.Score)
	}
	return b.String()
}

// readRows reads a list with tabs between the values of a line, and comments behind #.
func readRows(t *testing.T, file string) [][]string {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]string
	for line := range strings.Lines(string(content)) {
		if !strings.HasPrefix(line, "#") {
			rows = append(rows, strings.Split(strings.TrimSuffix(line, "\n"), "\t"))
		}
	}
	return rows
}
