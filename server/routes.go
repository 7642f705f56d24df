package main

import (
	"context"
	"log/slog"
	"net"
	"net/http"

	"github.com/stakegraph/stakegraph/server/playground"
	"github.com/stakegraph/stakegraph/server/reconcile"
)

// graphqlPath is where GraphQL is answered.
const graphqlPath = "/graphql"

// service is what the routes lead to.
type service struct {
	graphql http.Handler
	// reconcile answers what is at reconcile.Path and below; nil: nothing is there
	reconcile http.Handler
	// export answers what is at exportPath and below; nil: nothing is there
	export  http.Handler
	ping    func(context.Context) error
	logger  *slog.Logger
	address net.Addr // that is listened on
	hosts   []string // that requests may name; empty for the usual ones
	origins []string // of pages that may ask
	proxies proxies  // whose X-Forwarded-For is believed
	metrics *metrics // nil: nothing is counted
	tracing tracing
}

// newHandler returns all that the server answers, from the outside in: an id, a log line, recovery, headers, the host,
// compression, a route.
func newHandler(s service) http.Handler {
	mux := http.NewServeMux()
	shared := sharing{origins: s.origins, refused: logRefusals(s.logger)}
	page, local, localPage := shared, shared, shared
	page.linked, local.local, localPage.linked, localPage.local = true, true, true, true
	mux.Handle(graphqlPath, shared.wrap(s.graphql))
	mux.Handle(graphqlPath+"/{$}", shared.wrap(s.graphql))
	if s.reconcile != nil { // OpenRefine is a page on the machine of who uses it
		reconciling := local.wrap(s.reconcile)
		mux.Handle(reconcile.Path, reconciling)
		mux.Handle(reconcile.Path+"/", reconciling)
		mux.Handle(reconcile.PreviewPath, localPage.wrap(s.reconcile))
	}
	if s.export != nil {
		mux.Handle(exportPath, page.wrap(s.export))
		mux.Handle(exportPath+"/", shared.wrap(s.export))
	}
	mux.HandleFunc("GET /healthz", answerAlive)
	mux.HandleFunc("GET /readyz", answerReady(s.ping, s.logger))
	playground.Register(mux)
	inner := recoverPanics(s.logger, harden(onlyHosts(s.hosts, s.address, compress(mux))))
	if s.metrics != nil {
		inner = s.metrics.wrap(inner)
	}
	return identify(logRequests(s.logger, s.tracing.wrap(s.proxies.identifyClients(inner))))
}

// harden sets the headers that every answer has. Only the playground's page may do more than nothing in a browser.
func harden(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		next.ServeHTTP(w, r)
	})
}
