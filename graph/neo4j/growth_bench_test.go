package neo4j_test

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/stakegraph/stakegraph/graph/store/storetest"
)

// BenchmarkGrowth measures whole requests on a generated graph, and on one that is ten times as large.
func BenchmarkGrowth(b *testing.B) {
	archive, err := txtar.ParseFile("../testdata/bench/growth.txtar")
	if err != nil {
		b.Fatal(err)
	}
	for _, times := range []int{1, 10} {
		shape := storetest.Standard
		shape.Firms, shape.Investors, shape.Investments = shape.Firms*times/10, shape.Investors*times/10, shape.Investments*times/10
		server, _ := generatedGraph(b, fmt.Sprintf("generated for %d firms", shape.Firms), shape)
		for _, c := range archive.Files {
			for range 20 { // warms up the just-in-time compiler of Java
				dataOf(b, server, string(c.Data), nil)
			}
			b.Run(fmt.Sprintf("%s/%d_firms", strings.TrimSuffix(c.Name, ".graphql"), shape.Firms), func(b *testing.B) {
				for b.Loop() {
					dataOf(b, server, string(c.Data), nil)
				}
			})
		}
	}
}
