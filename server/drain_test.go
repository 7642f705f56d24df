package main

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"testing"
	"time"

	"go.uber.org/goleak"
)

// answered is what a client got.
type answered struct {
	body string
	err  error
}

// fetch asks with headers, a name and a value in turn.
func fetch(url string, headers ...string) <-chan answered {
	got := make(chan answered, 1)
	go func() {
		client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
		request, err := http.NewRequest(http.MethodGet, url, nil)
		if err != nil {
			got <- answered{err: err}
			return
		}
		for i := 0; i < len(headers); i += 2 {
			request.Header.Set(headers[i], headers[i+1])
		}
		answer, err := client.Do(request)
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

// TestStopDrains: after the signal no connection is taken any more, and the request under way gets its whole answer.
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
	logger := newLogger(io.Discard, "json", nil)
	ctx, cancel := context.WithCancel(t.Context())
	served := make(chan error, 1)
	server := newServer(handler, usual.beyond(time.Minute), logger)
	go func() {
		served <- serveUntil(ctx, server, func() error { return server.Serve(listener) }, logger)
	}()
	got := fetch("http://" + listener.Addr().String())
	<-entered
	cancel()
	for { // until nothing listens any more
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

// TestDrainCutsOff: a request that does not end in time is cut off, and its context says so to what it waits for.
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
	server := newServer(handler, usual, newLogger(io.Discard, "json", nil))
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
