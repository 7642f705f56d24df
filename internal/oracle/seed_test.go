package oracle_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/stakegraph/stakegraph"
	"github.com/stakegraph/stakegraph/graph/engine"
	"github.com/stakegraph/stakegraph/graph/sqlite"
	"github.com/stakegraph/stakegraph/graph/store"
	"github.com/stakegraph/stakegraph/graph/transport"
	"github.com/stakegraph/stakegraph/internal/oracle"
	"github.com/stakegraph/stakegraph/seed"
	"github.com/stakegraph/stakegraph/seed/frozen"
)

var schema = stakegraph.NewExecutableSchema(stakegraph.Config{}).Schema()

// question is the query of a file.
type question struct {
	name, query string
	variables   map[string]any
}

// cursorRows has the rows of the cursors in questions, and the places of groups.
var cursorRows = oracle.Cursors{
	"AjhZXIdbMTQzLCJTaGFuZG9uZyJd":                                `[["i143"],["sShandong"]]`,
	"AjhZXIdbNCwiSmlsaW4iXQ":                                      `[["i4"],["sJilin"]]`,
	"AryjECxbMzU5NywwLCJzZWN0b3I6YXV0b21vdGl2ZSIsIlNoYW5naGFpIl0": `[["r35970000000/1"],["ssector:automotive","sShanghai"]]`,
	"AiePB_FbMjAyNF0":                                             `[["n"],["i2024"]]`,
	"As5coupbIlBlbmdsYWkiXQ":                                      `[[],["sPenglai"]]`,
	"ApPC71hbIjFrbXhjIiwiZmlybToxa214YyJd":                        "firm:1kmxc",
	"AsN2DBVbImludmVzdG1lbnQ6dWlzZWUtMjAyMS0wMS9ubXR1ZiJd":        "investment:uisee-2021-01/nmtuf",
	"AsN2DBVbImludmVzdG1lbnQ6dWlzZWUtc2VsZWN0LWludmVzdG9ycy9zZXB0d29sdmVzLXZlbnR1cmVzIl0": "investment:uisee-select-investors/septwolves-ventures",
	"An4cysZbMjgsImZpcm06bW9tZW50YSJd":                                                    "firm:momenta",
	"AsAPxNVbInByb2dyYW1tZTppbm5vdmF0aXZlLXNtZSJd":                                        "programme:innovative-sme",
	"Ao7bDCNbImZpcm06YWktZGUta2Utc2ktZGlhbi16aS1uYW4tamluZyJd":                            "firm:ai-de-ke-si-dian-zi-nan-jing",
	"AihnMI1bbnVsbCwiNTguY29tIiwiaW52ZXN0b3I6NTgtY29tIl0":                                 "investor:58-com",
	"AihnMI1bbnVsbCwiYWxsaWFuY2UgdmVudHVyZXMiLCJpbnZlc3RvcjphbGxpYW5jZS12ZW50dXJlcyJd":    "investor:alliance-ventures",
	"An9H8IFbMSwyMDIzMDczMCwyMDIzMDczMCwiaW52ZXN0bWVudDpibWYtZC9ubXR1ZiJd":                "investment:bmf-d/nmtuf",
	"An9H8IFbbnVsbCwyMDIxMDEyNSwyMDIxMDEyNSwiaW52ZXN0bWVudDp1aXNlZS0yMDIxLTAxL25tdHVmIl0": "investment:uisee-2021-01/nmtuf",
	"AjXe7QBbMjAyNDA3MTQyMDI0MDcxNCwicm91bmQ6c2VtaWRyaXZlLXByZS1hIl0":                     "round:semidrive-pre-a",
	"Ardusb1bODYsMjAwMDAwMDAwLCJmaXJtOm1vbWVudGEiXQ":                                      "firm:momenta",
	"Ardusb1bMjAsMCwiZmlybTprZWVub24tcm9ib3RpY3MiXQ":                                      "firm:keenon-robotics",
}

// TestAgreesWithSQLite compares the answers of SQLite and of the oracle to the queries of the cases and of the playground's
// examples, on the Little Giants.
func TestAgreesWithSQLite(t *testing.T) {
	stored, inMemory := littleGiants(t)
	answered := 0
	for _, q := range questions(t) {
		t.Run(q.name, func(t *testing.T) {
			data, clean := ask(t, stored, q)
			if !clean {
				return // the oracle does not reproduce errors
			}
			answer, err := inMemory.Answer(q.query, cursorRows.Translate(q.variables))
			if err != nil {
				if !strings.Contains(q.query, "__") {
					t.Error(err)
				}
				return
			}
			answered++
			if err := cursorRows.Match(answer, data); err != nil {
				t.Error(err)
			}
		})
	}
	if answered < 20 {
		t.Errorf("%d queries were compared", answered)
	}
}

// questions reads the cases of graph/testdata and the examples of the playground.
func questions(t *testing.T) []question {
	t.Helper()
	var all []question
	cases, err := filepath.Glob("../../graph/testdata/cases/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range cases {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		q := question{name: filepath.Base(file)}
		for _, part := range archive.Files {
			switch part.Name {
			case "query.graphql":
				q.query = string(part.Data)
			case "variables.json":
				q.variables = decoded(t, part.Data)
			}
		}
		all = append(all, q)
	}
	examples, err := filepath.Glob("../../server/playground/examples/*.graphql")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range examples {
		q := question{name: filepath.Base(file), query: read(t, file)}
		if variables := strings.TrimSuffix(file, ".graphql") + ".json"; exists(variables) {
			q.variables = decoded(t, []byte(read(t, variables)))
		}
		all = append(all, q)
	}
	return all
}

func read(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func exists(file string) bool {
	_, err := os.Stat(file)
	return err == nil
}

func decoded(t *testing.T, text []byte) map[string]any {
	t.Helper()
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var values map[string]any
	if err := decoder.Decode(&values); err != nil {
		t.Fatal(err)
	}
	return values
}

// ask returns the data of a store's response, and whether there were no errors.
func ask(t *testing.T, s store.Reader, q question) (data json.RawMessage, clean bool) {
	t.Helper()
	body, err := json.Marshal(map[string]any{"query": q.query, "variables": q.variables})
	if err != nil {
		t.Fatal(err)
	}
	request := httptest.NewRequest(http.MethodPost, "/graphql", strings.NewReader(string(body)))
	request.Header.Set("Content-Type", "application/json")
	recorder := httptest.NewRecorder()
	transport.New(engine.New(engine.Config{Store: s, Logger: slog.New(slog.DiscardHandler)}), 0).ServeHTTP(recorder, request)
	var answer struct {
		Data   json.RawMessage
		Errors []any
	}
	if err := json.Unmarshal(recorder.Body.Bytes(), &answer); err != nil {
		t.Fatalf("%v: %s", err, recorder.Body)
	}
	return answer.Data, len(answer.Errors) == 0
}

var seeded struct {
	once   sync.Once
	stored *sqlite.Store
	graph  oracle.Graph
	err    error
}

// littleGiants returns the frozen Little Giants in SQLite and in the oracle, loaded once for all tests.
func littleGiants(t *testing.T) (store.Store, *oracle.Oracle) {
	t.Helper()
	seeded.once.Do(func() {
		ctx := context.Background()
		if seeded.stored, seeded.err = sqlite.Open(ctx, sqlite.Memory); seeded.err != nil {
			return
		}
		if _, seeded.err = seed.Load(ctx, seeded.stored, frozen.LittleGiants(), nil); seeded.err != nil {
			return
		}
		_, seeded.err = seed.Load(ctx, into{&seeded.graph}, frozen.LittleGiants(), nil)
	})
	if seeded.err != nil {
		t.Fatal(seeded.err)
	}
	return seeded.stored, oracle.New(schema, &seeded.graph)
}

// into loads a graph in memory.
type into struct{ *oracle.Graph }

func (i into) Load(_ context.Context, fill func(store.Writer) error) (store.Tally, error) {
	return store.Tally{}, fill(i.Graph)
}
