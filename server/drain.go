package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// Limits on how slowly a client may talk, so that idle ones do not hold what others need.
const (
	readHeaderWithin = 5 * time.Second
	readWithin       = 15 * time.Second
	writeWithin      = 30 * time.Second // beyond the time that a query may take
	idleWithin       = 2 * time.Minute
	maxHeader        = 64 << 10
)

// stopWithin is how long requests under way may go on after the program is told to stop.
const stopWithin = 10 * time.Second

// errCutOff: requests that were under way did not end in time and were cut off.
var errCutOff = errors.New("requests under way were cut off")

// newServer returns a server whose queries may take up to timeout.
func newServer(handler http.Handler, timeout time.Duration, logger *slog.Logger) *http.Server {
	return &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: readHeaderWithin,
		ReadTimeout:       readWithin,
		WriteTimeout:      readWithin + timeout + writeWithin,
		IdleTimeout:       idleWithin,
		MaxHeaderBytes:    maxHeader,
		ErrorLog:          slog.NewLogLogger(logger.Handler(), slog.LevelWarn),
	}
}

// serveUntil answers on the listener until ctx ends. Then it takes no more requests and lets those under way finish.
func serveUntil(ctx context.Context, server *http.Server, listener net.Listener, logger *slog.Logger) error {
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serving on %s: %w", listener.Addr(), err)
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
