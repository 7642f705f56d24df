package export_test

import (
	"flag"
	"fmt"
	"io"
	"runtime"
	"runtime/metrics"
	"strconv"
	"testing"

	"github.com/stakegraph/stakegraph/graph/export"
	"github.com/stakegraph/stakegraph/graph/model"
)

const (
	manyNodes = 380_000
	manyEdges = 800_000
)

var whole = flag.Bool("whole", false, "write the whole large graph in every format")

// many writes a large graph, and calls at from time to time.
func many(w export.FactWriter, nodes, edges int, at func()) error {
	sources := []string{"source:a", "source:b"}
	for i := range nodes {
		p := model.Properties{
			model.ID: "firm:a-firm-with-a-name-" + strconv.Itoa(i), model.Name: "Firm " + strconv.Itoa(i), model.NameZh: "驭势科技" + strconv.Itoa(i),
			model.City: "Beijing", model.Country: "China", model.FoundedYear: int64(2000 + i%20), model.Sources: sources,
		}
		if err := w.Node(model.Node{Label: model.Firm, Properties: p}); err != nil {
			return err
		}
		if i%10_000 == 0 {
			at()
		}
	}
	for i := range edges {
		date, err := model.YearDate(int64(2000 + i%20))
		if err != nil {
			return err
		}
		r := model.Relationship{
			Type: model.InvestedIn, From: "firm:a-firm-with-a-name-" + strconv.Itoa(i*7919%nodes), To: "firm:a-firm-with-a-name-" + strconv.Itoa(i%nodes),
			Properties: model.Properties{
				model.ID: "investment:" + strconv.Itoa(i), model.AnnouncedOn: date, model.Sources: sources, model.Lead: i%2 == 0,
				model.Share: model.Money{Amount: int64(i), Currency: "CNY"},
			},
		}
		if err := w.Relationship(r); err != nil {
			return err
		}
		if i%10_000 == 0 {
			at()
		}
	}
	return w.Close()
}

// liveHeap returns the bytes of the heap that are in use. It collects garbage twice, because a sync.Pool keeps its
// objects for one more collection.
func liveHeap() int64 {
	runtime.GC()
	runtime.GC()
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	return int64(sample[0].Value.Uint64())
}

// boundOf returns the maximum memory of a writer for a graph with a number of nodes.
func boundOf(f export.Format, nodes int) int64 {
	const buffers, idOfNode = 3 << 20, 48
	switch {
	case f.Index:
		return buffers + idOfNode*int64(nodes)
	case f.Name == "parquet": // a row group, and its dictionaries
		return 24 << 20
	case f.Name == "arrow": // a batch
		return 8 << 20
	default:
		return buffers
	}
}

// TestNoWriterHoldsTheGraph writes a graph in every format, and measures the heap meanwhile. A writer without an index
// reaches its maximum after a few tens of thousands of rows, so most formats write only a tenth of the graph. Memory
// that earlier tests have allocated can be freed during the measurement, so the baseline is the smaller of the values
// before and after.
func TestNoWriterHoldsTheGraph(t *testing.T) {
	for _, f := range export.Formats() {
		t.Run(f.Name, func(t *testing.T) {
			nodes, edges := manyNodes/10, manyEdges/10
			if f.Index {
				nodes, edges = manyNodes, manyEdges/10
			}
			if *whole {
				nodes, edges = manyNodes, manyEdges
			}
			counts := &export.Counts{Nodes: int64(nodes), Edges: int64(edges)}
			before, most, samples := liveHeap(), int64(0), 0
			w, err := export.NewFacts(f.Name, io.Discard, counts)
			if err != nil {
				t.Fatal(err)
			}
			at := func() {
				most = max(most, liveHeap())
				samples++
			}
			if err := many(w, nodes, edges, at); err != nil {
				t.Fatal(err)
			}
			held := most - min(before, liveHeap())
			t.Logf("%s holds %d KiB", f.Name, held>>10)
			if bound := boundOf(f, nodes); held > bound || samples < 10 {
				t.Errorf("%s holds %d KiB more than before, in %d samples, want %d at most", f.Name, held>>10, samples, bound>>10)
			}
		})
	}
}

// counter counts bytes.
type counter int64

func (c *counter) Write(b []byte) (int, error) {
	*c += counter(len(b))
	return len(b), nil
}

func BenchmarkFormats(b *testing.B) {
	const nodes, edges = 38_000, 80_000
	for _, f := range export.Formats() {
		b.Run(f.Name, func(b *testing.B) {
			var written counter
			for b.Loop() {
				w, err := export.NewFacts(f.Name, &written, &export.Counts{Nodes: nodes, Edges: edges})
				if err != nil {
					b.Fatal(err)
				}
				if err := many(w, nodes, edges, func() {}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.N)*(nodes+edges)/b.Elapsed().Seconds(), "rows/s")
			b.ReportMetric(float64(written)/float64(b.N)/(nodes+edges), "bytes/row")
		})
	}
	b.Run("nothing", func(b *testing.B) {
		for b.Loop() {
			if err := many(nowhere{}, nodes, edges, func() {}); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(b.N)*(nodes+edges)/b.Elapsed().Seconds(), "rows/s")
	})
}

// nowhere discards facts, to measure the cost of generating them.
type nowhere struct{}

func (nowhere) Node(model.Node) error                 { return nil }
func (nowhere) Relationship(model.Relationship) error { return nil }
func (nowhere) Close() error                          { return nil }

// brokenAfter is a writer that fails after a number of bytes.
type brokenAfter int

func (b *brokenAfter) Write(p []byte) (int, error) {
	if *b -= brokenAfter(len(p)); *b < 0 {
		return 0, errBroken
	}
	return len(p), nil
}

var errBroken = fmt.Errorf("broken")
