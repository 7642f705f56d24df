package main

import (
	"context"
	"errors"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promauto"

	"github.com/stakegraph/stakegraph/graph/admission"
	"github.com/stakegraph/stakegraph/graph/apierror"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/search"
	"github.com/stakegraph/stakegraph/graph/store"
)

// metrics are the Prometheus metrics of statements and admission. Package httpd adds those of requests.
type metrics struct {
	registry   *prometheus.Registry
	statements *prometheus.HistogramVec // seconds by outcome: ok, preempted, or the code of the error
	waits      *prometheus.HistogramVec // seconds by lane and outcome: admitted or refused
}

func newMetrics() *metrics {
	registry := prometheus.NewRegistry()
	registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return &metrics{
		registry: registry,
		statements: promauto.With(registry).NewHistogramVec(prometheus.HistogramOpts{
			Name: "stakegraph_statement_seconds", Help: "Duration of database statements.",
			Buckets: prometheus.ExponentialBuckets(0.0001, 2, 18),
		}, []string{"outcome"}),
		waits: promauto.With(registry).NewHistogramVec(prometheus.HistogramOpts{
			Name: "stakegraph_admission_wait_seconds", Help: "Time in the queue of a lane.",
			Buckets: prometheus.ExponentialBuckets(0.001, 4, 8),
		}, []string{"lane", "outcome"}),
	}
}

// answers adds a metric of the bytes that answers in progress hold.
func (m *metrics) answers(reserved func() int64) {
	promauto.With(m.registry).NewGaugeFunc(prometheus.GaugeOpts{
		Name: "stakegraph_answer_bytes", Help: "Bytes held by answers in progress.",
	}, func() float64 { return float64(reserved()) })
}

// observeAdmission records the wait of a statement or a task in a lane.
func (m *metrics) observeAdmission(e admission.Event) {
	outcome := "admitted"
	if e.Refused {
		outcome = "refused"
	}
	m.waits.WithLabelValues(e.Lane, outcome).Observe(e.Waited.Seconds())
}

// watch adds metrics of the running and waiting work of each lane.
func (m *metrics) watch(lanes *admission.Lanes) {
	for _, lane := range lanes.All() {
		of := prometheus.Labels{"lane": lane.Name()}
		promauto.With(m.registry).NewGaugeFunc(prometheus.GaugeOpts{
			Name: "stakegraph_admission_running", Help: "Statements and tasks that run in a lane.", ConstLabels: of,
		}, func() float64 { return float64(lane.Running()) })
		promauto.With(m.registry).NewGaugeFunc(prometheus.GaugeOpts{
			Name: "stakegraph_admission_waiting", Help: "Statements and tasks that wait in the queue of a lane.", ConstLabels: of,
		}, func() float64 { return float64(lane.Waiting()) })
	}
}

// observed is a store that records the durations of its statements.
type observed struct {
	*retryingStore
	statements *prometheus.HistogramVec
}

var _ store.Reader = observed{}

// Run runs a plan, and records its duration and outcome.
func (o observed) Run(ctx context.Context, p *plan.Plan) (*store.Record, error) {
	return observe(ctx, o, func(s store.Store) (*store.Record, error) { return s.Run(ctx, p) })
}

// Answer answers a plan with InitPlans. It records the duration if it sent a statement.
func (o observed) Answer(ctx context.Context, p *plan.Plan) (found []plan.Found, record *store.Record, err error) {
	began := time.Now()
	opened, err := o.store()
	if err == nil {
		found, record, err = opened.Answer(ctx, p)
	}
	if err != nil || record != nil {
		o.ended(ctx, began, err)
	}
	return found, record, err
}

// Paths searches for paths, and records the duration.
func (o observed) Paths(ctx context.Context, spec *plan.Paths) (plan.FoundPaths, error) {
	return observe(ctx, o, func(s store.Store) (plan.FoundPaths, error) { return s.Paths(ctx, spec) })
}

// Neighbourhood searches for a neighbourhood, and records the duration.
func (o observed) Neighbourhood(ctx context.Context, spec *plan.Neighbourhood) (*plan.FoundNeighbourhood, error) {
	return observe(ctx, o, func(s store.Store) (*plan.FoundNeighbourhood, error) { return s.Neighbourhood(ctx, spec) })
}

// Candidates searches by name, and records the duration.
func (o observed) Candidates(
	ctx context.Context, spec []search.Lookup, sectors bool,
) ([][]search.Candidate, error) {
	return observe(ctx, o, func(s store.Store) ([][]search.Candidate, error) { return s.Candidates(ctx, spec, sectors) })
}

func observe[T any](ctx context.Context, o observed, send func(store.Store) (T, error)) (T, error) {
	began := time.Now()
	answer, err := whenOpen(o.retryingStore, send)
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
