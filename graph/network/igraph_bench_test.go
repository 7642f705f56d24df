//go:build !race

package network

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/store/storetest"
	"github.com/stakegraph/stakegraph/internal/pythontest"
)

// BenchmarkBesideIgraph times measures of the co-investment projection of the generated graph. After each it runs
// python-igraph on the same edges, so that both run under the same load. times-igraph is the shortest time of this
// package divided by the shortest of igraph.
func BenchmarkBesideIgraph(b *testing.B) {
	collector := NewCollector()
	if err := storetest.Standard.Fill(collector); err != nil {
		b.Fatal(err)
	}
	v, err := collector.View(b.Context(), model.InvestorsByFirm, ViewOptions{})
	if err != nil {
		b.Fatal(err)
	}
	g := v.Graph
	o, err := Options{}.filled()
	if err != nil {
		b.Fatal(err)
	}
	igraph, stop := startIgraph(b, g)
	defer stop()
	pivots := strings.Trim(fmt.Sprint(g.pivots(o)), "[]")
	for _, m := range []struct {
		name, question string
		run            func() error
	}{
		{"PageRank", "pagerank", func() error { _, err := PageRank(b.Context(), g, o); return err }},
		{"SampledBetweenness", "betweenness " + pivots, func() error {
			_, err := SampledBetweenness(b.Context(), g, o)
			return err
		}},
		{"Cores", "cores", func() error { _, err := g.Cores(b.Context()); return err }},
		{"Communities", "communities", func() error { _, err := g.Communities(b.Context(), o); return err }},
	} {
		b.Run(m.name, func(b *testing.B) {
			ours, theirs := math.Inf(1), math.Inf(1)
			for b.Loop() {
				begin := time.Now()
				if err := m.run(); err != nil {
					b.Fatal(err)
				}
				ours = min(ours, time.Since(begin).Seconds())
				b.StopTimer()
				theirs = min(theirs, igraph(m.question))
				b.StartTimer()
			}
			b.ReportMetric(ours*1e3, "ms")
			b.ReportMetric(theirs*1e3, "igraph-ms")
			b.ReportMetric(ours/theirs, "times-igraph")
		})
	}
}

// startIgraph returns a function that runs a computation of testdata/igraph_times.py on the graph and returns its
// time in seconds, and a function that stops python-igraph.
func startIgraph(b *testing.B, g *Graph) (send func(question string) float64, stop func()) {
	b.Helper()
	command := pythontest.Command(b, "testdata/igraph_times.py")
	in, err := command.StdinPipe()
	if err != nil {
		b.Fatal(err)
	}
	out, err := command.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := command.Start(); err != nil {
		b.Fatal(err)
	}
	stop = func() {
		if err := errors.Join(in.Close(), command.Wait()); err != nil {
			b.Error(err)
		}
	}
	sizes := []int64{int64(g.Nodes()), int64(g.EdgeCount())}
	if err := errors.Join(binary.Write(in, binary.LittleEndian, sizes), writeEdges(in, g)); err != nil {
		b.Fatal(err)
	}
	answers := bufio.NewReader(out)
	send = func(question string) float64 {
		var seconds float64
		if _, err := fmt.Fprintln(in, question); err != nil {
			b.Fatal(err)
		}
		if _, err := fmt.Fscanln(answers, &seconds); err != nil {
			b.Fatal(err)
		}
		return seconds
	}
	return send, stop
}

// writeEdges writes the ends and the weights of the edges.
func writeEdges(w io.Writer, g *Graph) error {
	buffered := bufio.NewWriter(w)
	var from, to []int32
	var weights []float64
	for e := range g.Edges() {
		from, to, weights = append(from, e.From), append(to, e.To), append(weights, e.Weight)
	}
	for _, part := range []any{from, to, weights} {
		if err := binary.Write(buffered, binary.LittleEndian, part); err != nil {
			return err
		}
	}
	return buffered.Flush()
}
