package neo4j_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/stakegraph/stakegraph/graph/engine"
	"github.com/stakegraph/stakegraph/graph/store/storetest"
	"github.com/stakegraph/stakegraph/internal/golden"
)

// TestCases runs the queries of ../testdata/cases on Neo4j. The record and the answer must equal those in the files,
// which the SQLite store also returns.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("../testdata/cases/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no case files: %v", err)
	}
	s := holding(t, "Little Giants", loadLittleGiants(t))
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			t.Parallel() // planning is most of the work, and one thread plans a statement
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			keeping := &storetest.Keeper{Reader: s}
			query, variables := questionOf(t, file)
			body := postQuery(t, serve(engine.Config{Store: keeping}), query, variables)
			comparePart(t, "answer.json", part(archive, "answer.json"), []byte(body))
			if keeping.Record != nil {
				comparePart(t, "record.json", part(archive, "record.json"), storetest.FormatRecord(keeping.Record))
			}
		})
	}
}

func comparePart(t *testing.T, name, want string, text []byte) {
	t.Helper()
	if want == "" {
		t.Errorf("the case has no %s", name)
	}
	got, err := golden.JSON(text)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	if diff := cmp.Diff(strings.Split(strings.TrimSpace(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s: Neo4j differs (-file +Neo4j):\n%s", name, diff)
	}
}

// part returns a part of a case, or nothing if it has no part with the name.
func part(c *txtar.Archive, name string) string {
	i := slices.IndexFunc(c.Files, func(f txtar.File) bool { return f.Name == name })
	if i < 0 {
		return ""
	}
	return string(c.Files[i].Data)
}
