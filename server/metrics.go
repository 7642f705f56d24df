package main

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"

	"github.com/stakegraph/stakegraph/graph/admission"
	"github.com/stakegraph/stakegraph/graph/apierror"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/search"
	"github.com/stakegraph/stakegraph/graph/store"
	"github.com/stakegraph/stakegraph/server/reconcile"
)

// metrics counts and times what the server does, for Prometheus.
type metrics struct {
	registry   *prometheus.Registry
	requests   *prometheus.HistogramVec // seconds by route, method and status
	statements *prometheus.HistogramVec // seconds by outcome: ok, preempted, or the code of the error
	inFlight   prometheus.Gauge
	waits      *prometheus.HistogramVec // seconds by lane and outcome: admitted or refused
}

func newMetrics() *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "stakegraph_request_seconds", Help: "Time from a request's header to the end of its answer.",
			Buckets: prometheus.ExponentialBuckets(0.0005, 2, 16),
		}, []string{"route", "method", "status"}),
		statements: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "stakegraph_statement_seconds", Help: "Time that the store took for a statement.",
			Buckets: prometheus.ExponentialBuckets(0.0001, 2, 18),
		}, []string{"outcome"}),
		inFlight: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "stakegraph_requests_in_flight", Help: "Requests that are being answered.",
		}),
		waits: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "stakegraph_admission_wait_seconds", Help: "Time that work waited for a place in a lane.",
			Buckets: prometheus.ExponentialBuckets(0.001, 4, 8),
		}, []string{"lane", "outcome"}),
	}
	m.registry.MustRegister(m.requests, m.statements, m.inFlight, m.waits,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// answers tells how many bytes the answers under way hold.
func (m *metrics) answers(held func() int64) {
	m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Name: "stakegraph_answer_bytes", Help: "Bytes that the answers under way hold.",
	}, func() float64 { return float64(held()) }))
}

// wrap observes requests.
func (m *metrics) wrap(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began, answer := time.Now(), record(w)
		m.inFlight.Inc()
		defer func() {
			m.inFlight.Dec()
			m.requests.WithLabelValues(routeOf(r.URL.Path), methodOf(r.Method), strconv.Itoa(answer.status)).
				Observe(time.Since(began).Seconds())
		}()
		next.ServeHTTP(answer, r)
	})
}

// routeOf names a route by a path, so that there are few names whatever clients ask for.
func routeOf(path string) string {
	switch path {
	case graphqlPath + "/":
		return graphqlPath
	case "/", graphqlPath, "/healthz", "/readyz", reconcile.Path, exportPath:
		return path
	}
	if strings.HasPrefix(path, reconcile.Path+"/") {
		return reconcile.Path
	}
	if strings.HasPrefix(path, exportPath+"/") {
		return exportPath
	}
	if strings.HasPrefix(path, "/assets/") {
		return "/assets"
	}
	return "other"
}

func methodOf(method string) string {
	switch method {
	case http.MethodGet, http.MethodPost, http.MethodOptions, http.MethodHead:
		return method
	}
	return "other"
}

// observed is a store whose statements are timed.
type observed struct {
	servedStore
	statements *prometheus.HistogramVec
}

// Run runs a plan, and observes how long it takes and how it ends.
func (o observed) Run(ctx context.Context, p *plan.Plan) (*store.Record, error) {
	return observe(ctx, o, func() (*store.Record, error) { return o.servedStore.Run(ctx, p) })
}

// Answer answers a plan with findings, and observes it where it was answered by a statement.
func (o observed) Answer(ctx context.Context, p *plan.Plan) (found []plan.Found, record *store.Record, err error) {
	began := time.Now()
	if found, record, err = o.servedStore.Answer(ctx, p); err != nil || record != nil {
		o.ended(ctx, began, err)
	}
	return found, record, err
}

// Paths looks for paths, and observes it likewise.
func (o observed) Paths(ctx context.Context, wanted *plan.Paths) (plan.FoundPaths, error) {
	return observe(ctx, o, func() (plan.FoundPaths, error) { return o.servedStore.Paths(ctx, wanted) })
}

// Neighbourhood looks for a neighbourhood, and observes it likewise.
func (o observed) Neighbourhood(ctx context.Context, wanted *plan.Neighbourhood) (*plan.FoundNeighbourhood, error) {
	return observe(ctx, o, func() (*plan.FoundNeighbourhood, error) { return o.servedStore.Neighbourhood(ctx, wanted) })
}

// Candidates searches, and observes it likewise.
func (o observed) Candidates(
	ctx context.Context, wanted []search.Wanted, sectors bool,
) ([][]search.Candidate, error) {
	return observe(ctx, o, func() ([][]search.Candidate, error) { return o.servedStore.Candidates(ctx, wanted, sectors) })
}

func observe[T any](ctx context.Context, o observed, ask func() (T, error)) (T, error) {
	began := time.Now()
	answer, err := ask()
	o.ended(ctx, began, err)
	return answer, err
}

func (o observed) ended(ctx context.Context, began time.Time, err error) {
	outcome := "ok"
	switch {
	case err == nil:
	case errors.Is(context.Cause(ctx), admission.ErrPreempted):
		outcome = "preempted"
	default:
		outcome = apierror.CodeOf(err)
	}
	o.statements.WithLabelValues(outcome).Observe(time.Since(began).Seconds())
}
