package match_test

import (
	"testing"

	"github.com/stakegraph/stakegraph/graph/match"
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/sqlite"
	"github.com/stakegraph/stakegraph/internal/tsvtest"
	"github.com/stakegraph/stakegraph/seed"
	"github.com/stakegraph/stakegraph/seed/frozen"
)

// The minimum precision and recall.
const (
	leastPrecision = 0.99
	leastRecall    = 0.97
)

var labels = map[string]model.Label{
	"FIRM": model.Firm, "PERSON": model.Person, "VC_FUND": model.VCFund, "STATE_FUND": model.StateFund,
	"CORPORATE": model.Firm,
}

// TestRows matches the rows of the list at the default threshold.
func TestRows(t *testing.T) {
	s, err := sqlite.Open(t.Context(), sqlite.Memory)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	if _, err := seed.Load(t.Context(), s, frozen.LittleGiants(), nil); err != nil {
		t.Fatal(err)
	}
	rows, expected := listedRows(t)
	matched, err := match.MatchAll(rows, match.DefaultThreshold, 3, indexOf(t.Context(), s))
	if err != nil {
		t.Fatal(err)
	}
	meant, accepted, right := 0, 0, 0
	for i, candidates := range matched {
		got := acceptedOf(candidates)
		if got != "-" {
			accepted++
		}
		if expected[i] != "-" {
			meant++
			if got == expected[i] {
				right++
			}
		}
		if got == expected[i] {
			continue
		}
		t.Logf("%s: want %s, accepted %s of%s", rows[i].Name, expected[i], got, describeMatched(candidates))
		if got != "-" {
			t.Errorf("%s is joined with %s, which is another", rows[i].Name, got)
		}
	}
	precision, recall := float64(right)/float64(accepted), float64(right)/float64(meant)
	t.Logf("of %d rows %d are of the graph: precision %.3f, recall %.3f at %g", len(rows), meant, precision, recall, match.DefaultThreshold)
	if precision < leastPrecision || recall < leastRecall {
		t.Errorf("that is less than %v and %v", leastPrecision, leastRecall)
	}
}

// listedRows returns the rows of the list, and the id of the node of each or "-".
func listedRows(t *testing.T) (rows []match.Row, expected []string) {
	t.Helper()
	for _, values := range tsvtest.Rows(t, "testdata/rows.tsv") {
		rows, expected = append(rows, rowOf(t, values)), append(expected, values[5])
	}
	return rows, expected
}
