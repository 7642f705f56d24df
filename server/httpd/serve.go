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

// Listen takes the address to listen on.
func Listen(ctx context.Context, address string) (net.Listener, error) {
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", address)
	if err != nil {
		return nil, fmt.Errorf("cannot listen on %s%s: %w", address, insteadOf(err), err)
	}
	return listener, nil
}

// insteadOf says why an address cannot be listened on, as far as the error shows it, and what to do.
func insteadOf(err error) string {
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return ": the address is in use: stop the other program, or choose another address with --listen HOST:PORT (port 0 selects a free port)"
	case errors.Is(err, syscall.EACCES):
		return ": permission denied: choose a port above 1023 with --listen HOST:PORT"
	}
	return ": choose an address of this machine with --listen HOST:PORT"
}

// WarnIfOpen says that anybody who reaches the address can ask, unless only this machine can reach it.
func WarnIfOpen(logger *slog.Logger, address net.Addr) {
	if tcp, ok := address.(*net.TCPAddr); ok && tcp.IP.IsLoopback() {
		return
	}
	logger.Warn("the server is reachable from other machines and has no authentication: "+
		"put it behind an authenticating proxy, or listen on 127.0.0.1", "address", address.String())
}

// Timeouts is how slowly a client may talk, so that idle ones do not hold what others need.
type Timeouts struct {
	ReadHeader time.Duration
	Read       time.Duration // a whole request
	Write      time.Duration // from the end of a request's header to the end of its answer
	Idle       time.Duration // between requests on one connection
}

// Usual is for small requests, and large answers over slow lines.
var Usual = Timeouts{ReadHeader: 5 * time.Second, Read: 15 * time.Second, Write: 45 * time.Second, Idle: 2 * time.Minute}

// Beyond returns time-outs that begin when a query's time is over.
func (p Timeouts) Beyond(query time.Duration) Timeouts {
	p.Write += query
	return p
}

const (
	maxHeader  = 64 << 10 // bytes
	maxStreams = 100      // of one connection by HTTP/2
)

// stopWithin is how long requests under way may go on after the program begins to stop.
const stopWithin = 10 * time.Second

// errCutOff: requests that were under way did not end in time and were cut off.
var errCutOff = errors.New("requests in progress were aborted")

// NewServer returns a server for HTTP/1.1 and HTTP/2, with TLS or without.
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

// ServeUntil answers, by serve, until ctx ends. Then it takes no more requests and lets those under way finish.
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
