package graph_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/stakegraph/stakegraph/graph/engine"
	"github.com/stakegraph/stakegraph/graph/neo4j"
	"github.com/stakegraph/stakegraph/graph/sqlite"
	"github.com/stakegraph/stakegraph/graph/store"
	"github.com/stakegraph/stakegraph/graph/store/storetest"
	"github.com/stakegraph/stakegraph/internal/golden"
	"github.com/stakegraph/stakegraph/seed"
	"github.com/stakegraph/stakegraph/seed/frozen"
)

var update = flag.Bool("update", false, "write what the cases give now; look at the difference before committing it")

// TestCases runs each file of testdata/cases over the Little Giants data. The comment of a case describes what it
// shows. Its parts are the query, the variables, the plan, the statement of each database with its arguments or
// parameters, the record, and the answer. A test in package neo4j checks that Neo4j returns the same.
func TestCases(t *testing.T) {
	if *update && os.Getenv("CI") != "" {
		t.Fatal("-update is for a person who reads the difference; CI only compares")
	}
	files, err := filepath.Glob("testdata/cases/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no case files: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := runCase(t, littleGiants(t), archive)
			if *update {
				if err := os.WriteFile(file, txtar.Format(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, have := txtar.Format(archive), txtar.Format(got)
			if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(string(have), "\n")); diff != "" {
				t.Errorf("%s differs from what it gives now (go test ./graph -run TestCases -update writes it anew):\n%s",
					file, diff)
			}
		})
	}
}

// runCase returns the case with all parts that follow from its query.
func runCase(t *testing.T, s store.Store, c *txtar.Archive) *txtar.Archive {
	keeping := &storetest.Keeper{Reader: s}
	executor := serve(engine.Config{Store: keeping, Explainer: s})
	onNeo4j := serve(engine.Config{Explainer: neo4j.Explainer{}})
	query, variables := part(c, "query.graphql"), part(c, "variables.json")
	if query == nil {
		t.Fatal("the case has no query.graphql")
	}
	got := &txtar.Archive{Comment: c.Comment, Files: []txtar.File{{Name: "query.graphql", Data: query}}}
	var values map[string]any
	if variables != nil {
		got.Files = append(got.Files, txtar.File{Name: "variables.json", Data: variables})
		decoder := json.NewDecoder(bytes.NewReader(variables))
		decoder.UseNumber()
		if err := decoder.Decode(&values); err != nil {
			t.Fatalf("variables.json: %v", err)
		}
	}
	explanation, err := executor.Explain(t.Context(), string(query), "", values)
	if err == nil {
		got.Files = append(got.Files, txtar.File{Name: "plan.txt", Data: []byte(explanation.Plan)})
		got.Files = append(got.Files, searches(t, "sqlite.search", explanation)...)
		got.Files = append(got.Files,
			txtar.File{Name: "sqlite.sql", Data: []byte(golden.Statement(explanation.Statement.Text) + "\n")},
			txtar.File{Name: "sqlite.args", Data: arguments(t, explanation.Statement.Args)})
		cypher, err := onNeo4j.Explain(t.Context(), string(query), "", values)
		if err != nil {
			t.Fatal(err)
		}
		got.Files = append(got.Files, searches(t, "neo4j.search", cypher)...)
		got.Files = append(got.Files,
			txtar.File{Name: "neo4j.cypher", Data: []byte(golden.Statement(cypher.Statement.Text) + "\n")},
			txtar.File{Name: "neo4j.params", Data: arguments(t, cypher.Statement.Args)})
	}
	_, body := post(t, executor, string(query), values)
	if keeping.Record != nil {
		got.Files = append(got.Files, txtar.File{Name: "record.json", Data: formatJSON(t, storetest.FormatRecord(keeping.Record))})
	}
	got.Files = append(got.Files, txtar.File{Name: "answer.json", Data: formatJSON(t, []byte(body))})
	return got
}

// formatJSON returns JSON in the format of the case files.
func formatJSON(t *testing.T, text []byte) []byte {
	formatted, err := golden.JSON(text)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return []byte(formatted + "\n")
}

// searches returns a part with the statements of the InitPlans, or nothing without any.
func searches(t *testing.T, name string, x engine.Explanation) []txtar.File {
	var b bytes.Buffer
	for i, search := range x.Searches {
		for _, s := range search.Statements {
			fmt.Fprintf(&b, "search %d, %s:\n%s\n%s\n", i+1, s.When, golden.Statement(s.Text), arguments(t, s.Args))
		}
	}
	if b.Len() == 0 {
		return nil
	}
	return []txtar.File{{Name: name, Data: bytes.TrimSuffix(b.Bytes(), []byte("\n"))}}
}

func part(c *txtar.Archive, name string) []byte {
	i := slices.IndexFunc(c.Files, func(f txtar.File) bool { return f.Name == name })
	if i < 0 {
		return nil
	}
	return c.Files[i].Data
}

func arguments(t *testing.T, args []any) []byte {
	var b bytes.Buffer
	for i, arg := range args {
		text, err := json.Marshal(arg)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%d %s\n", i+1, text)
	}
	return b.Bytes()
}

// post sends a query over HTTP and returns the status and the body.
func post(t testing.TB, handler http.Handler, query string, variables map[string]any) (int, string) {
	t.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		t.Fatal(err)
	}
	request := httptest.NewRequest(http.MethodPost, "/graphql", bytes.NewReader(body))
	request.Header.Set("Content-Type", "application/json")
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, request)
	return recorder.Code, recorder.Body.String()
}

var seeded struct {
	once  sync.Once
	store *sqlite.Store
	err   error
}

// littleGiants returns a store with the frozen copy of the Little Giants. It is loaded once for all tests, which only
// read it.
func littleGiants(t testing.TB) store.Store {
	t.Helper()
	seeded.once.Do(func() {
		if seeded.store, seeded.err = sqlite.Open(context.Background(), sqlite.Memory); seeded.err == nil {
			_, seeded.err = seed.Load(context.Background(), seeded.store, frozen.LittleGiants(), nil)
		}
	})
	if seeded.err != nil {
		t.Fatal(seeded.err)
	}
	return seeded.store
}
