package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"time"
)

// patience is how slowly a client may talk, so that idle ones do not hold what others need.
type patience struct {
	readHeader time.Duration
	read       time.Duration // a whole request
	write      time.Duration // from the end of a request's header to the end of its answer
	idle       time.Duration // between requests on one connection
}

// usual is for small requests, and large answers over slow lines.
var usual = patience{readHeader: 5 * time.Second, read: 15 * time.Second, write: 45 * time.Second, idle: 2 * time.Minute}

// beyond returns a patience that begins when a query's time is over.
func (p patience) beyond(query time.Duration) patience {
	p.write += query
	return p
}

const (
	maxHeader  = 64 << 10 // bytes
	maxStreams = 100      // of one connection by HTTP/2
)

// stopWithin is how long requests under way may go on after the program is told to stop.
const stopWithin = 10 * time.Second

// errCutOff: requests that were under way did not end in time and were cut off.
var errCutOff = errors.New("requests under way were cut off")

// newServer returns a server for HTTP/1.1 and HTTP/2, with TLS or without.
func newServer(handler http.Handler, p patience, logger *slog.Logger) *http.Server {
	protocols := new(http.Protocols)
	protocols.SetHTTP1(true)
	protocols.SetHTTP2(true)
	protocols.SetUnencryptedHTTP2(true)
	return &http.Server{
		Handler:           handler,
		Protocols:         protocols,
		HTTP2:             &http.HTTP2Config{MaxConcurrentStreams: maxStreams, WriteByteTimeout: p.write},
		ReadHeaderTimeout: p.readHeader,
		ReadTimeout:       p.read,
		WriteTimeout:      p.write,
		IdleTimeout:       p.idle,
		MaxHeaderBytes:    maxHeader,
		ErrorLog:          slog.NewLogLogger(logger.Handler(), slog.LevelWarn),
	}
}

// serveUntil answers, by serve, until ctx ends. Then it takes no more requests and lets those under way finish.
func serveUntil(ctx context.Context, server *http.Server, serve func() error, logger *slog.Logger) error {
	failed := make(chan error, 1)
	go func() { failed <- serve() }()
	select {
	case err := <-failed:
		return fmt.Errorf("serving: %w", err)
	case <-ctx.Done():
	}
	logger.Info("stopping", "cause", context.Cause(ctx).Error(), "within", stopWithin.String())
	err := drain(server, stopWithin)
	<-failed
	if err == nil {
		logger.Info("stopped")
	}
	return err
}

// drain waits for the requests under way, and cuts off those that take longer than grace.
func drain(server *http.Server, grace time.Duration) error {
	ctx, cancel := context.WithTimeout(context.Background(), grace)
	defer cancel()
	err := server.Shutdown(ctx)
	if errors.Is(err, context.DeadlineExceeded) {
		return errors.Join(fmt.Errorf("%w after %v", errCutOff, grace), server.Close())
	}
	return err
}
