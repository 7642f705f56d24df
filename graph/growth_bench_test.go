package graph_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/stakegraph/stakegraph/graph/store/storetest"
)

// benchQueries returns the queries of a file of testdata/bench.
func benchQueries(t testing.TB, name string) []txtar.File {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/bench/" + name + ".txtar")
	if err != nil {
		t.Fatal(err)
	}
	return archive.Files
}

// BenchmarkGrowth times whole requests on a generated graph, and on one that is ten times larger.
func BenchmarkGrowth(b *testing.B) {
	for _, times := range []int{1, 10} {
		shape := storetest.Standard
		shape.Firms, shape.Investors, shape.Investments = shape.Firms*times/10, shape.Investors*times/10, shape.Investments*times/10
		handler, _ := generatedGraph(b, shape)
		for _, c := range benchQueries(b, "growth") {
			b.Run(fmt.Sprintf("%s/%d_firms", strings.TrimSuffix(c.Name, ".graphql"), shape.Firms), func(b *testing.B) {
				for b.Loop() {
					if status, body := post(b, handler, string(c.Data), nil); status != http.StatusOK || strings.Contains(body, `"errors"`) {
						b.Fatal(body)
					}
				}
			})
		}
	}
}
