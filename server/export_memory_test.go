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

// liveHeap returns the bytes of the heap that are in use. Garbage is collected twice, because a sync.Pool keeps what it has
// for one collection more.
func liveHeap() int64 {
	runtime.GC()
	runtime.GC()
	sample := []runtimemetrics.Sample{{Name: "/gc/heap/live:bytes"}}
	runtimemetrics.Read(sample)
	return int64(sample[0].Value.Uint64())
}

// nowhere is an answer that is not kept.
type nowhere struct{ dryRun }

// TestExportsHoldNoGraph looks at the heap while files are sent of a graph that would take some ten megabytes. Tests that
// ran before may have left goroutines, whose memory comes and goes. What they free makes the file's share too large, since
// it is counted from the least that was seen between requests, and so does what they add; a request that stays within the
// bound once therefore holds no more.
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
