package main

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stakegraph/stakegraph/graph/admission"
	"github.com/stakegraph/stakegraph/graph/apierror"
	"github.com/stakegraph/stakegraph/graph/engine"
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
	"github.com/stakegraph/stakegraph/graph/transport"
	"github.com/stakegraph/stakegraph/server/httpd"
	"github.com/stakegraph/stakegraph/server/reconcile"
)

// holding is a store whose statements, except lookups, block until they are released.
type holding struct {
	store.Store
	begun   chan string // receives the kind of node that each statement counts
	release chan struct{}
}

func (h *holding) Run(ctx context.Context, p *plan.Plan) (*store.Record, error) {
	if p.Bounded() {
		return h.Store.Run(ctx, p)
	}
	kind := "investors"
	if count, is := p.Row.Items[0].(*plan.TotalCount); is && count.From.Labels == model.Firm.Set() {
		kind = "firms"
	}
	h.begun <- kind
	select {
	case <-h.release:
		return h.Store.Run(ctx, p)
	case <-ctx.Done():
		return nil, store.ErrCancelled
	}
}

// TestTurnsOfClients checks that while the statements of one client occupy all places that it may have, another
// client is served before the many that wait. Lookups and probes do not wait, and in the end all are served.
func TestTurnsOfClients(t *testing.T) {
	const queries = 64
	s := &holding{Store: someGraph(t), begun: make(chan string, 4*queries), release: make(chan struct{})}
	config := admission.ForEmbedded(2)
	config.Ordinary.Wait, config.Costly.Wait = 0, 0 // no limit, so that a slow machine does not matter
	lanes := admission.New(config)
	quiet := slog.New(slog.DiscardHandler)
	server := httptest.NewServer(httpd.New(httpd.Config{
		GraphQL: transport.New(engine.New(engine.Config{Store: s, Logger: quiet, Admission: lanes, Timeout: time.Minute}), 0),
		Ping:    s.Ping, Logger: quiet, Proxies: behindProxy(t),
	}))
	defer server.Close()
	r := &running{url: server.URL + "/"}
	answers := make(chan outcome, 2*queries)
	send := func(client, query string) {
		go func() {
			o, err := r.queryAs(t.Context(), client, query)
			if err != nil {
				t.Error(err)
			}
			answers <- o
		}()
	}
	for range queries {
		send("192.0.2.1", `{ firms { totalCount } }`)
	}
	const places = 3 // two ordinary ones, and one of the two for costly queries
	for {
		reserved, waiting := 0, 0
		for _, lane := range lanes.All() {
			reserved, waiting = reserved+lane.Running(), waiting+lane.Waiting()
		}
		if reserved == places && waiting == queries-places {
			break
		}
		if t.Context().Err() != nil {
			t.Fatalf("%d statements have a place and %d wait", reserved, waiting)
		}
		runtime.Gosched()
	}
	for range 5 {
		if o, err := r.queryAs(t.Context(), "192.0.2.1", `{ firm(id: "firm:none") { name } }`); err != nil || o.body != `{"data":{"firm":null}}`+"\n" {
			t.Errorf("a lookup: %+v %v", o, err)
		}
		if answer, _ := get(t, r.url+"readyz"); answer.StatusCode != http.StatusOK {
			t.Errorf("/readyz: %d", answer.StatusCode)
		}
	}
	send("192.0.2.2", `{ investors { totalCount } }`)
	for kind := ""; kind != "investors"; {
		select {
		case kind = <-s.begun:
		case o := <-answers:
			t.Fatalf("answered before it was released: %+v", o)
		}
	}
	close(s.release)
	served := map[string]int{}
	for range queries + 1 {
		o := <-answers
		served[strconv.Itoa(o.status)+o.code]++
	}
	if served["200"] != queries+1 {
		t.Errorf("answers by status and code: %v", served)
	}
}

func laneOf(lanes *admission.Lanes, name string) *admission.Lane {
	for _, lane := range lanes.All() {
		if lane.Name() == name {
			return lane
		}
	}
	return nil
}

// TestOverloaded checks the HTTP status of a statement that finds neither a place nor room in the queue.
func TestOverloaded(t *testing.T) {
	s := &holding{Store: someGraph(t), begun: make(chan string, 1), release: make(chan struct{})}
	config := admission.ForEmbedded(1)
	config.Ordinary, config.Networks = admission.Limits{Places: 1}, admission.Limits{Places: 1}
	lanes := admission.New(config)
	quiet := newLogger(io.Discard, "json", nil)
	executor := engine.New(engine.Config{Store: s, Logger: quiet, Admission: lanes})
	server := httptest.NewServer(httpd.New(httpd.Config{
		GraphQL:   transport.New(executor, 0),
		Export:    newExporter(executor, lanes.Exports(), quiet).routes(),
		Reconcile: reconcile.New(reconcile.Config{Store: lanes.Reader(s), Logger: quiet, MaxBody: 1 << 20}),
		Ping:      s.Ping, Logger: quiet,
	}))
	defer server.Close()
	r := &running{url: server.URL + "/"}
	first := make(chan outcome, 1)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	reserved, err := laneOf(lanes, "ordinary").Enter(ctx)
	if err != nil {
		t.Fatal(err)
	}
	measured, err := lanes.Networks().Enter(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer measured.Leave()
	o, err := r.queryAs(t.Context(), "", `{ firms { totalCount } }`)
	if err != nil || o.status != http.StatusServiceUnavailable || o.code != apierror.CodeOverloaded || o.retryAfter == "" || strings.Contains(o.body, `"data"`) {
		t.Errorf("/graphql: %+v %v", o, err)
	}
	answer, body := get(t, r.url+"reconcile?queries="+`%7B%22q%22:%7B%22query%22:%22a%22%7D%7D`)
	if answer.StatusCode != http.StatusServiceUnavailable || answer.Header.Get("Retry-After") == "" {
		t.Errorf("/reconcile: %d %s", answer.StatusCode, body)
	}
	answer, body = get(t, r.url+"export/investors-by-firm.gexf")
	if answer.StatusCode != http.StatusServiceUnavailable || answer.Header.Get("Retry-After") == "" || !strings.Contains(body, apierror.CodeOverloaded) {
		t.Errorf("/export: %d %v %s", answer.StatusCode, answer.Header, body)
	}
	reserved.Leave()
	go func() {
		o, err := r.queryAs(t.Context(), "", `{ firms { totalCount } }`)
		if err != nil {
			t.Error(err)
		}
		first <- o
	}()
	<-s.begun
	close(s.release)
	if o := <-first; o.status != http.StatusOK || o.code != "" {
		t.Errorf("afterwards: %+v", o)
	}
}
