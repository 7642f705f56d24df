package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stakegraph/stakegraph/graph/engine"
	"github.com/stakegraph/stakegraph/graph/sqlite"
	"github.com/stakegraph/stakegraph/graph/store"
	"github.com/stakegraph/stakegraph/graph/store/storetest"
	"github.com/stakegraph/stakegraph/seed"
	"github.com/stakegraph/stakegraph/seed/frozen"
)

// measuredProcess is a server in a separate process.
type measuredProcess struct {
	pid int
	url string
}

// startMeasured fills a store and starts a server on it.
func startMeasured(b *testing.B, fill func(store.Store) error) measuredProcess {
	b.Helper()
	path := filepath.Join(b.TempDir(), "graph.db")
	s, err := sqlite.Open(b.Context(), path)
	if err != nil {
		b.Fatal(err)
	}
	if err := fill(s); err != nil {
		b.Fatal(err)
	}
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	process, address, _ := startProcessOn(b, "sqlite:"+path, "--log-level", "error")
	return measuredProcess{process.Process.Pid, "http://" + address + "/graphql"}
}

var rssAnon = regexp.MustCompile(`RssAnon:\s+(\d+) kB`)

// anonymous returns the size of the process's anonymous memory, which is not mapped from files, in bytes.
func (p measuredProcess) anonymous(b *testing.B) int64 {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.pid))
	if err != nil {
		b.Error(err)
		return 0
	}
	found := rssAnon.FindSubmatch(text)
	if found == nil {
		b.Error("the kernel does not tell RssAnon")
		return 0
	}
	kilobytes, _ := strconv.ParseInt(string(found[1]), 10, 64)
	return kilobytes << 10
}

// query sends a query and returns the beginning of its answer. Meanwhile it samples the memory of the process, and
// returns the maximum.
func (p measuredProcess) query(b *testing.B, query string) (answer string, peak int64) {
	b.Helper()
	body, err := json.Marshal(map[string]string{"query": query})
	if err != nil {
		b.Fatal(err)
	}
	done, most := make(chan struct{}), make(chan int64)
	go func() {
		tick := time.NewTicker(2 * time.Millisecond)
		defer tick.Stop()
		for seen := int64(0); ; {
			seen = max(seen, p.anonymous(b))
			select {
			case <-tick.C:
			case <-done:
				most <- seen
				return
			}
		}
	}()
	response, err := http.Post(p.url, "application/json", bytes.NewReader(body))
	if err != nil {
		b.Fatal(err)
	}
	defer response.Body.Close()
	begin, err := io.ReadAll(io.LimitReader(response.Body, 1000))
	if err == nil {
		_, err = io.Copy(io.Discard, response.Body)
	}
	if err != nil {
		b.Fatal(err)
	}
	close(done)
	return string(begin), <-most
}

// BenchmarkMemory measures the anonymous memory of a server: at rest, and the maximum during 10,000 distinct
// documents or a response that exceeds its limit.
func BenchmarkMemory(b *testing.B) {
	b.Run("documents", func(b *testing.B) {
		p := startMeasured(b, func(s store.Store) error {
			_, err := seed.Load(b.Context(), s, frozen.LittleGiants(), nil)
			return err
		})
		idle, peak := p.anonymous(b), int64(0)
		chance := rand.New(rand.NewPCG(1, 2))
		for range b.N {
			for range 10_000 {
				answer, most := p.query(b, distinctDocument(chance))
				if peak = max(peak, most); strings.Contains(answer, `"errors"`) {
					b.Fatal(answer)
				}
			}
		}
		report(b, idle, peak, engine.DefaultMemory)
	})
	for name, query := range map[string]string{
		"one list many times": largeAnswer(40),
		"many lists":          manyLists(),
	} {
		b.Run(name, func(b *testing.B) {
			p := startMeasured(b, func(s store.Store) error {
				_, err := s.Load(b.Context(), storetest.Standard.Fill)
				return err
			})
			idle, peak := p.anonymous(b), int64(0)
			for range b.N {
				answer, most := p.query(b, query)
				if peak = max(peak, most); !strings.Contains(answer, `"limit":"answer"`) {
					b.Fatal(answer)
				}
			}
			report(b, idle, peak, idle+4*engine.DefaultAnswer)
		})
	}
}

func report(b *testing.B, idle, peak, most int64) {
	b.Helper()
	b.ReportMetric(float64(idle)/(1<<20), "idle-MiB")
	b.ReportMetric(float64(peak)/(1<<20), "peak-MiB")
	if peak > most {
		b.Errorf("the process took %d MiB, of %d at most", peak>>20, most>>20)
	}
}

// distinctDocument returns a random document of about 10 kB. All of them select the same fields in different orders.
func distinctDocument(chance *rand.Rand) string {
	scalars := strings.Fields("id name nameZh aliases city province country foundedYear website unicornSince valuationUsd listing " +
		"__typename sources{id}")
	var text strings.Builder
	for i := range 42 {
		chance.Shuffle(len(scalars), func(a, b int) { scalars[a], scalars[b] = scalars[b], scalars[a] })
		fmt.Fprintf(&text, ` a%d: firms(first:1, filter:{name:{contains:"zz"}}){totalCount nodes{%s investments(first:1){totalCount nodes{id}}}}`,
			i, strings.Join(scalars, " "))
	}
	return "{" + text.String() + "}"
}

// manyLists returns a query of ten lists that are each read separately.
func manyLists() string {
	var text strings.Builder
	for i := range 10 {
		fmt.Fprintf(&text, `r%d: firms(first: %d, orderBy: [{investors: {by: {count: DESC}}}]) { nodes { id name nameZh city province website
			investors(first: 30) { edges { cursor announcedOn lead node { id name nameZh city country } round { id name announcedOn } } } } } `,
			i, 1000-i)
	}
	return "{" + text.String() + "}"
}
