package httpd

import (
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"
)

// slowServer serves with short timeouts, and reports when a handler has finished.
func slowServer(t *testing.T, handler http.HandlerFunc) (address string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := Timeouts{
		ReadHeader: 100 * time.Millisecond, Read: 200 * time.Millisecond, Write: 300 * time.Millisecond, Idle: 200 * time.Millisecond,
	}
	server := NewServer(handler, p, slog.New(slog.DiscardHandler))
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	t.Cleanup(func() {
		if err := server.Close(); err != nil {
			t.Error(err)
		}
		if err := <-ended; !errors.Is(err, http.ErrServerClosed) {
			t.Error(err)
		}
	})
	return listener.Addr().String()
}

// trickle sends a byte at intervals until the server closes the connection, and returns the response.
func trickle(t *testing.T, address, text string) string {
	t.Helper()
	connection, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	said := make(chan string, 1)
	go func() {
		answer, _ := io.ReadAll(connection)
		said <- string(answer)
	}()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for i := 0; ; i++ {
		select {
		case answer := <-said:
			return answer
		case <-tick.C:
			_, _ = connection.Write([]byte{text[min(i, len(text)-1)]}) // the test waits for the server to disconnect
		}
	}
}

func TestSlowClients(t *testing.T) {
	read := make(chan error, 1)
	address := slowServer(t, func(w http.ResponseWriter, r *http.Request) {
		_, err := io.ReadAll(r.Body)
		read <- err
		w.WriteHeader(http.StatusBadRequest)
	})
	t.Run("a header, a byte at a time", func(t *testing.T) {
		trickle(t, address, "GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: "+strings.Repeat("x", 10_000))
	})
	t.Run("a body, a byte at a time", func(t *testing.T) {
		connection, err := net.Dial("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		defer connection.Close()
		if _, err := io.WriteString(connection, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n"); err != nil {
			t.Fatal(err)
		}
		tick := time.NewTicker(20 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case err := <-read:
				if !errors.Is(err, os.ErrDeadlineExceeded) {
					t.Errorf("reading the body ends with %v", err)
				}
				return
			case <-tick.C:
				_, _ = io.WriteString(connection, " ")
			}
		}
	})
	t.Run("half a body, and gone", func(t *testing.T) {
		connection, err := net.Dial("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(connection, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\nhalf"); err != nil {
			t.Fatal(err)
		}
		_ = connection.Close()
		if err := <-read; !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("reading the body ends with %v", err)
		}
	})
	t.Run("nothing at all", func(t *testing.T) {
		connection, err := net.Dial("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		defer connection.Close()
		if _, err := io.ReadAll(connection); err != nil { // until the server closes it
			t.Error(err)
		}
	})
}

// TestClientThatDoesNotRead checks that a response that the client does not read does not block its handler.
func TestClientThatDoesNotRead(t *testing.T) {
	written := make(chan error, 1)
	address := slowServer(t, func(w http.ResponseWriter, _ *http.Request) {
		var err error
		for chunk := make([]byte, 1<<20); err == nil; {
			_, err = w.Write(chunk)
		}
		written <- err
	})
	connection, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	if _, err := io.WriteString(connection, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	if err := <-written; !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("writing ends with %v", err)
	}
}

// TestClientThatLeaves checks that the context of a request ends when its client disconnects.
func TestClientThatLeaves(t *testing.T) {
	entered, ended := make(chan struct{}), make(chan struct{})
	address := slowServer(t, func(_ http.ResponseWriter, r *http.Request) {
		close(entered)
		<-r.Context().Done()
		close(ended)
	})
	connection, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(connection, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	<-entered
	_ = connection.Close()
	<-ended
}
