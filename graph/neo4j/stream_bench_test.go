package neo4j_test

import (
	"context"
	"testing"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/store"
	"github.com/stakegraph/stakegraph/graph/store/storetest"
)

// tallied is a Writer that counts facts.
type tallied struct{ facts int }

func (w *tallied) Node(model.Node) error                 { w.facts++; return nil }
func (w *tallied) Relationship(model.Relationship) error { w.facts++; return nil }

// scanByHand reads the rows of a stream through the bare driver, and returns their number.
func scanByHand(ctx context.Context, d driver.DriverWithContext) (int, error) {
	session := d.NewSession(ctx, driver.SessionConfig{AccessMode: driver.AccessModeRead, FetchSize: 2000})
	defer func() { _ = session.Close(ctx) }()
	texts := []string{"MATCH (n:Fact) WHERE n.id IS NOT NULL RETURN n.id, labels(n), properties(n) ORDER BY n.id"}
	for _, t := range model.AllRelTypes() {
		texts = append(texts, "MATCH (a)-[r:"+t.String()+"]->(b) WHERE r.id IS NOT NULL"+
			" RETURN r.id, a.id, b.id, properties(r) ORDER BY r.id")
	}
	rows := 0
	for _, text := range texts {
		result, err := session.Run(ctx, text, nil)
		if err != nil {
			return 0, err
		}
		for result.Next(ctx) {
			rows++
		}
		if err := result.Err(); err != nil {
			return 0, err
		}
	}
	return rows, nil
}

// BenchmarkStream measures streams and bare scans of the same rows, alternately.
func BenchmarkStream(b *testing.B) {
	s := holding(b, "standard", func(l store.Loader) error {
		_, err := l.Load(b.Context(), storetest.Standard.Fill)
		return err
	})
	bare := bare(b, forTest(b))
	var streaming, scanning time.Duration
	facts := 0
	for b.Loop() {
		var w tallied
		start := time.Now()
		if err := s.Stream(b.Context(), nil, &w); err != nil {
			b.Fatal(err)
		}
		middle := time.Now()
		rows, err := scanByHand(b.Context(), bare)
		if err != nil {
			b.Fatal(err)
		}
		streaming, scanning = streaming+middle.Sub(start), scanning+time.Since(middle)
		if w.facts != rows {
			b.Fatalf("%d facts, by hand %d", w.facts, rows)
		}
		facts += rows
	}
	b.ReportMetric(float64(facts)/streaming.Seconds(), "rows/s")
	b.ReportMetric(float64(facts)/scanning.Seconds(), "bare-rows/s")
	b.ReportMetric(float64(scanning)/float64(streaming), "stream/bare")
}
