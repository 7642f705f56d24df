package graph_test

import (
	"flag"
	"fmt"
	"io"
	"log/slog"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stakegraph/stakegraph/graph/engine"
)

var costlyTable = flag.String("costly", "", "the file that BenchmarkCostlyQueries writes its table to")

// BenchmarkCostlyQueries measures the CPU time of each of the costliest requests on the frozen copy of the Little
// Giants, including garbage collection. With -costly FILE it writes the results as a table.
func BenchmarkCostlyQueries(b *testing.B) {
	executor := serve(engine.Config{
		Store: littleGiants(b), Logger: slog.New(slog.NewTextHandler(io.Discard, nil)), Timeout: 30 * time.Second,
	})
	var table strings.Builder
	table.WriteString("| request | bytes | answer | CPU, ms |\n| --- | ---: | --- | ---: |\n")
	sent := 0
	for _, c := range costlyQueries() {
		b.Run(strings.ReplaceAll(c.name, " ", "_"), func(b *testing.B) {
			answer := ""
			runtime.GC()
			began := processTime(b)
			for b.Loop() {
				sent++
				answer = outcome(attack{body: c.body}.send(executor, sent))
			}
			runtime.GC()
			spent := (processTime(b) - began) / time.Duration(b.N)
			b.ReportMetric(spent.Seconds()*1000, "cpu-ms/op")
			fmt.Fprintf(&table, "| %s | %d | %s | %.0f |\n", c.name, len(c.body), answer, spent.Seconds()*1000)
		})
	}
	writeReport(b, *costlyTable, table.String())
}

// outcome describes the result of a request.
func outcome(body []byte) string {
	text := string(body)
	if !strings.HasPrefix(text, `{"errors"`) {
		return fmt.Sprintf("%d bytes", len(body))
	}
	_, message, _ := strings.Cut(text, `"message":"`)
	_, code, _ := strings.Cut(text, `"code":"`)
	code, _, _ = strings.Cut(code, `"`)
	return fmt.Sprintf("`%s` %.80s", code, message)
}
