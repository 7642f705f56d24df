//go:build !race

package network

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io/fs"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/sqlite"
	"github.com/stakegraph/stakegraph/seed"
)

// TestEntriesThatAreNoRounds checks that investors are not in one round if only a list of shareholders or several
// rounds together mention both. INVESTORS_BY_ROUND would have an edge between them if each such entry were a round.
// INVESTORS_BY_FIRM is not affected.
func TestEntriesThatAreNoRounds(t *testing.T) {
	kinds := collectedOf(t, seed.LittleGiants())
	all := collectedOf(t, withoutColumn(t, seed.LittleGiants(), "rounds.csv", "kind"))
	if with, without := edgesOf(t, kinds, model.InvestorsByFirm), edgesOf(t, all, model.InvestorsByFirm); !slices.Equal(with, without) {
		t.Errorf("%d edges by firm with the kinds of entries, %d without", len(with), len(without))
	}
	with, without := edgesOf(t, kinds, model.InvestorsByRound), edgesOf(t, all, model.InvestorsByRound)
	for _, edge := range with {
		if _, found := slices.BinarySearch(without, edge); !found {
			t.Errorf("the edge %s is there only with the kinds of entries", edge)
		}
	}
	t.Logf("%d edges by round, %d if all entries were rounds", len(with), len(without))
	const least = 132
	if fewer := len(without) - len(with); fewer < least {
		t.Errorf("%d edges by round, and %d if all entries were rounds: want at least %d fewer", len(with), len(without), least)
	}
}

func collectedOf(t *testing.T, dir fs.FS) *Collector {
	t.Helper()
	s, err := sqlite.Open(t.Context(), sqlite.Memory)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	if _, err := seed.Load(t.Context(), s, dir, nil); err != nil {
		t.Fatal(err)
	}
	c := NewCollector()
	if err := s.Stream(t.Context(), nil, c); err != nil {
		t.Fatal(err)
	}
	return c
}

// edgesOf returns the edges of a view in order, each as the ids of its ends.
func edgesOf(t *testing.T, c *Collector, kind model.NetworkView) []string {
	t.Helper()
	v, err := c.View(t.Context(), kind, ViewOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var edges []string
	for e := range v.Graph.Edges() {
		from, to := v.Nodes[e.From].ID, v.Nodes[e.To].ID
		edges = append(edges, fmt.Sprint(min(from, to), " ", max(from, to)))
	}
	slices.Sort(edges)
	return edges
}

// withoutColumn returns a data set without a column of one of its files.
func withoutColumn(t *testing.T, dir fs.FS, name, column string) fs.FS {
	t.Helper()
	changed := fstest.MapFS{}
	names, err := fs.Glob(dir, "*.csv")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range names {
		text, err := fs.ReadFile(dir, file)
		if err != nil {
			t.Fatal(err)
		}
		if file == name {
			rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			at := slices.Index(rows[0], column)
			for i := range rows {
				rows[i] = slices.Delete(rows[i], at, at+1)
			}
			var b bytes.Buffer
			if err := csv.NewWriter(&b).WriteAll(rows); err != nil {
				t.Fatal(err)
			}
			text = b.Bytes()
		}
		changed[file] = &fstest.MapFile{Data: text}
	}
	return changed
}
