//go:build !race

package main

import (
	"net/http"
	"net/http/httptest"
	"runtime"
	"testing"

	"github.com/stakegraph/stakegraph/graph/store/storetest"
)

// liveHeap returns the bytes of the heap that are in use.
func liveHeap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// nowhere is an answer that is not kept.
type nowhere struct{ dryRun }

// TestExportsHoldNoGraph looks at the heap while files are sent of a graph that would take some ten megabytes.
func TestExportsHoldNoGraph(t *testing.T) {
	const bound = 3 << 20
	s := generated(t, storetest.Shape{Firms: 1000, Investors: 750, Investments: 4000, Seed: 1})
	var before, most int64
	facts := 0
	exports := exportsOf(&watched{Store: s, fact: func(_, n int) error {
		if facts++; n%2000 == 1999 {
			most = max(most, liveHeap()-before)
		}
		return nil
	}}).routes()
	for _, file := range []string{"graph.graphml", "graph.json.gz", "graph.neo4j.zip"} {
		for _, asked := range []string{"", "bytes=-1000"} {
			request := httptest.NewRequest(http.MethodGet, "/export/"+file, nil)
			if asked != "" {
				request.Header.Set("Range", asked)
			}
			facts, most, before = 0, 0, liveHeap()
			answer := nowhere{dryRun{header: http.Header{}}}
			exports.ServeHTTP(&answer, request)
			if answer.status >= 300 || facts < 12_000 {
				t.Errorf("%s %s: status %d after %d facts", file, asked, answer.status, facts)
			}
			if most == 0 || most > bound {
				t.Errorf("%s %s: it holds %d bytes, of %d at most", file, asked, most, bound)
			}
		}
	}
}
