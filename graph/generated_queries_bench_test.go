package graph_test

import (
	"flag"
	"fmt"
	"io"
	"log/slog"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stakegraph/stakegraph/graph/apierror"
	"github.com/stakegraph/stakegraph/graph/engine"
)

var (
	generatedCount = flag.Int("generated", 1000, "how many generated queries BenchmarkGeneratedQueries has answered")
	generatedSeed  = flag.Uint64("generated-seed", 1, "what BenchmarkGeneratedQueries generates them from")
	generatedFile  = flag.String("generated-worst", "", "the file that BenchmarkGeneratedQueries writes the costliest queries to")
)

// BenchmarkGeneratedQueries runs generated queries on the frozen copy of the Little Giants until a number of them
// succeed, and reports the CPU time of the costliest and of all.
func BenchmarkGeneratedQueries(b *testing.B) {
	executor := serve(engine.Config{
		Store: littleGiants(b), Logger: slog.New(slog.NewTextHandler(io.Discard, nil)), Timeout: 30 * time.Second,
	})
	type cost struct {
		query string
		spent time.Duration
		code  string
	}
	g := newQueryGenerator(*generatedSeed)
	var costs []cost
	var refused int
	var total time.Duration
	for b.Loop() {
		costs, refused, total = nil, 0, 0
		for len(costs) < *generatedCount {
			query := g.query()
			began := processTime(b)
			_, body := post(b, executor, query, nil)
			spent := processTime(b) - began
			c := cost{query, spent, "answered"}
			if strings.HasPrefix(body, `{"errors"`) {
				_, code, _ := strings.Cut(body, `"code":"`)
				c.code, _, _ = strings.Cut(code, `"`)
			}
			total += spent
			if c.code != "answered" && c.code != apierror.CodeTimeout && c.code != apierror.CodeInternal && spent < 100*time.Millisecond {
				refused++
				continue
			}
			costs = append(costs, c)
			if len(costs)%100 == 0 {
				runtime.GC() // removes the garbage of previous runs
			}
		}
	}
	slices.SortFunc(costs, func(a, b cost) int { return int(b.spent - a.spent) })
	b.ReportMetric(costs[0].spent.Seconds()*1000, "worst-cpu-ms")
	b.ReportMetric(costs[len(costs)/100].spent.Seconds()*1000, "p99-cpu-ms")
	b.ReportMetric(total.Seconds(), "cpu-s/all")
	b.ReportMetric(float64(refused), "refused")
	var list strings.Builder
	for _, c := range costs[:min(50, len(costs))] {
		fmt.Fprintf(&list, "%.0f ms %s %s\n\n", c.spent.Seconds()*1000, c.code, c.query)
	}
	writeReport(b, *generatedFile, list.String())
}
