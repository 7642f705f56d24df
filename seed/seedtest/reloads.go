package seedtest

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/stakegraph/stakegraph/graph/store"
	"github.com/stakegraph/stakegraph/seed"
)

// Reloads runs the cases of the folder reloads in testdata, each in a new, empty store that open returns; the store is
// closed after the case. A case loads data sets in sequence. Each data set is base.txtar, with some files replaced by those
// in the case's folder of its number. A case ends with the results of the last load:
//
//   - difference: how the load changed the graph, or
//   - error: why it was refused; the graph is then unchanged
//   - figures: the counts of facts in the report
//   - warnings: the warnings in the report
func Reloads(t *testing.T, testdata string, open func(t *testing.T) store.Store) {
	t.Helper()
	base := archive(t, filepath.Join(testdata, "base.txtar"))
	cases, err := filepath.Glob(filepath.Join(testdata, "reloads", "*.txtar"))
	if err != nil || len(cases) == 0 {
		t.Fatalf("no cases in %s (%v)", testdata, err)
	}
	for _, path := range cases {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			s := open(t)
			t.Cleanup(func() {
				if err := s.Close(); err != nil {
					t.Errorf("Close: %v", err)
				}
			})
			reload(t, s, base, archive(t, path))
		})
	}
}

func reload(t *testing.T, s store.Store, base, files map[string]string) {
	t.Helper()
	var before []string
	for number := 1; ; number++ {
		dir, last := dataset(base, files, number)
		report, err := seed.Load(t.Context(), s, dir, nil)
		after, streamed := Facts(t.Context(), s)
		if streamed != nil {
			t.Fatalf("Stream: %v", streamed)
		}
		if !last {
			if err != nil {
				t.Fatalf("load %d: %v", number, err)
			}
			before = after
			continue
		}
		expect(t, "difference", files["difference"], strings.Join(Difference(before, after), "\n"))
		refused := ""
		if err != nil {
			refused = err.Error()
		}
		expect(t, "error", files["error"], refused)
		expect(t, "figures", files["figures"], fmt.Sprintf("created %d, updated %d, unchanged %d, unstated %d",
			report.Created, report.Updated, report.Unchanged, report.Unstated))
		var warnings []string
		for _, warning := range report.Warnings {
			warnings = append(warnings, warning.String())
		}
		expect(t, "warnings", files["warnings"], strings.Join(warnings, "\n"))
		return
	}
}

func expect(t *testing.T, what, want, got string) {
	t.Helper()
	if diff := cmp.Diff(strings.Split(strings.TrimSpace(want), "\n"), strings.Split(strings.TrimSpace(got), "\n")); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// dataset returns the data set with a number, and whether it is the last one.
func dataset(base, files map[string]string, number int) (fstest.MapFS, bool) {
	dir := fstest.MapFS{}
	for name, text := range base {
		dir[name] = &fstest.MapFile{Data: []byte(text)}
	}
	last := true
	for name, text := range files {
		if own, ok := strings.CutPrefix(name, fmt.Sprintf("%d/", number)); ok {
			dir[own] = &fstest.MapFile{Data: []byte(text)}
		}
		last = last && !strings.HasPrefix(name, fmt.Sprintf("%d/", number+1))
	}
	return dir, last
}

func archive(t *testing.T, path string) map[string]string {
	t.Helper()
	parsed, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range parsed.Files {
		files[f.Name] = string(f.Data)
	}
	if len(files) != len(parsed.Files) {
		t.Fatalf("%s has a file twice: %v", path, slices.Sorted(maps.Keys(files)))
	}
	return files
}
