package search_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/search"
	"github.com/stakegraph/stakegraph/graph/sqlite"
	"github.com/stakegraph/stakegraph/graph/store"
	"github.com/stakegraph/stakegraph/internal/tsvtest"
	"github.com/stakegraph/stakegraph/seed"
	"github.com/stakegraph/stakegraph/seed/frozen"
)

// The minimum proportions of the listed searches that find their node first, and among the first three.
const (
	leastFirst = 0.98
	leastThree = 0.985
)

// TestQueries searches for each text of a list that was written before the ranking.
func TestQueries(t *testing.T) {
	checkQueries(t, holding(t, nil), "testdata/queries.tsv")
}

// TestQueriesOfGrownData searches for each text of a list that was written for names added to the data set later.
func TestQueriesOfGrownData(t *testing.T) {
	checkQueries(t, holding(t, grownNames(t)), "testdata/queries_grown.tsv")
}

// holding returns a store with the frozen data set and other nodes.
func holding(t *testing.T, others []model.Node) store.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), sqlite.Memory)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	if _, err := seed.Load(t.Context(), s, frozen.LittleGiants(), nil); err != nil {
		t.Fatal(err)
	}
	_, err = s.Load(t.Context(), func(w store.Writer) error {
		for _, n := range others {
			if err := w.Node(n); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// grownNames returns the nodes that were added to the data set after it was frozen, with only their names.
func grownNames(t *testing.T) []model.Node {
	t.Helper()
	var nodes []model.Node
	for _, row := range tsvtest.Rows(t, "testdata/names_grown.tsv") {
		label, known := model.ParseLabel(row[0])
		if !known {
			t.Fatalf("there is no label %s", row[0])
		}
		stated := model.Properties{model.ID: row[1]}
		if label == model.Source {
			stated[model.Title] = row[2]
		} else {
			stated[model.Name] = row[2]
		}
		if len(row) > 3 && row[3] != "" {
			stated[model.NameZh] = row[3]
		}
		if len(row) > 4 {
			stated[model.Aliases] = strings.Split(row[4], "|")
		}
		nodes = append(nodes, model.Node{Label: label, Properties: stated})
	}
	return nodes
}

func checkQueries(t *testing.T, s store.Store, file string) {
	t.Helper()
	all, first, three := 0, 0, 0
	for _, row := range tsvtest.Rows(t, file) {
		kind, text, want := row[0], row[1], row[2]
		hits, err := search.NewQuery(text, kind == "prefix").Find(search.Kinds, 10, indexOf(t.Context(), s))
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

func indexOf(ctx context.Context, s store.Searcher) search.Index {
	return func(lookup []search.Lookup) ([][]search.Candidate, error) { return s.Candidates(ctx, lookup, true) }
}

func describe(hits []search.Hit) string {
	var b strings.Builder
	for _, h := range hits[:min(4, len(hits))] {
		fmt.Fprintf(&b, " %s (%q %s %.4f)", h.Node.ID(), h.Name.Text, h.How, h.Score)
	}
	return b.String()
}
