package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"github.com/stakegraph/stakegraph/graph/engine"
	"github.com/stakegraph/stakegraph/graph/store/storetest"
	"github.com/stakegraph/stakegraph/graph/transport"
)

func TestByteSizes(t *testing.T) {
	for text, want := range map[string]int64{
		"1048576": 1 << 20, "512MiB": 512 << 20, "2GiB": 2 << 30, "1MB": 1_000_000, "64 MiB": 64 << 20, "32mib": 32 << 20,
	} {
		var b byteSize
		if err := b.UnmarshalText([]byte(text)); err != nil || int64(b) != want {
			t.Errorf("%s is %d bytes, %v, want %d", text, b, err, want)
		}
	}
	for _, text := range []string{"", "MiB", "many", "-1", "512XB", "20EiB"} {
		var b byteSize
		if err := b.UnmarshalText([]byte(text)); err == nil {
			t.Errorf("%q is taken for %d bytes", text, b)
		}
	}
}

// TestMemoryIsShared checks that the memory of SQLite and the limit of the Go heap add up to the total, and that the
// limit of an answer fits into it.
func TestMemoryIsShared(t *testing.T) {
	f := memoryFlag{Memory: 512 << 20}
	if got, want := f.store(32<<20).Memory+f.heap(), int64(f.Memory); got != want {
		t.Errorf("SQLite and Go's heap have %d bytes, of %d", got, want)
	}
	for _, c := range []struct {
		memory, answer byteSize
		says           string
	}{
		{512 << 20, 32 << 20, ""}, {64 << 20, 8 << 20, ""}, {63 << 20, 1 << 20, "--memory"}, {64 << 20, 9 << 20, "--max-answer"},
	} {
		err := memoryFlag{Memory: c.memory}.check(c.answer)
		if (err == nil) != (c.says == "") || err != nil && !strings.HasPrefix(err.Error(), c.says+":") {
			t.Errorf("memory %d, answer %d: %v, want %q", c.memory, c.answer, err, c.says)
		}
	}
}

// TestMemoryLimitsTheHeap checks that --memory limits the Go heap, unless GOMEMLIMIT is set.
func TestMemoryLimitsTheHeap(t *testing.T) {
	before := debug.SetMemoryLimit(-1)
	t.Cleanup(func() { debug.SetMemoryLimit(before) })
	f := memoryFlag{Memory: 512 << 20}
	t.Setenv("GOMEMLIMIT", "1GiB")
	f.limitHeap()
	if limit := debug.SetMemoryLimit(-1); limit != before {
		t.Errorf("the limit of the heap is %d although GOMEMLIMIT is set", limit)
	}
	if err := os.Unsetenv("GOMEMLIMIT"); err != nil { // t.Setenv restores it at the end of the test
		t.Fatal(err)
	}
	f.limitHeap()
	if limit := debug.SetMemoryLimit(-1); limit != f.heap() {
		t.Errorf("the limit of the heap is %d, want %d", limit, f.heap())
	}
}

// largeAnswer returns a query of the same list under many aliases. Its answer has many megabytes.
func largeAnswer(roots int) string {
	var text strings.Builder
	for i := range roots {
		fmt.Fprintf(&text, `r%d: firms(first: 1000) { nodes { id name sources { id title url publisher } investors(first: 30) {
			edges { announcedOn sources { id title url publisher } node { id name } } } } } `, i)
	}
	return "{" + text.String() + "}"
}

// TestStalledReaderHoldsNothing checks that the memory of an answer is released if its client does not read it in
// time.
func TestStalledReaderHoldsNothing(t *testing.T) {
	s := generated(t, storetest.Shape{Firms: 1000, Investors: 750, Investments: 4000, Seed: 1})
	executor := engine.New(engine.Config{Store: s, Logger: slog.New(slog.DiscardHandler)})
	ended := make(chan *stalled, 1)
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer := &stalled{ResponseWriter: w, reserved: executor.AnswerBytes}
		transport.New(executor, 0).ServeHTTP(answer, r)
		ended <- answer
	}))
	server.Config.WriteTimeout = 300 * time.Millisecond
	server.Start()
	defer server.Close()
	address := server.Listener.Addr().String()
	connection, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	if tcp, is := connection.(*net.TCPConn); is {
		if err := tcp.SetReadBuffer(4 << 10); err != nil {
			t.Fatal(err)
		}
	}
	text, err := json.Marshal(map[string]string{"query": largeAnswer(16)})
	if err != nil {
		t.Fatal(err)
	}
	request, err := http.NewRequest(http.MethodPost, "http://"+address+"/graphql", bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	if err := request.Write(connection); err != nil {
		t.Fatal(err)
	}
	answer := <-ended
	if answer.most < 10<<20 {
		t.Errorf("%d bytes are held while an answer is written", answer.most)
	}
	if answer.err == nil {
		t.Error("the whole answer was written to a client that does not read")
	}
	if reserved := executor.AnswerBytes(); reserved != 0 {
		t.Errorf("%d bytes are held of an answer that was given up", reserved)
	}
}

// stalled is a response writer that records the reserved memory during a write, and the error of the write.
type stalled struct {
	http.ResponseWriter
	reserved func() int64
	most     int64
	err      error
}

func (s *stalled) Write(p []byte) (int, error) {
	s.most = max(s.most, s.reserved())
	n, err := s.ResponseWriter.Write(p)
	s.err = errors.Join(s.err, err)
	return n, err
}
