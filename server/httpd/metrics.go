package httpd

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"

	"github.com/stakegraph/stakegraph/server/playground"
	"github.com/stakegraph/stakegraph/server/reconcile"
)

// metrics are the Prometheus metrics of requests.
type metrics struct {
	requests *prometheus.HistogramVec // seconds by route, method and status
	inFlight prometheus.Gauge
}

func newMetrics(registry *prometheus.Registry) *metrics {
	return &metrics{
		requests: promauto.With(registry).NewHistogramVec(prometheus.HistogramOpts{
			Name: "stakegraph_request_seconds", Help: "Duration of requests, from the header to the end of the response.",
			Buckets: prometheus.ExponentialBuckets(0.0005, 2, 16),
		}, []string{"route", "method", "status"}),
		inFlight: promauto.With(registry).NewGauge(prometheus.GaugeOpts{
			Name: "stakegraph_requests_in_flight", Help: "Requests in progress.",
		}),
	}
}

// wrap records each request.
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

// routeOf returns the route of a path. The number of routes is fixed, whatever paths clients request.
func routeOf(path string) string {
	switch path {
	case graphqlPath + "/":
		return graphqlPath
	case "/", graphqlPath, schemaPath, playground.ExamplePath, "/healthz", "/readyz", reconcile.Path, ExportPath:
		return path
	}
	for _, route := range []string{reconcile.Path, ExportPath, "/assets"} {
		if strings.HasPrefix(path, route+"/") {
			return route
		}
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
