package httpd

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"go.uber.org/goleak"
)

// answered is a response.
type answered struct {
	body string
	err  error
}

func fetch(url string) <-chan answered {
	got := make(chan answered, 1)
	go func() {
		client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
		answer, err := client.Get(url)
		if err != nil {
			got <- answered{err: err}
			return
		}
		defer answer.Body.Close()
		body, err := io.ReadAll(answer.Body)
		got <- answered{string(body), err}
	}()
	return got
}

// TestStopDrains checks that after the signal no connection is accepted, and the request in progress gets its whole
// response.
func TestStopDrains(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	entered, release := make(chan struct{}), make(chan struct{})
	handler := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		close(entered)
		<-release
		_, _ = io.WriteString(w, "whole")
	})
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	logger := slog.New(slog.DiscardHandler)
	ctx, cancel := context.WithCancel(t.Context())
	served := make(chan error, 1)
	server := NewServer(handler, Usual.Beyond(time.Minute), logger)
	go func() {
		served <- ServeUntil(ctx, server, func() error { return server.Serve(listener) }, logger)
	}()
	got := fetch("http://" + listener.Addr().String())
	<-entered
	cancel()
	for { // until nothing listens
		connection, err := net.Dial("tcp", listener.Addr().String())
		if err != nil {
			break
		}
		_ = connection.Close()
	}
	select {
	case err := <-served:
		t.Fatalf("it stopped with a request under way: %v", err)
	default:
	}
	close(release)
	if answer := <-got; answer.err != nil || answer.body != "whole" {
		t.Errorf("the request under way got %q, %v", answer.body, answer.err)
	}
	if err := <-served; err != nil {
		t.Error(err)
	}
}

// TestDrainCutsOff checks that a request that exceeds the grace period is aborted, and that its context ends.
func TestDrainCutsOff(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	entered, left := make(chan struct{}), make(chan struct{})
	handler := http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		close(entered)
		<-r.Context().Done()
		close(left)
	})
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := NewServer(handler, Usual, slog.New(slog.DiscardHandler))
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	got := fetch("http://" + listener.Addr().String())
	<-entered
	if err := drain(server, time.Nanosecond); !errors.Is(err, errCutOff) {
		t.Errorf("%v, want errCutOff", err)
	}
	<-left
	if answer := <-got; answer.err == nil {
		t.Errorf("the request got %q", answer.body)
	}
	if err := <-served; !errors.Is(err, http.ErrServerClosed) {
		t.Error(err)
	}
}

// TestAddressesInUse checks that the error for an unavailable address names a remedy.
func TestAddressesInUse(t *testing.T) {
	for err, says := range map[error]string{
		syscall.EADDRINUSE:    ": the address is in use: stop the other program",
		syscall.EACCES:        ": permission denied: choose a port above 1023",
		syscall.EADDRNOTAVAIL: ": choose an address of this machine",
	} {
		if reported := insteadOf(&net.OpError{Op: "listen", Err: os.NewSyscallError("bind", err)}); !strings.HasPrefix(reported, says) {
			t.Errorf("%v: %q, want %q", err, reported, says)
		}
	}
	const address = "127.0.0.1:65536"
	listener, err := Listen(t.Context(), address)
	if err == nil || listener != nil || !strings.HasPrefix(err.Error(), "cannot listen on "+address+": choose an address of this machine") {
		t.Errorf("%s: %v, %v", address, listener, err)
	}
}

func TestWarnIfOpen(t *testing.T) {
	var log bytes.Buffer
	for address, warned := range map[string]bool{
		"127.0.0.1": false, "::1": false, "0.0.0.0": true, "::": true, "192.0.2.1": true,
	} {
		log.Reset()
		WarnIfOpen(slog.New(slog.NewJSONHandler(&log, nil)), &net.TCPAddr{IP: net.ParseIP(address), Port: 8080})
		if got := strings.Contains(log.String(), "no authentication"); got != warned {
			t.Errorf("%s: warned %v, want %v", address, got, warned)
		}
	}
}
