package graph_test

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/stakegraph/stakegraph/graph/engine"
	"github.com/stakegraph/stakegraph/graph/sqlite"
	"github.com/stakegraph/stakegraph/graph/store/storetest"
)

// benchCase is a query and the best hand-written SQL for the same answer, both for one id.
type benchCase struct {
	name, query, sql string
	id               string
}

func benchCases(t testing.TB, shape storetest.Shape) []benchCase {
	t.Helper()
	cases := []benchCase{
		{name: "lookup", id: shape.HubFirm()}, {name: "one_hop", id: shape.Hub()}, {name: "two_hops", id: shape.Hub()},
	}
	for i, c := range cases {
		read := func(extension string) string {
			text, err := os.ReadFile(filepath.Join("testdata/bench", c.name+extension))
			if err != nil {
				t.Fatal(err)
			}
			return string(text)
		}
		cases[i].query, cases[i].sql = read(".graphql"), read(".sql")
	}
	return cases
}

// generatedGraph returns a server on a generated graph in a file, and a database connection to that file as in a
// program without a graph layer.
func generatedGraph(t testing.TB, shape storetest.Shape) (http.Handler, *sql.DB) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "graph.db")
	database, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := database.Load(t.Context(), shape.Fill); err != nil {
		t.Fatal(err)
	}
	bare, err := sql.Open("sqlite", "file://"+path+"?_pragma=query_only(1)&_pragma=mmap_size(268435456)")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = bare.Close()
		_ = database.Close()
	})
	return serve(engine.Config{Store: database, Timeout: 30 * time.Second}), bare
}

// TestBenchmarksAnswerAlike checks that the compared queries return the same answer.
func TestBenchmarksAnswerAlike(t *testing.T) {
	shape := storetest.Shape{Firms: 300, Investors: 200, Investments: 3000, Seed: 2}
	handler, bare := generatedGraph(t, shape)
	for _, c := range benchCases(t, shape) {
		var byHand string
		if err := bare.QueryRowContext(t.Context(), c.sql, c.id).Scan(&byHand); err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		_, body := post(t, handler, c.query, map[string]any{"id": c.id})
		var got struct{ Data any }
		var want any
		if err := json.Unmarshal([]byte(body), &got); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal([]byte(byHand), &want); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got.Data); diff != "" {
			t.Errorf("%s: the answers differ:\n%s", c.name, diff)
		}
	}
}

// BenchmarkRequest times the whole request through the HTTP handler in process (graphql), the hand-written SQL (sql),
// and both alternately (pairs), which gives the ratio with the least noise.
func BenchmarkRequest(b *testing.B) {
	shape := storetest.Standard
	handler, bare := generatedGraph(b, shape)
	for _, c := range benchCases(b, shape) {
		body, err := json.Marshal(map[string]any{"query": c.query, "variables": map[string]any{"id": c.id}})
		if err != nil {
			b.Fatal(err)
		}
		statement, err := bare.Prepare(c.sql)
		if err != nil {
			b.Fatal(err)
		}
		byAPI := func() {
			request := httptest.NewRequest(http.MethodPost, "/graphql", bytes.NewReader(body))
			request.Header.Set("Content-Type", "application/json")
			recorder := httptest.NewRecorder()
			handler.ServeHTTP(recorder, request)
			if recorder.Code != http.StatusOK || bytes.Contains(recorder.Body.Bytes(), []byte(`"errors"`)) {
				b.Fatal(recorder.Body.String())
			}
		}
		byHand := func() {
			ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
			defer cancel()
			var answer string
			if err := statement.QueryRowContext(ctx, c.id).Scan(&answer); err != nil {
				b.Fatal(err)
			}
		}
		b.Run(c.name+"/graphql", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				byAPI()
			}
		})
		b.Run(c.name+"/sql", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				byHand()
			}
		})
		b.Run(c.name+"/pairs", func(b *testing.B) {
			var api, hand time.Duration
			for b.Loop() {
				start := time.Now()
				byAPI()
				middle := time.Now()
				byHand()
				api, hand = api+middle.Sub(start), hand+time.Since(middle)
			}
			b.ReportMetric(float64(api)/float64(hand), "graphql/sql")
		})
		if err := statement.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
