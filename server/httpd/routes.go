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

// The paths of GraphQL and of exports.
const (
	graphqlPath = "/graphql"
	ExportPath  = "/export"
)

// SummaryHeader is the response header that describes which parts of the graph a file omits.
const SummaryHeader = "Stakegraph-Export"

// Config has the handlers of the routes, and the rules for requests.
type Config struct {
	GraphQL   http.Handler
	Reconcile http.Handler // at reconcile.Path and below; nil if there is none
	Export    http.Handler // at ExportPath and below; nil if there is none
	Schema    string       // the text of the schema; empty if it is not served
	Ping      func(context.Context) error
	Logger    *slog.Logger
	Address   net.Addr                 // the listening address
	Hosts     []string                 // allowed hosts; empty for the default
	Origins   []string                 // allowed origins of pages
	Proxies   Proxies                  // trusted proxies, whose X-Forwarded-For is used
	Registry  *prometheus.Registry     // for metrics; nil without metrics
	Traces    *sdktrace.TracerProvider // nil without tracing
}

// New returns the handler of the server. From the outside in, it consists of: request id, log, tracing, client,
// metrics, recovery from panics, headers, hosts, compression, routes.
func New(c Config) http.Handler {
	mux := http.NewServeMux()
	shared := corsPolicy{origins: c.Origins, refused: logRefusals(c.Logger)}
	page, local, localPage := shared, shared, shared
	page.linked, local.local, localPage.linked, localPage.local = true, true, true, true
	mux.Handle(graphqlPath, shared.wrap(c.GraphQL))
	mux.Handle(graphqlPath+"/{$}", shared.wrap(c.GraphQL))
	if c.Reconcile != nil { // OpenRefine is a page on the user's own machine
		reconciling := local.wrap(c.Reconcile)
		mux.Handle(reconcile.Path, reconciling)
		mux.Handle(reconcile.Path+"/", reconciling)
		mux.Handle(reconcile.PreviewPath, localPage.wrap(c.Reconcile))
	}
	if c.Export != nil {
		mux.Handle(ExportPath, page.wrap(c.Export))
		mux.Handle(ExportPath+"/", shared.wrap(c.Export))
	}
	mux.Handle("GET "+schemaPath, page.wrap(serveSchema(c.Schema)))
	mux.HandleFunc("GET /healthz", answerAlive)
	mux.HandleFunc("GET /readyz", answerReady(c.Ping, c.Logger))
	playground.Register(mux)
	inner := recoverPanics(c.Logger, securityHeaders(onlyHosts(c.Hosts, c.Address, compress(mux))))
	if c.Registry != nil {
		inner = newMetrics(c.Registry).wrap(inner)
	}
	return withRequestID(logRequests(c.Logger, traced(c.Traces, c.Proxies.identifyClients(inner))))
}

// securityHeaders sets the security headers of all responses. Single pages override the policy.
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
