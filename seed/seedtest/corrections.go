package seedtest

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/stakegraph/stakegraph/graph/store"
	"github.com/stakegraph/stakegraph/seed"
	"github.com/stakegraph/stakegraph/seed/frozen"
)

// Corrections loads the frozen copy of the Little Giants into an empty store, and then corrections that contradict what is
// stored. Each of them must be refused and leave the graph unchanged.
func Corrections(t *testing.T, s store.Store) {
	t.Helper()
	if _, err := seed.Load(t.Context(), s, frozen.LittleGiants(), nil); err != nil {
		t.Fatal(err)
	}
	before, err := Facts(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name    string
		changed map[string]func(row map[string]string) bool
		want    error
		says    []string
	}{
		{
			"a fund becomes no fund, without the commitments to it",
			map[string]func(map[string]string) bool{
				"investors.csv": func(row map[string]string) bool {
					if row["id"] == "china-ic-fund-3" {
						row["kind"], row["level"] = "OTHER", ""
					}
					return true
				},
				"commitments.csv": func(row map[string]string) bool { return row["fund_id"] != "china-ic-fund-3" },
			},
			store.ErrInvalid,
			[]string{`"investor:china-ic-fund-3"`, "COMMITTED_TO", "VCFund or StateFund"},
		},
		{
			"two sectors change places, and one parent is not stated",
			map[string]func(map[string]string) bool{"sectors.csv": func(row map[string]string) bool {
				switch row["id"] {
				case "ai-chips":
					row["parent_id"] = ""
				case "semiconductors":
					row["parent_id"] = "ai-chips"
				}
				return true
			}},
			seed.ErrRejected,
			[]string{"sectors.csv:", `"semiconductors" in "ai-chips" in "semiconductors"`},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := seed.Load(t.Context(), s, rewritten(t, c.changed), nil)
			if !errors.Is(err, c.want) {
				t.Fatalf("Load: error %v, want %v", err, c.want)
			}
			for _, says := range c.says {
				if !strings.Contains(err.Error(), says) {
					t.Errorf("Load: error %v, which does not say %s", err, says)
				}
			}
			after, err := Facts(t.Context(), s)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(before, after); diff != "" {
				t.Errorf("the graph has changed (-before +after):\n%s", diff)
			}
		})
	}
}

// rewritten returns the Little Giants with some rows changed, or removed if change returns false.
func rewritten(t *testing.T, changed map[string]func(row map[string]string) bool) fs.FS {
	t.Helper()
	dir := fstest.MapFS{}
	names, err := fs.Glob(frozen.LittleGiants(), "*.csv")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		text, err := fs.ReadFile(frozen.LittleGiants(), name)
		if err != nil {
			t.Fatal(err)
		}
		if change := changed[name]; change != nil {
			text = rewrittenFile(t, text, change)
		}
		dir[name] = &fstest.MapFile{Data: text}
	}
	return dir
}

func rewrittenFile(t *testing.T, text []byte, change func(row map[string]string) bool) []byte {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	header := rows[0]
	kept := [][]string{header}
	for _, fields := range rows[1:] {
		row := make(map[string]string, len(header))
		for i, column := range header {
			row[column] = fields[i]
		}
		if !change(row) {
			continue
		}
		for i, column := range header {
			fields[i] = row[column]
		}
		kept = append(kept, fields)
	}
	var b bytes.Buffer
	if err := csv.NewWriter(&b).WriteAll(kept); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
