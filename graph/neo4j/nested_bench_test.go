package neo4j_test

import (
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/stakegraph/stakegraph/graph/engine"
	"github.com/stakegraph/stakegraph/graph/store"
	"github.com/stakegraph/stakegraph/graph/store/storetest"
)

// BenchmarkNested measures whole requests with conditions on relationships, some of them nested, and reports the db
// hits of each. The database has cached the plan of the statement.
func BenchmarkNested(b *testing.B) {
	archive, err := txtar.ParseFile("../testdata/bench/nested.txtar")
	if err != nil {
		b.Fatal(err)
	}
	shape := storetest.Standard
	s := holding(b, "generated standard", func(l store.Loader) error { return loadInParts(b.Context(), l, shape) })
	server := serve(engine.Config{Store: s, Explainer: s, Timeout: time.Minute})
	for _, c := range archive.Files {
		query := strings.ReplaceAll(string(c.Data), "HUB", shape.Hub())
		b.Run(strings.TrimSuffix(c.Name, ".graphql"), func(b *testing.B) {
			for range 20 { // warms up the just-in-time compiler of Java
				dataOf(b, server, query, nil)
			}
			for b.Loop() {
				dataOf(b, server, query, nil)
			}
			explanation, err := server.Profile(b.Context(), query, "", nil)
			if err != nil {
				b.Fatal(err)
			}
			hits := dbHits.FindStringSubmatch(explanation.Profile)
			if hits == nil {
				b.Fatalf("the profile tells no db hits:\n%s", explanation.Profile)
			}
			total, err := strconv.ParseFloat(hits[1], 64)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(total, "db-hits")
		})
	}
}

var dbHits = regexp.MustCompile(`db hits: (\d+)`)
