package graph_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"github.com/stakegraph/stakegraph/graph/store/storetest"
)

// BenchmarkPaths times requests for a shortest path and for a neighbourhood, through the HTTP handler in process.
func BenchmarkPaths(b *testing.B) {
	handler, _ := generatedGraph(b, storetest.Standard)
	for name, variables := range map[string]map[string]any{
		"shortest_path": {"from": "firm:g0000100", "to": "firm:g0000002"},
		"neighbourhood": {"id": "firm:g0000100"},
	} {
		query, err := os.ReadFile(filepath.Join("testdata", "bench", name+".graphql"))
		if err != nil {
			b.Fatal(err)
		}
		body, err := json.Marshal(map[string]any{"query": string(query), "variables": variables})
		if err != nil {
			b.Fatal(err)
		}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				request := httptest.NewRequest(http.MethodPost, "/graphql", bytes.NewReader(body))
				request.Header.Set("Content-Type", "application/json")
				recorder := httptest.NewRecorder()
				handler.ServeHTTP(recorder, request)
				if recorder.Code != http.StatusOK || bytes.Contains(recorder.Body.Bytes(), []byte(`"errors"`)) {
					b.Fatal(recorder.Body.String())
				}
			}
		})
	}
}
