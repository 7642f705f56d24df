//go:build !race

package main

import (
	"math"
	"net/http"
	"net/http/httptest"
	"runtime"
	runtimemetrics "runtime/metrics"
	"testing"

	"github.com/stakegraph/stakegraph/graph/store/storetest"
)

// liveHeap returns the size of the live heap in bytes. It collects garbage twice, because a sync.Pool keeps its items
// for one further collection.
func liveHeap() int64 {
	runtime.GC()
	runtime.GC()
	sample := []runtimemetrics.Sample{{Name: "/gc/heap/live:bytes"}}
	runtimemetrics.Read(sample)
	return int64(sample[0].Value.Uint64())
}

// nowhere is a response writer that discards the response.
type nowhere struct{ dryRun }

// TestExportsHoldNoGraph measures the heap while the server sends files of a graph that would take about ten megabytes.
// Goroutines of earlier tests can still allocate and free memory. Both make the measured difference too large, since it
// is relative to the minimum between requests. So one request within the bound is sufficient.
func TestExportsHoldNoGraph(t *testing.T) {
	const bound, attempts = 3 << 20, 5
	s := generated(t, storetest.Shape{Firms: 1000, Investors: 750, Investments: 4000, Seed: 1})
	var most int64
	facts := 0
	exports := exportsOf(&watched{Store: s, fact: func(_, n int) error {
		if facts++; n%2000 == 1999 {
			most = max(most, liveHeap())
		}
		return nil
	}}).routes()
	for _, file := range []string{"graph.graphml", "graph.json.gz", "graph.neo4j.zip"} {
		for _, requested := range []string{"", "bytes=-1000"} {
			request := httptest.NewRequest(http.MethodGet, "/export/"+file, nil)
			if requested != "" {
				request.Header.Set("Range", requested)
			}
			idle, reserved := liveHeap(), int64(math.MaxInt64)
			for attempt := 0; attempt < attempts && reserved > bound; attempt++ {
				facts, most = 0, 0
				answer := nowhere{dryRun{header: http.Header{}}}
				exports.ServeHTTP(&answer, request)
				if answer.status >= 300 || facts < 12_000 {
					t.Fatalf("%s %s: status %d after %d facts", file, requested, answer.status, facts)
				}
				idle = min(idle, liveHeap())
				reserved = min(reserved, most-idle)
			}
			if reserved > bound {
				t.Errorf("%s %s: it holds %d bytes, of %d at most", file, requested, reserved, bound)
			}
		}
	}
}
