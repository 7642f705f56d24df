package httpd

import (
	"context"
	"log/slog"
	"net"
	"net/http"

	"github.com/prometheus/client_golang/prometheus"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"

	"github.com/stakegraph/stakegraph/server/playground"
	"github.com/stakegraph/stakegraph/server/reconcile"
)

// Where GraphQL and exports are.
const (
	graphqlPath = "/graphql"
	ExportPath  = "/export"
)

// SummaryHeader names the field of an answer that says what the file does not have of the graph.
const SummaryHeader = "Stakegraph-Export"

// Config is what the routes lead to, and the rules for who may ask.
type Config struct {
	GraphQL   http.Handler
	Reconcile http.Handler // at reconcile.Path and below; nil: nothing is there
	Export    http.Handler // at ExportPath and below; nil: nothing is there
	Ping      func(context.Context) error
	Logger    *slog.Logger
	Address   net.Addr                 // that is listened on
	Hosts     []string                 // that requests may name; empty for the usual ones
	Origins   []string                 // of pages that may ask
	Proxies   Proxies                  // whose X-Forwarded-For is believed
	Registry  *prometheus.Registry     // of what is counted; nil: nothing is
	Traces    *sdktrace.TracerProvider // nil: nothing is traced
}

// New returns all that the server answers, from the outside in: an id, a log line, recovery, headers, the host,
// compression, a route.
func New(c Config) http.Handler {
	mux := http.NewServeMux()
	shared := corsPolicy{origins: c.Origins, refused: logRefusals(c.Logger)}
	page, local, localPage := shared, shared, shared
	page.linked, local.local, localPage.linked, localPage.local = true, true, true, true
	mux.Handle(graphqlPath, shared.wrap(c.GraphQL))
	mux.Handle(graphqlPath+"/{$}", shared.wrap(c.GraphQL))
	if c.Reconcile != nil { // OpenRefine is a page on the machine of who uses it
		reconciling := local.wrap(c.Reconcile)
		mux.Handle(reconcile.Path, reconciling)
		mux.Handle(reconcile.Path+"/", reconciling)
		mux.Handle(reconcile.PreviewPath, localPage.wrap(c.Reconcile))
	}
	if c.Export != nil {
		mux.Handle(ExportPath, page.wrap(c.Export))
		mux.Handle(ExportPath+"/", shared.wrap(c.Export))
	}
	mux.HandleFunc("GET /healthz", answerAlive)
	mux.HandleFunc("GET /readyz", answerReady(c.Ping, c.Logger))
	playground.Register(mux)
	inner := recoverPanics(c.Logger, securityHeaders(onlyHosts(c.Hosts, c.Address, compress(mux))))
	if c.Registry != nil {
		inner = newMetrics(c.Registry).wrap(inner)
	}
	return withRequestID(logRequests(c.Logger, traced(c.Traces, c.Proxies.identifyClients(inner))))
}

// securityHeaders sets the headers that every answer has. Only the playground's page may do more than nothing in a browser.
func securityHeaders(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		next.ServeHTTP(w, r)
	})
}
