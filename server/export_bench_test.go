//go:build !race

package main

import (
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"testing"
	"time"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/sqlite"
	"github.com/stakegraph/stakegraph/graph/store/storetest"
)

// tallied is a store.Writer that counts facts.
type tallied struct{ facts int }

func (w *tallied) Node(model.Node) error                 { w.facts++; return nil }
func (w *tallied) Relationship(model.Relationship) error { w.facts++; return nil }

// BenchmarkExport alternately times files and bare streams of the same facts from the store.
func BenchmarkExport(b *testing.B) {
	s, err := sqlite.Open(b.Context(), filepath.Join(b.TempDir(), "graph.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	if _, err := s.Load(b.Context(), storetest.Standard.Fill); err != nil {
		b.Fatal(err)
	}
	exports := exportsOf(s).routes()
	for _, file := range []string{"graph.graphml", "graph.graphml.gz", "graph.gexf", "graph.json", "graph.cx2", "graph.parquet.zip"} {
		b.Run(file, func(b *testing.B) {
			var exporting, streaming time.Duration
			facts := 0
			for b.Loop() {
				answer := nowhere{dryRun{header: http.Header{}}}
				start := time.Now()
				exports.ServeHTTP(&answer, httptest.NewRequest(http.MethodGet, "/export/"+file, nil))
				middle := time.Now()
				var w tallied
				if err := s.Stream(b.Context(), nil, &w); err != nil || answer.status >= 300 {
					b.Fatal(answer.status, err)
				}
				exporting, streaming = exporting+middle.Sub(start), streaming+time.Since(middle)
				facts += w.facts
			}
			b.ReportMetric(float64(facts)/exporting.Seconds(), "rows/s")
			b.ReportMetric(float64(facts)/streaming.Seconds(), "bare-rows/s")
			b.ReportMetric(float64(streaming)/float64(exporting), "export/bare")
		})
	}
}
