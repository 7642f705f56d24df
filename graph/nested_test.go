//go:build !race

package graph_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stakegraph/stakegraph/graph/store/storetest"
)

// TestNestedQueriesAreValid checks that the queries of BenchmarkNested succeed.
func TestNestedQueriesAreValid(t *testing.T) {
	shape := storetest.Shape{Firms: 300, Investors: 200, Investments: 3000, Seed: 2}
	handler, _ := generatedGraph(t, shape)
	for _, c := range benchQueries(t, "nested") {
		query := strings.ReplaceAll(string(c.Data), "HUB", shape.Hub())
		if status, body := post(t, handler, query, nil); status != http.StatusOK || strings.Contains(body, `"errors"`) {
			t.Errorf("%s: %s", c.Name, body)
		}
	}
}
