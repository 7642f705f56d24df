package main

import (
	"context"
	"fmt"
	"os"
	"slices"
	"sync"
	"testing"
	"time"
)

// BenchmarkLookupBesideCostly times a lookup while other clients continuously send costly queries. It uses the Neo4j
// in STAKEGRAPH_STORE, as make neo4j prints it, or otherwise SQLite.
func BenchmarkLookupBesideCostly(b *testing.B) {
	store := os.Getenv("STAKEGRAPH_STORE")
	if store == "" {
		store = "sqlite:" + b.TempDir() + "/graph.db"
	}
	r := start(b, "serve", "--listen", "127.0.0.1:0", "--trust-proxy", "127.0.0.1", "--store", store, "--log-level", "error")
	for _, queries := range []int{0, 4, 16, 64} {
		b.Run(fmt.Sprintf("costly=%d", queries), func(b *testing.B) {
			ctx, stop := context.WithCancel(b.Context())
			var all sync.WaitGroup
			for i := range queries {
				all.Go(func() {
					for ctx.Err() == nil {
						_, _ = r.queryAs(ctx, fmt.Sprintf("192.0.2.%d", i), costly(40)) // until ctx ends
					}
				})
			}
			var times []time.Duration
			for b.Loop() {
				began := time.Now()
				if o, err := r.queryAs(b.Context(), "198.51.100.1", lookup); err != nil || o.body != lookedUp {
					b.Errorf("a lookup: %d %s %v", o.status, o.body, err)
				}
				times = append(times, time.Since(began))
			}
			stop()
			all.Wait()
			slices.Sort(times)
			b.ReportMetric(float64(times[len(times)/2].Microseconds())/1000, "median-ms")
		})
	}
	r.end(b)
}
