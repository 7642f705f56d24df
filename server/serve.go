package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/stakegraph/stakegraph"
	"github.com/stakegraph/stakegraph/graph/admission"
	"github.com/stakegraph/stakegraph/graph/engine"
	"github.com/stakegraph/stakegraph/graph/planner"
	"github.com/stakegraph/stakegraph/graph/store"
	"github.com/stakegraph/stakegraph/graph/transport"
	"github.com/stakegraph/stakegraph/seed"
	"github.com/stakegraph/stakegraph/server/httpd"
	"github.com/stakegraph/stakegraph/server/reconcile"
)

// serveCommand serves GraphQL over HTTP until a signal stops it.
type serveCommand struct {
	Listen           string        `default:"127.0.0.1:8080" env:"STAKEGRAPH_LISTEN" help:"The address to listen on. Port 0 selects a free port. The server has no authentication: expose it to other machines only behind an authenticating proxy."`
	AdminListen      string        `placeholder:"ADDRESS" env:"STAKEGRAPH_ADMIN_LISTEN" help:"A separate address for Prometheus metrics and Go profiles, which are not served by default."`
	Timeout          time.Duration `default:"30s" help:"The time limit of a query."`
	AllowedHost      []string      `placeholder:"NAME" env:"STAKEGRAPH_ALLOWED_HOST" help:"A host name to accept besides the names of this machine; repeatable. Required behind a proxy if the server listens on 127.0.0.1."`
	CORSOrigin       []string      `name:"cors-origin" placeholder:"ORIGIN" env:"STAKEGRAPH_CORS_ORIGIN" help:"An origin whose pages may send requests, such as https://example.org, or * for any origin; repeatable."`
	TrustProxy       []string      `placeholder:"ADDRESS" env:"STAKEGRAPH_TRUST_PROXY" help:"The address or network of a proxy, such as 10.0.0.7 or 10.0.0.0/8, whose X-Forwarded-For header identifies the client; repeatable. Without it, all requests through a proxy share the limits of one client."`
	TLSCert          string        `name:"tls-cert" placeholder:"FILE" help:"The file with the certificate in PEM, to serve HTTPS."`
	TLSKey           string        `name:"tls-key" placeholder:"FILE" help:"The file with the private key of the certificate in PEM."`
	MaxBody          int64         `default:"1048576" help:"The maximum size of a request body in bytes."`
	TrustedDocuments string        `placeholder:"FILE" help:"A JSON file of trusted documents. Only these are executed, by name or hash; all others are rejected."`
	Exports          bool          `default:"true" negatable:"" help:"Serve exports of the graph at /export."`
	Fill             bool          `default:"true" negatable:"" help:"Load the built-in data set if the database is empty."`
	Memory           memoryFlag    `embed:""`
	Limits           limitFlags    `embed:"" group:"Limits"`

	LogFormat string `enum:"auto,text,json" default:"auto" help:"The format of the log: text, json, or auto, which is text on a terminal and json elsewhere."`
	LogLevel  string `enum:"debug,info,warn,error" default:"info" help:"The minimum level to log: debug, info, warn or error."`
}

// Validate returns an error for flags that can never work, before anything is opened.
func (c *serveCommand) Validate() error {
	if c.Timeout <= 0 {
		return fmt.Errorf("--timeout: %v is out of range: write a duration above 0, such as 30s", c.Timeout)
	}
	if _, _, err := net.SplitHostPort(c.Listen); err != nil {
		return fmt.Errorf("--listen: %w: write HOST:PORT, such as 127.0.0.1:8080", err)
	}
	if (c.TLSCert == "") != (c.TLSKey == "") {
		return errors.New("--tls-cert and --tls-key are only allowed together")
	}
	if _, err := httpd.ParseProxies(c.TrustProxy); err != nil {
		return err
	}
	if c.MaxBody < 1 {
		return fmt.Errorf("--max-body: %d bytes is out of range: write 1 or more", c.MaxBody)
	}
	return c.Memory.check(c.Limits.MaxAnswer)
}

// Run listens first, so that a port in use is reported before a database is created or loaded; clients that connect
// in the meantime wait. Then it opens the store, loads the built-in data set if it is empty, and serves. If a
// database server is not available yet, it serves while it retries.
func (c *serveCommand) Run(ctx context.Context, std streams, choice storeChoice) (err error) {
	var level slog.Level
	if err := level.UnmarshalText([]byte(c.LogLevel)); err != nil {
		return fmt.Errorf("--log-level: %w", err)
	}
	logger := newLogger(std.err, c.LogFormat, level)
	trusted, err := readTrusted(c.TrustedDocuments)
	if err != nil {
		return err
	}
	c.Memory.limitHeap()
	choice.limits = c.Memory.store(c.Limits.MaxAnswer)
	listener, err := httpd.Listen(ctx, c.Listen)
	if err != nil {
		return err
	}
	defer listener.Close()
	trying, stop := context.WithCancel(ctx)
	opened, location, err := c.openOrWait(trying, choice, std, logger)
	if err != nil {
		stop()
		return err
	}
	defer func() {
		stop()
		err = errors.Join(err, opened.Close())
	}()
	announce(std.out, c.scheme(), listener.Addr(), location)
	httpd.WarnIfOpen(logger, listener.Addr())
	traces, err := startTracing(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, traces.stop()) }()
	counted := newMetrics()
	stopAdmin, err := httpd.ServeAdmin(ctx, c.AdminListen, counted.registry, logger)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, stopAdmin()) }()
	documents, plans := c.Limits.of()
	timed := observed{opened, counted.statements}
	admitting := choice.admission()
	admitting.Observe = counted.observeAdmission
	lanes := admission.New(admitting)
	counted.watch(lanes)
	trustedProxies, err := httpd.ParseProxies(c.TrustProxy)
	if err != nil {
		return err
	}
	var reconciling http.Handler
	if trusted == nil { // with trusted documents, no other requests are answered
		reconciling = reconcile.New(reconcile.Config{Store: lanes.Reader(timed), Logger: logger, Timeout: c.Timeout, MaxBody: c.MaxBody})
	}
	executor := engine.New(engine.Config{
		Store: timed, Admission: lanes, Logger: logger, Tracer: traces.tracer(), Timeout: c.Timeout, Limits: plans,
		Pages: planner.Pages{Default: c.Limits.PageSize, Most: c.Limits.MaxPageSize}, Memory: int64(c.Memory.Memory), Answer: int(c.Limits.MaxAnswer),
		Document: documents, NoIntrospection: !c.Limits.Introspection, Trusted: trusted,
	})
	counted.answers(executor.AnswerBytes)
	if err := checkTrusted(executor, trusted); err != nil {
		return err
	}
	var exports http.Handler
	if c.Exports && trusted == nil {
		exports = newExporter(executor, lanes.Exports(), logger).routes()
	}
	var sdl string
	if c.Limits.Introspection && trusted == nil {
		sdl = stakegraph.SDL()
	}
	handler := httpd.New(httpd.Config{
		GraphQL:   transport.New(executor, c.MaxBody),
		Export:    exports,
		Schema:    sdl,
		Reconcile: reconciling,
		Ping:      opened.Ping,
		Logger:    logger,
		Address:   listener.Addr(),
		Hosts:     c.AllowedHost,
		Origins:   c.CORSOrigin,
		Proxies:   trustedProxies,
		Registry:  counted.registry,
		Traces:    traces.provider,
	})
	server := httpd.NewServer(handler, httpd.Usual.Beyond(c.Timeout), logger)
	return httpd.ServeUntil(ctx, server, func() error {
		if c.TLSCert != "" {
			return server.ServeTLS(listener, c.TLSCert, c.TLSKey)
		}
		return server.Serve(listener)
	}, logger)
}

// scheme returns the scheme of the server's URLs.
func (c *serveCommand) scheme() string {
	if c.TLSCert != "" {
		return "https"
	}
	return "http"
}

// openOrWait opens the store and returns its location. If a database server is unavailable, it retries in the
// background until ctx ends.
func (c *serveCommand) openOrWait(
	ctx context.Context, choice storeChoice, std streams, logger *slog.Logger,
) (opened *retryingStore, location string, err error) {
	filled, err := c.openFilled(ctx, choice, std)
	switch {
	case err == nil:
		return alreadyOpen(filled), filled.Location(), nil
	case !choice.comesAndGoes() || ctx.Err() != nil || errors.Is(err, errUsage):
		return nil, "", err
	}
	quiet := streams{out: io.Discard, err: io.Discard} // only the log is of interest by then
	again := func(ctx context.Context) (store.Store, error) { return c.openFilled(ctx, choice, quiet) }
	return openRetrying(ctx, err, again, logger), choice.neo4j + " (not open yet)", nil
}

// openFilled opens the store and, with --fill, loads the built-in data set if it is empty.
func (c *serveCommand) openFilled(ctx context.Context, choice storeChoice, std streams) (store.Store, error) {
	opened, err := choice.open(ctx)
	if err != nil || !c.Fill {
		return opened, err
	}
	if err := fillEmpty(ctx, opened, std); err != nil {
		return nil, errors.Join(err, opened.Close())
	}
	return opened, nil
}

// fillEmpty loads the built-in data set into an empty store.
func fillEmpty(ctx context.Context, s store.Store, std streams) error {
	empty, err := s.Empty(ctx)
	if err != nil || !empty {
		return err
	}
	fmt.Fprintln(std.out, "The database is empty. Loading the built-in data set of Little Giants.")
	report, err := load(ctx, s, seed.LittleGiants(), std)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(std.out, "Loaded %d rows: %d nodes and relationships.\n", report.Read, report.Created)
	return err
}

// announce prints the location of the database and the URLs of the server.
func announce(out io.Writer, scheme string, address net.Addr, location string) {
	url := address.String()
	if host, port, err := net.SplitHostPort(url); err == nil && net.ParseIP(host).IsUnspecified() {
		url = net.JoinHostPort("localhost", port)
	}
	fmt.Fprintf(out, "Database    %[1]s\nPlayground  %[2]s://%[3]s/\nGraphQL     %[2]s://%[3]s/graphql\n", location, scheme, url)
}
