package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"time"

	"stakegraph/graph"
	"stakegraph/graph/store"
	"stakegraph/seed"
)

// serveCommand answers GraphQL over HTTP until it is told to stop.
type serveCommand struct {
	Listen    string        `default:"127.0.0.1:8080" env:"STAKEGRAPH_LISTEN" help:"Where to listen. Port 0 takes a free one. There is no authentication, so think before you let other machines in."`
	Timeout   time.Duration `default:"30s" help:"How long a query may take."`
	LogFormat string        `enum:"auto,text,json" default:"auto" help:"How log lines look: text, json, or auto, which is text on a terminal and json elsewhere."`
	LogLevel  string        `enum:"debug,info,warn,error" default:"info" help:"Which log lines are written: debug, info, warn or error and what is graver."`
}

// Validate refuses what could never work, before anything is opened.
func (c *serveCommand) Validate() error {
	if c.Timeout <= 0 {
		return fmt.Errorf("--timeout: %v is not a time to work in; write something like 30s", c.Timeout)
	}
	if _, _, err := net.SplitHostPort(c.Listen); err != nil {
		return fmt.Errorf("--listen: %w: write HOST:PORT, such as 127.0.0.1:8080", err)
	}
	return nil
}

// Run claims the address first, so that a taken port is told before anything is made or loaded; a client that connects
// meanwhile waits. Then it opens the store, fills it the first time, and serves.
func (c *serveCommand) Run(ctx context.Context, std streams, url storeURL) (err error) {
	var level slog.Level
	if err := level.UnmarshalText([]byte(c.LogLevel)); err != nil {
		return fmt.Errorf("--log-level: %w", err)
	}
	logger := newLogger(std.err, c.LogFormat, level)
	listener, err := claim(ctx, c.Listen)
	if err != nil {
		return err
	}
	defer listener.Close()
	opened, err := url.open(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, opened.Close()) }()
	if err := fillEmpty(ctx, opened, std); err != nil {
		return err
	}
	announce(std.out, listener.Addr(), opened.Location())
	warnIfOpen(logger, listener.Addr())
	handler := newHandler(service{
		graphql: graph.New(graph.Config{Store: opened, Logger: logger, Timeout: c.Timeout}),
		ping:    opened.Ping,
		logger:  logger,
	})
	return serveUntil(ctx, newServer(handler, c.Timeout, logger), listener, logger)
}

// fillEmpty loads the data set that comes with the program into a store that holds nothing.
func fillEmpty(ctx context.Context, s store.Store, std streams) error {
	empty, err := s.Empty(ctx)
	if err != nil || !empty {
		return err
	}
	fmt.Fprintln(std.out, "The database is empty: loading the Little Giants.")
	report, err := load(ctx, s, seed.LittleGiants(), std)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(std.out, "Loaded %d rows: %d nodes and relationships.\n", report.Read, report.Created)
	return err
}

// announce tells a person where everything is.
func announce(out io.Writer, address net.Addr, location string) {
	url := address.String()
	if host, port, err := net.SplitHostPort(url); err == nil && net.ParseIP(host).IsUnspecified() {
		url = net.JoinHostPort("localhost", port)
	}
	fmt.Fprintf(out, "Database    %s\nPlayground  http://%s/\nGraphQL     http://%s/graphql\n", location, url, url)
}
