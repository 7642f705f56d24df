package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
	"github.com/stakegraph/stakegraph/server/httpd"
)

// watched is a store that calls a function for each fact of each stream, numbered from 0, to decide whether to
// continue.
type watched struct {
	store.Store
	mu      sync.Mutex
	streams int
	fact    func(stream, fact int) error
}

func (w *watched) Stream(ctx context.Context, part *plan.Subgraph, to store.Writer) error {
	w.mu.Lock()
	stream := w.streams
	w.streams++
	w.mu.Unlock()
	return w.Store.Stream(ctx, part, &watching{to: to, fact: w.fact, stream: stream})
}

type watching struct {
	to           store.Writer
	fact         func(stream, fact int) error
	stream, seen int
}

func (w *watching) next() error {
	w.seen++
	return w.fact(w.stream, w.seen-1)
}

func (w *watching) Node(n model.Node) error {
	if err := w.next(); err != nil {
		return err
	}
	return w.to.Node(n)
}

func (w *watching) Relationship(r model.Relationship) error {
	if err := w.next(); err != nil {
		return err
	}
	return w.to.Relationship(r)
}

// behindProxy trusts this machine as a proxy, so that a test can represent several clients.
func behindProxy(t *testing.T) httpd.Proxies {
	t.Helper()
	trusted, err := httpd.ParseProxies([]string{"127.0.0.1"})
	if err != nil {
		t.Fatal(err)
	}
	return trusted
}

// exportServer serves exports of a store, and returns the URL of a file.
func exportServer(t *testing.T, s store.Reader, p httpd.Timeouts) (file string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	logger := newLogger(io.Discard, "json", nil)
	handler := httpd.New(httpd.Config{
		GraphQL: http.NotFoundHandler(), Export: exportsOf(s).routes(), Logger: logger, Address: listener.Addr(), Proxies: behindProxy(t),
	})
	server := httpd.NewServer(handler, p, logger)
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	t.Cleanup(func() {
		if err := server.Close(); err != nil {
			t.Error(err)
		}
		<-ended
	})
	return "http://" + listener.Addr().String() + "/export/graph.json"
}

// fetchFile requests a file with headers, and returns the response with the bytes received until its end or an abort.
func fetchFile(t *testing.T, url string, headers ...string) (*http.Response, []byte, error) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true, DisableCompression: true}}
	answer, err := client.Do(request)
	if err != nil {
		return nil, nil, err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	return answer, body, err
}

var errGone = errors.Join(store.ErrUnavailable, errors.New("it was pulled out"))

// TestExportBrokenOff checks that a store that fails midway does not produce a file that looks complete, and that an
// earlier failure gives an error response.
func TestExportBrokenOff(t *testing.T) {
	s := someGraph(t)
	facts, whole := 0, 0
	server := exportServer(t, &watched{Store: s, fact: func(_, n int) error {
		facts = max(facts, n+1)
		return nil
	}}, httpd.Usual)
	if _, body, err := fetchFile(t, server); err != nil {
		t.Fatal(err)
	} else {
		whole = len(body)
	}
	for name, headers := range map[string][]string{
		"whole": nil, "compressed": {"Accept-Encoding", "gzip"}, "a part": {"Range", "bytes=0-"}, "its end": {"Range", "bytes=-1000"},
	} {
		counted := headers != nil && headers[0] == "Range"
		server := exportServer(t, &watched{Store: s, fact: func(stream, n int) error {
			if n == facts-1 && (stream == 1 || !counted) {
				return errGone
			}
			return nil
		}}, httpd.Usual)
		answer, body, err := fetchFile(t, server, headers...)
		if answer != nil && answer.StatusCode < 300 && err == nil || len(body) >= whole {
			t.Errorf("%s: %v, %d bytes of %d look whole", name, answer.Status, len(body), whole)
		}
		if strings.Contains(string(body), "pulled out") || strings.Contains(string(body), `"errors"`) {
			t.Errorf("%s: an error is among the bytes: %.200s", name, body)
		}
	}
	server = exportServer(t, &watched{Store: s, fact: func(int, int) error { return errGone }}, httpd.Usual)
	for _, headers := range [][]string{nil, {"Range", "bytes=5-"}} {
		answer, body, err := fetchFile(t, server, headers...)
		if err != nil || answer.StatusCode != http.StatusServiceUnavailable || !bytes.Contains(body, []byte(`"UNAVAILABLE"`)) ||
			bytes.Contains(body, []byte("pulled")) || answer.Header.Get("ETag") != "" || answer.Header.Get("Accept-Ranges") != "" {
			t.Errorf("%v: before it began: %v %s %v", headers, answer, body, err)
		}
	}
}

// from returns the headers of a request that a proxy forwards for a client.
func from(client string) []string { return []string{"X-Forwarded-For", client} }

// TestExportsAtATime checks the limits on concurrent exports, in total and for one client, and that places become
// free.
func TestExportsAtATime(t *testing.T) {
	entered, release := make(chan struct{}), make(chan struct{})
	server := exportServer(t, &watched{Store: someGraph(t), fact: func(_, n int) error {
		if n == 0 {
			entered <- struct{}{}
			<-release
		}
		return nil
	}}, httpd.Usual)
	refused := func(client string) {
		t.Helper()
		answer, body, err := fetchFile(t, server, from(client)...)
		if err != nil || answer.StatusCode != http.StatusServiceUnavailable || answer.Header.Get("Retry-After") == "" || !bytes.Contains(body, []byte("OVERLOADED")) {
			t.Errorf("one more for %s: %v %s %v", client, answer, body, err)
		}
	}
	var got []<-chan answered
	for _, client := range []string{"192.0.2.1", "192.0.2.2"} {
		for range 2 {
			got = append(got, fetch(server, from(client)...))
			<-entered
		}
		refused(client)
	}
	refused("192.0.2.3")
	close(release)
	for _, one := range got {
		if a := <-one; a.err != nil || !strings.HasPrefix(a.body, "{") {
			t.Error(a.err)
		}
	}
	again := fetch(server, from("192.0.2.1")...)
	<-entered
	if a := <-again; a.err != nil || !strings.Contains(a.body, `"nodes"`) {
		t.Errorf("afterwards: %.100s %v", a.body, a.err)
	}
}

// TestAllowance checks that the time limit applies to a piece and, with the minimum rate, to all pieces.
func TestAllowance(t *testing.T) {
	for _, c := range []struct {
		written int64
		taken   time.Duration
		want    time.Duration
	}{
		{0, 0, sendWithin},
		{0, sendGrace - time.Second, time.Second},
		{0, sendGrace, 0},
		{100 * leastRate, sendGrace, sendWithin},
		{100 * leastRate, sendGrace + 99*time.Second, time.Second},
		{100 * leastRate, time.Hour, 160*time.Second - time.Hour},
		{1 << 40, time.Hour, sendWithin},
	} {
		if got := allowance(c.written, c.taken); got != c.want {
			t.Errorf("after %d bytes in %v: %v, want %v", c.written, c.taken, got, c.want)
		}
	}
}

// slowReader is a client that takes a given time for each piece, until the deadline.
type slowReader struct {
	httptest.ResponseRecorder
	clock, deadline time.Time
	each            time.Duration
}

func (s *slowReader) SetWriteDeadline(deadline time.Time) error {
	s.deadline = deadline
	return nil
}

func (s *slowReader) Write(p []byte) (int, error) {
	s.clock = s.clock.Add(s.each)
	if s.clock.After(s.deadline) {
		return 0, os.ErrDeadlineExceeded
	}
	return len(p), nil
}

// TestSlowReaderIsCutOff checks that a client that takes almost the time limit for each piece does not occupy its
// place until the end.
func TestSlowReaderIsCutOff(t *testing.T) {
	for each, whole := range map[time.Duration]bool{29 * time.Second: false, 3 * time.Second: true, 31 * time.Second: false} {
		client := &slowReader{each: each, clock: time.Unix(0, 0)}
		out := newSending(client, exportTimeout)
		out.now = func() time.Time { return client.clock }
		_, err := out.Write(make([]byte, 100*pieceSize))
		if (err == nil) != whole || whole != (out.written == 100*pieceSize) {
			t.Errorf("%v for each piece: %d bytes, error %v; whole: %v", each, out.written, err, whole)
		}
	}
}

// TestExportNobodyWaitsFor checks that an export ends when its client disconnects, in every phase.
func TestExportNobodyWaitsFor(t *testing.T) {
	s := someGraph(t)
	for _, headers := range [][]string{nil, {"Range", "bytes=10-"}} {
		leave, ended := make(chan struct{}), make(chan error, 1)
		ctx, cancel := context.WithCancel(t.Context())
		server := exportServer(t, endless{s, leave, ended}, httpd.Usual)
		before := goleak.IgnoreCurrent()
		go func() {
			<-leave
			cancel()
		}()
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, server, nil)
		if err != nil {
			t.Fatal(err)
		}
		if headers != nil {
			request.Header.Set(headers[0], headers[1])
		}
		client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
		if answer, err := client.Do(request); err == nil {
			_, _ = io.Copy(io.Discard, answer.Body)
			_ = answer.Body.Close()
		}
		if err := <-ended; err == nil {
			t.Errorf("%v: the stream ended by itself", headers)
		}
		goleak.VerifyNone(t, before)
	}
}

// endless is a store whose stream continues until its context ends.
type endless struct {
	store.Store
	begun chan struct{}
	ended chan error
}

func (e endless) Stream(ctx context.Context, _ *plan.Subgraph, w store.Writer) (err error) {
	defer func() { e.ended <- err }()
	close(e.begun)
	for n := 0; ; n++ {
		node := model.Node{Label: model.Person, Properties: model.Properties{model.ID: "person:x", model.Name: "x"}}
		if err := errors.Join(ctx.Err(), w.Node(node)); err != nil {
			return err
		}
	}
}

// TestExportForSlowClients checks that an export can take longer than the server's limit for other responses.
func TestExportForSlowClients(t *testing.T) {
	s := someGraph(t)
	_, want, err := fetchFile(t, exportServer(t, s, httpd.Usual))
	if err != nil {
		t.Fatal(err)
	}
	none := httpd.Usual
	none.Write = time.Nanosecond // expires before anything is written
	reading := make(chan struct{})
	server := exportServer(t, &watched{Store: s, fact: func(_, n int) error {
		if n == 100 {
			<-reading
		}
		return nil
	}}, none)
	for _, headers := range [][]string{nil, {"Range", "bytes=0-"}, {"Accept-Encoding", "gzip"}} {
		got := make(chan struct{})
		var body []byte
		var err error
		go func() {
			defer close(got)
			_, body, err = fetchFile(t, server, headers...)
		}()
		if headers == nil {
			close(reading)
		}
		<-got
		if err == nil && headers != nil && headers[0] == "Accept-Encoding" {
			body = unzipped(t, body)
		}
		if err != nil || !bytes.Equal(body, want) {
			t.Errorf("%v: %d of %d bytes, %v", headers, len(body), len(want), err)
		}
	}
}

// patient is a response writer that records its deadlines.
type patient struct {
	*httptest.ResponseRecorder
	until   time.Time
	allowed []time.Duration // at each write
	largest int
}

func (p *patient) SetWriteDeadline(until time.Time) error {
	p.until = until
	return nil
}

func (p *patient) Write(b []byte) (int, error) {
	p.allowed = append(p.allowed, time.Until(p.until))
	p.largest = max(p.largest, len(b))
	return p.ResponseRecorder.Write(b)
}

// TestSendingByPieces checks that each piece has its time limit, and the time before a piece the total limit.
func TestSendingByPieces(t *testing.T) {
	to := &patient{ResponseRecorder: httptest.NewRecorder()}
	out := newSending(to, time.Hour)
	sent := bytes.Repeat([]byte("x"), 5*pieceSize/2)
	if time.Until(to.until) < 50*time.Minute {
		t.Errorf("at first it has until %v", to.until)
	}
	if n, err := out.Write(sent); n != len(sent) || err != nil || !bytes.Equal(to.Body.Bytes(), sent) {
		t.Errorf("%d of %d bytes, %v", n, len(sent), err)
	}
	if len(to.allowed) != 3 || to.largest > pieceSize {
		t.Errorf("%d pieces of up to %d bytes", len(to.allowed), to.largest)
	}
	for _, d := range to.allowed {
		if d > sendWithin {
			t.Errorf("a piece has %v", d)
		}
	}
	if time.Until(to.until) < 50*time.Minute {
		t.Errorf("between pieces it has until %v", to.until)
	}
	out.end()
	if time.Until(to.until) > sendWithin {
		t.Errorf("at last it has until %v", to.until)
	}
}
