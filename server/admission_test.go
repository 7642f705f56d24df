package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/stakegraph/stakegraph/graph/apierror"
)

// costly returns a query of the given number of lists, each with an order that requires counting. On the Little
// Giants each list takes some milliseconds.
func costly(lists int) string {
	var b strings.Builder
	b.WriteString("{")
	for i := range lists {
		fmt.Fprintf(&b, " a%d: firms(first: %d, orderBy: [{investors: {by: {count: DESC}}}])"+
			" { totalCount nodes { investors(first: 19) { nodes { investments(first: 20) { totalCount } } } } }", i, 30+i)
	}
	b.WriteString(" }")
	return b.String()
}

// A lookup with its answer.
const (
	lookup   = `{ firm(id: "firm:uisee") { name } }`
	lookedUp = `{"data":{"firm":{"name":"UISEE"}}}` + "\n"
)

// outcome is the result of a query.
type outcome struct {
	status     int
	code, body string
	retryAfter string
}

// queryAs sends a query as a client behind a proxy.
func (r *running) queryAs(ctx context.Context, client, query string) (outcome, error) {
	text, err := json.Marshal(map[string]string{"query": query})
	if err != nil {
		return outcome{}, err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, r.url+"graphql", strings.NewReader(string(text)))
	if err != nil {
		return outcome{}, err
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("X-Forwarded-For", client)
	answer, err := (&http.Client{Transport: &http.Transport{DisableKeepAlives: true}}).Do(request)
	if err != nil {
		return outcome{}, err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		return outcome{}, err
	}
	o := outcome{status: answer.StatusCode, body: string(body), retryAfter: answer.Header.Get("Retry-After")}
	var output struct {
		Errors []struct{ Extensions struct{ Code string } }
	}
	if err := json.Unmarshal(body, &output); err != nil {
		return o, err
	}
	if len(output.Errors) > 0 {
		o.code = output.Errors[0].Extensions.Code
	}
	return o, nil
}

// besideCostly sends costly queries concurrently, from one client and from many, and runs lookups as another client
// until all of them are answered. Each costly query gets the right answer or a request to retry. Each lookup gets the
// right answer, and /readyz is 200 throughout.
func (r *running) besideCostly(t *testing.T) {
	t.Helper()
	query := costly(4)
	alone, err := r.queryAs(t.Context(), "192.0.2.1", query)
	if err != nil || alone.status != http.StatusOK || alone.code != "" {
		t.Fatalf("a costly query alone: %d %s %v", alone.status, alone.code, err)
	}
	for _, clients := range []int{1, 64} {
		for _, queries := range []int{4, 16, 64} {
			done := make(chan struct{})
			served := 0
			var mu sync.Mutex
			var all sync.WaitGroup
			for i := range queries {
				all.Go(func() {
					o, err := r.queryAs(t.Context(), fmt.Sprintf("192.0.2.%d", i%clients), query)
					mu.Lock()
					defer mu.Unlock()
					switch {
					case err != nil:
						t.Error(err)
					case o.status == http.StatusOK && o.body == alone.body:
						served++
					case o.status != http.StatusServiceUnavailable || o.code != apierror.CodeOverloaded || o.retryAfter == "":
						t.Errorf("%d of %d clients: %d %s, Retry-After %q", queries, clients, o.status, o.code, o.retryAfter)
					}
				})
			}
			go func() {
				all.Wait()
				close(done)
			}()
			r.lookUpUntil(t, done)
			if served == 0 {
				t.Errorf("%d costly queries of %d clients: none is served", queries, clients)
			}
		}
	}
}

// lookUpUntil runs lookups and checks /readyz until done is closed, at least once.
func (r *running) lookUpUntil(t *testing.T, done <-chan struct{}) {
	t.Helper()
	for {
		if o, err := r.queryAs(t.Context(), "198.51.100.1", lookup); err != nil || o.status != http.StatusOK || o.body != lookedUp {
			t.Errorf("a lookup: %d %s %v", o.status, o.body, err)
		}
		if answer, _ := get(t, r.url+"readyz"); answer.StatusCode != http.StatusOK {
			t.Errorf("/readyz: %d\n%s", answer.StatusCode, r.log)
		}
		select {
		case <-done:
			return
		default:
		}
	}
}

// TestBesideCostlyQueries checks that costly queries of other clients do not block lookups and probes.
func TestBesideCostlyQueries(t *testing.T) {
	store := "sqlite:" + filepath.Join(t.TempDir(), "graph.db")
	r := start(t, "serve", "--listen", "127.0.0.1:0", "--trust-proxy", "127.0.0.1", "--store", store)
	r.besideCostly(t)
	r.end(t)
}
