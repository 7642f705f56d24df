package httpd

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"syscall"
	"time"
)

// Listen listens on an address.
func Listen(ctx context.Context, address string) (net.Listener, error) {
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", address)
	if err != nil {
		return nil, fmt.Errorf("cannot listen on %s%s: %w", address, insteadOf(err), err)
	}
	return listener, nil
}

// insteadOf returns the reason why an address is not available, if known, and a remedy.
func insteadOf(err error) string {
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return ": the address is in use: stop the other program, or choose another address with --listen HOST:PORT (port 0 selects a free port)"
	case errors.Is(err, syscall.EACCES):
		return ": permission denied: choose a port above 1023 with --listen HOST:PORT"
	}
	return ": choose an address of this machine with --listen HOST:PORT"
}

// WarnIfOpen logs a warning that the server has no authentication, unless it listens on a loopback address.
func WarnIfOpen(logger *slog.Logger, address net.Addr) {
	if tcp, ok := address.(*net.TCPAddr); ok && tcp.IP.IsLoopback() {
		return
	}
	logger.Warn("the server is reachable from other machines and has no authentication: "+
		"put it behind an authenticating proxy, or listen on 127.0.0.1", "address", address.String())
}

// Timeouts limit slow clients, so that idle ones do not block resources.
type Timeouts struct {
	ReadHeader time.Duration
	Read       time.Duration // of a whole request
	Write      time.Duration // from the end of the request header to the end of the response
	Idle       time.Duration // between requests on a connection
}

// Usual are the timeouts for small requests, and for large responses over slow connections.
var Usual = Timeouts{ReadHeader: 5 * time.Second, Read: 15 * time.Second, Write: 45 * time.Second, Idle: 2 * time.Minute}

// Beyond returns the timeouts with Write extended by the time limit of a query.
func (p Timeouts) Beyond(query time.Duration) Timeouts {
	p.Write += query
	return p
}

const (
	maxHeader  = 64 << 10 // bytes
	maxStreams = 100      // of one HTTP/2 connection
)

// stopWithin is the time that requests in progress have to finish when the program stops.
const stopWithin = 10 * time.Second

// errCutOff is the error for requests that did not finish in time and were aborted.
var errCutOff = errors.New("requests in progress were aborted")

// NewServer returns a server for HTTP/1.1 and HTTP/2, with or without TLS.
func NewServer(handler http.Handler, p Timeouts, logger *slog.Logger) *http.Server {
	protocols := new(http.Protocols)
	protocols.SetHTTP1(true)
	protocols.SetHTTP2(true)
	protocols.SetUnencryptedHTTP2(true)
	return &http.Server{
		Handler:           handler,
		Protocols:         protocols,
		HTTP2:             &http.HTTP2Config{MaxConcurrentStreams: maxStreams, WriteByteTimeout: p.Write},
		ReadHeaderTimeout: p.ReadHeader,
		ReadTimeout:       p.Read,
		WriteTimeout:      p.Write,
		IdleTimeout:       p.Idle,
		MaxHeaderBytes:    maxHeader,
		ErrorLog:          slog.NewLogLogger(logger.Handler(), slog.LevelWarn),
	}
}

// ServeUntil runs serve until ctx ends. Then the server accepts no more requests and finishes those in progress.
func ServeUntil(ctx context.Context, server *http.Server, serve func() error, logger *slog.Logger) error {
	failed := make(chan error, 1)
	go func() { failed <- serve() }()
	select {
	case err := <-failed:
		return fmt.Errorf("serve: %w", err)
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

// drain waits for the requests in progress, and aborts them after the grace period.
func drain(server *http.Server, grace time.Duration) error {
	ctx, cancel := context.WithTimeout(context.Background(), grace)
	defer cancel()
	err := server.Shutdown(ctx)
	if errors.Is(err, context.DeadlineExceeded) {
		return errors.Join(fmt.Errorf("%w after %v", errCutOff, grace), server.Close())
	}
	return err
}
