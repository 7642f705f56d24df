package match_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/stakegraph/stakegraph/graph/match"
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/search"
	"github.com/stakegraph/stakegraph/graph/sqlite"
	"github.com/stakegraph/stakegraph/graph/store"
	"github.com/stakegraph/stakegraph/internal/tsvtest"
	"github.com/stakegraph/stakegraph/seed"
)

// The minimum precision and the minimum recall of each labelled list.
const (
	labelledPrecision = 0.995
	labelledRecall    = 0.9
)

// TestLabelled matches the names of three lists at the default threshold: two against the Little Giants, and one
// against some western firms and funds. The rules were tuned on all of their rows, so the figures are higher than for
// other names.
func TestLabelled(t *testing.T) {
	t.Run("Little Giants", func(t *testing.T) {
		checkLabelled(t, littleGiants(t), tsvtest.Rows(t, "testdata/labelled.tsv"))
	})
	t.Run("second", func(t *testing.T) {
		checkLabelled(t, littleGiants(t), tsvtest.Rows(t, "testdata/labelled_second.tsv"))
	})
	t.Run("western", func(t *testing.T) {
		var nodes, rows [][]string
		for _, row := range tsvtest.Rows(t, "testdata/labelled_english.tsv") {
			switch {
			case strings.HasPrefix(row[0], "["):
			case len(row) == 2:
				nodes = append(nodes, row)
			default:
				rows = append(rows, row)
			}
		}
		checkLabelled(t, graphOf(t, nodes...), rows)
	})
}

// tally counts the rows of one kind.
type tally struct{ rows, right, joinedWrong, missed int }

func checkLabelled(t *testing.T, s store.Store, listed [][]string) {
	t.Helper()
	rows := make([]match.Row, len(listed))
	for i, values := range listed {
		rows[i] = rowOf(t, values)
	}
	kinds := map[string]*tally{}
	meant, accepted, right := 0, 0, 0
	for i, candidates := range matchRows(t, s, rows) {
		want, kind := listed[i][5], listed[i][6]
		if kinds[kind] == nil {
			kinds[kind] = &tally{}
		}
		got := acceptedOf(candidates)
		kinds[kind].rows++
		if want != "-" {
			meant++
		}
		if got != "-" {
			accepted++
		}
		switch {
		case got == want:
			kinds[kind].right++
			if want != "-" {
				right++
			}
			continue
		case got != "-":
			kinds[kind].joinedWrong++
		default:
			kinds[kind].missed++
		}
		t.Logf("%s %q: want %s, accepted %s of%s", kind, rows[i].Name, want, got, describeMatched(candidates))
	}
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		c := kinds[kind]
		t.Logf("%-30s %3d rows, %3d right, %d joined with another, %d missed", kind, c.rows, c.right, c.joinedWrong, c.missed)
	}
	precision, recall := float64(right)/float64(accepted), float64(right)/float64(meant)
	t.Logf("of %d rows %d are of the graph: precision %.4f, recall %.4f at %g", len(rows), meant, precision, recall, match.DefaultThreshold)
	if precision < labelledPrecision || recall < labelledRecall {
		t.Errorf("that is less than %v and %v", labelledPrecision, labelledRecall)
	}
}

// rowOf parses the values of a row: name, city, sector, year of founding and kind.
func rowOf(t *testing.T, values []string) match.Row {
	t.Helper()
	row := match.Row{Name: values[0], City: values[1], Sector: values[2]}
	if values[3] != "" {
		year, err := strconv.ParseInt(values[3], 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		row.FoundedYear = year
	}
	if values[4] != "" {
		label, known := labels[values[4]]
		if !known {
			t.Fatalf("there is no kind %s", values[4])
		}
		row.Labels = label.Set()
	}
	return row
}

// most is the number of rows in one match.
const most = 200

func matchRows(t *testing.T, s store.Store, rows []match.Row) [][]match.Matched {
	t.Helper()
	var all [][]match.Matched
	for batch := range slices.Chunk(rows, most) {
		matched, err := match.MatchAll(batch, match.DefaultThreshold, 3, indexOf(t.Context(), s))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, matched...)
	}
	return all
}

// acceptedOf returns the id of the accepted candidate, or "-".
func acceptedOf(candidates []match.Matched) string {
	for _, c := range candidates {
		if c.Accepted {
			return c.Node.ID()
		}
	}
	return "-"
}

func describeMatched(candidates []match.Matched) string {
	var b strings.Builder
	for _, c := range candidates {
		fmt.Fprintf(&b, " %s (%q %s %.4f)", c.Node.ID(), c.Name.Text, c.How, c.Score)
	}
	return b.String()
}

// littleGiants returns a store with the built-in data set. Tests only read it, so they share one.
func littleGiants(t *testing.T) store.Store {
	t.Helper()
	s, err := sharedStore()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

var sharedStore = sync.OnceValues(func() (store.Store, error) {
	s, err := sqlite.Open(context.Background(), sqlite.Memory)
	if err != nil {
		return nil, err
	}
	_, err = seed.Load(context.Background(), s, seed.LittleGiants(), nil)
	return s, err
})

// graphOf returns a store with a node for each id and name: a firm or a venture fund, depending on the id.
func graphOf(t *testing.T, nodes ...[]string) store.Store {
	t.Helper()
	s := emptyStore(t)
	_, err := s.Load(t.Context(), func(w store.Writer) error {
		for _, values := range nodes {
			label := model.VCFund
			if strings.HasPrefix(values[0], "firm:") {
				label = model.Firm
			}
			if err := w.Node(model.Node{Label: label, Properties: model.Properties{model.ID: values[0], model.Name: values[1]}}); err != nil {
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

func emptyStore(t *testing.T) store.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), sqlite.Memory)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func indexOf(ctx context.Context, s store.Searcher) search.Index {
	return func(lookup []search.Lookup) ([][]search.Candidate, error) { return s.Candidates(ctx, lookup, true) }
}
