package main

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stakegraph/stakegraph/graph/admission"
	"github.com/stakegraph/stakegraph/graph/apierror"
	"github.com/stakegraph/stakegraph/graph/store"
	"github.com/stakegraph/stakegraph/server/httpd"
)

// TestAdmin checks that metrics and profiles are only served on the admin address.
func TestAdmin(t *testing.T) {
	r := start(t, "--listen", "127.0.0.1:0", "--store", loadedStore(t), "--admin-listen", "127.0.0.1:0", "--log-format", "json")
	r.awaitLog(t, "metrics and profiles")
	found := regexp.MustCompile(`"serving metrics and profiles[^}]*"address":"([^"]+)"`).FindStringSubmatch(r.log.String())
	if found == nil {
		t.Fatalf("the log does not say where:\n%s", r.log)
	}
	post(t, r.url+"graphql", `{"query": "{ firms { totalCount } }"}`)
	post(t, r.url+"graphql", `{"query": "{ nonsense }"}`)
	get(t, r.url+"no/such/page")
	_, body := get(t, "http://"+found[1]+"/metrics")
	for _, want := range []string{
		`stakegraph_request_seconds_count{method="POST",route="/graphql",status="200"} 2`,
		`stakegraph_request_seconds_count{method="GET",route="other",status="404"} 1`,
		`stakegraph_statement_seconds_count{outcome="ok"} 1`,
		`stakegraph_admission_wait_seconds_count{lane="ordinary",outcome="admitted"} 1`,
		`stakegraph_admission_running{lane="lookups"} 0`, `stakegraph_admission_waiting{lane="networks"} 0`,
		"stakegraph_requests_in_flight 0", "stakegraph_answer_bytes 0", "go_goroutines ",
	} {
		if !strings.Contains(body, want) {
			t.Errorf("the metrics do not say %s:\n%s", want, body)
		}
	}
	if answer, body := get(t, "http://"+found[1]+"/debug/pprof/goroutine?debug=1"); answer.StatusCode != http.StatusOK || !strings.Contains(body, "goroutine profile") {
		t.Errorf("no profile: %d", answer.StatusCode)
	}
	for _, path := range []string{"metrics", "debug/pprof/"} {
		if answer, _ := get(t, r.url+path); answer.StatusCode != http.StatusNotFound {
			t.Errorf("clients can ask for /%s: %d", path, answer.StatusCode)
		}
	}
	r.end(t)
}

// TestMetricsAreExplained compares the table of metrics in the pages with the existing metrics.
func TestMetricsAreExplained(t *testing.T) {
	page, err := os.ReadFile("../docs/operating.md")
	if err != nil {
		t.Fatal(err)
	}
	m := newMetrics()
	served := httpd.New(httpd.Config{GraphQL: http.NotFoundHandler(), Logger: slog.New(slog.DiscardHandler), Registry: m.registry})
	served.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodPost, "/graphql", nil))
	m.statements.WithLabelValues("ok").Observe(1)
	m.observeAdmission(admission.Event{Lane: "ordinary"})
	m.watch(admission.New(admission.ForEmbedded(1)))
	families, err := m.registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	for _, family := range families {
		if !strings.HasPrefix(family.GetName(), "stakegraph_") {
			continue
		}
		row := regexp.MustCompile("(?m)^\\| `" + family.GetName() + "` \\|.*$").FindString(string(page))
		if row == "" {
			t.Errorf("no row for %s", family.GetName())
		}
		for _, label := range family.GetMetric()[0].GetLabel() {
			if !strings.Contains(row, "`"+label.GetName()+"`") {
				t.Errorf("the row of %s does not say %s", family.GetName(), label.GetName())
			}
		}
	}
}

// TestOutcomesOfStatements: a statement that lost its place is counted as such, whatever error the store gives it, and any other
// by the code of its error.
func TestOutcomesOfStatements(t *testing.T) {
	preempted, cancel := context.WithCancelCause(t.Context())
	cancel(admission.ErrPreempted)
	for name, c := range map[string]struct {
		ctx  context.Context
		err  error
		want string
	}{
		"an answer":                   {t.Context(), nil, "ok"},
		"an answer to a late preempt": {preempted, nil, "ok"},
		"preempted":                   {preempted, store.ErrCancelled, "preempted"},
		"an error":                    {t.Context(), store.ErrTimeout, apierror.CodeOf(store.ErrTimeout)},
	} {
		m := newMetrics()
		observed{statements: m.statements}.ended(c.ctx, time.Now(), c.err)
		families, err := m.registry.Gather()
		if err != nil {
			t.Fatal(err)
		}
		var outcomes []string
		for _, family := range families {
			if family.GetName() == "stakegraph_statement_seconds" {
				for _, counted := range family.GetMetric() {
					outcomes = append(outcomes, counted.GetLabel()[0].GetValue())
				}
			}
		}
		if !slices.Equal(outcomes, []string{c.want}) {
			t.Errorf("%s is counted as %v, want %s", name, outcomes, c.want)
		}
	}
}
