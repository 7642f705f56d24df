package sqlite_test

import (
	"context"
	"database/sql"
	"path/filepath"
	"testing"
	"time"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/sqlite"
	"github.com/stakegraph/stakegraph/graph/store"
	"github.com/stakegraph/stakegraph/graph/store/storetest"
)

// tallied is a Writer that counts facts.
type tallied struct{ facts int }

func (w *tallied) Node(model.Node) error                 { w.facts++; return nil }
func (w *tallied) Relationship(model.Relationship) error { w.facts++; return nil }

// scanByHand reads the rows of a stream without decoding them, in the order of the index of ids, and returns their
// number.
func scanByHand(ctx context.Context, db *sql.DB, scans []store.Statement) (int, error) {
	count := 0
	for _, scan := range scans {
		rows, err := db.QueryContext(ctx, scan.Text)
		if err != nil {
			return 0, err
		}
		columns, err := rows.Columns()
		if err != nil {
			return 0, err
		}
		values, places := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			places[i] = &values[i]
		}
		for rows.Next() {
			if err := rows.Scan(places...); err != nil {
				return 0, err
			}
			count++
		}
		if err := rows.Err(); err != nil {
			return 0, err
		}
	}
	return count, nil
}

// BenchmarkStream measures streams and bare scans of the same rows through database/sql, alternately.
func BenchmarkStream(b *testing.B) {
	path := filepath.Join(b.TempDir(), "graph.db")
	s, err := sqlite.Open(b.Context(), path)
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	if _, err := s.Load(b.Context(), storetest.Standard.Fill); err != nil {
		b.Fatal(err)
	}
	bare, err := sql.Open("sqlite", "file://"+path+"?_pragma=query_only(1)&_pragma=mmap_size(268435456)")
	if err != nil {
		b.Fatal(err)
	}
	defer bare.Close()
	var streaming, scanning time.Duration
	facts := 0
	for b.Loop() {
		var w tallied
		start := time.Now()
		if err := s.Stream(b.Context(), nil, &w); err != nil {
			b.Fatal(err)
		}
		middle := time.Now()
		rows, err := scanByHand(b.Context(), bare, s.ExplainStream(nil))
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
