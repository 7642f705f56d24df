package graph_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stakegraph/stakegraph/graph/store/storetest"
)

// BenchmarkNested times queries with nested conditions on relationships, and measures their CPU time.
func BenchmarkNested(b *testing.B) {
	handler, _ := generatedGraph(b, storetest.Standard)
	for _, c := range benchQueries(b, "nested") {
		query := strings.ReplaceAll(string(c.Data), "HUB", storetest.Standard.Hub())
		b.Run(strings.TrimSuffix(c.Name, ".graphql"), func(b *testing.B) {
			began := processTime(b)
			for b.Loop() {
				if status, body := post(b, handler, query, nil); status != http.StatusOK || strings.Contains(body, `"errors"`) {
					b.Fatal(body)
				}
			}
			b.ReportMetric((processTime(b)-began).Seconds()*1000/float64(b.N), "cpu-ms/op")
		})
	}
}
