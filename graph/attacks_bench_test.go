package graph_test

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stakegraph/stakegraph/graph/engine"
)

var attackTable = flag.String("attacks", "", "the file that BenchmarkAttacks writes its table to")

// BenchmarkAttacks measures the CPU time of each attack until it is refused, including garbage collection. With
// -attacks FILE it writes the results as a table.
func BenchmarkAttacks(b *testing.B) {
	executor := serve(engine.Config{Store: littleGiants(b), Logger: slog.New(slog.NewTextHandler(io.Discard, nil))})
	var table strings.Builder
	table.WriteString("| class | attack | bytes | refused by | CPU, ms |\n| --- | --- | ---: | --- | ---: |\n")
	sent := 0
	for _, a := range attacks() {
		b.Run(strings.ReplaceAll(a.class+"/"+a.name, " ", "_"), func(b *testing.B) {
			runtime.GC() // removes the garbage of previous runs
			began := processTime(b)
			for b.Loop() {
				if sent++; !bytes.Contains(a.send(executor, sent), []byte(`"errors"`)) {
					b.Fatal("it is answered")
				}
			}
			runtime.GC()
			spent := (processTime(b) - began) / time.Duration(b.N)
			b.ReportMetric(spent.Seconds()*1000, "cpu-ms/refusal")
			fmt.Fprintf(&table, "| %s | %s | %d | `%s` | %.1f |\n", a.class, a.name, len(a.body), a.limit, spent.Seconds()*1000)
		})
	}
	writeReport(b, *attackTable, table.String())
}

// writeReport writes the results of a benchmark to a file. It does nothing if name is empty.
func writeReport(b *testing.B, name, text string) {
	b.Helper()
	if name == "" {
		return
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		b.Fatal(err)
	}
}
