package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/stakegraph/stakegraph/seed/frozen"
	"github.com/stakegraph/stakegraph/server/playground"
)

// lines is a writer that is safe for concurrent use.
type lines struct {
	mu   sync.Mutex
	b    bytes.Buffer
	more chan struct{} // closed by the next write; nil if nobody waits
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.more != nil {
		close(l.more)
		l.more = nil
	}
	return l.b.Write(p)
}

// next returns the text so far, and a channel that is closed at the next write.
func (l *lines) next() (string, <-chan struct{}) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.more == nil {
		l.more = make(chan struct{})
	}
	return l.b.String(), l.more
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// running is a serving program.
type running struct {
	url     string // of the page, with / at its end
	said    string // standard output, up to the line with the URL of /graphql
	log     *lines
	stop    context.CancelCauseFunc
	stopped chan int // receives the exit status
}

// start runs the program as a server, and waits for its URL.
func start(t testing.TB, args ...string) *running {
	t.Helper()
	ctx, cancel := context.WithCancelCause(context.Background())
	reader, writer := io.Pipe()
	r := &running{log: &lines{}, stop: cancel, stopped: make(chan int, 1)}
	go func() {
		r.stopped <- run(ctx, args, streams{out: writer, err: r.log})
		_ = writer.Close()
	}()
	t.Cleanup(func() { cancel(context.Canceled) })
	out := bufio.NewScanner(reader)
	for out.Scan() {
		r.said += out.Text() + "\n"
		if _, url, found := strings.Cut(out.Text(), "Playground  "); found {
			r.url = url
		}
		if strings.HasPrefix(out.Text(), "GraphQL") {
			return r
		}
	}
	t.Fatalf("it did not start: %s%s", r.said, r.log)
	return nil
}

// end stops the program like a signal.
func (r *running) end(t testing.TB) {
	t.Helper()
	r.stop(stoppedBy{syscall.SIGTERM})
	if status := <-r.stopped; status != 0 {
		t.Errorf("exit status %d\n%s", status, r.log)
	}
}

// send sends a request and returns the response with its body.
func send(t *testing.T, request *http.Request) (*http.Response, string) {
	t.Helper()
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	answer, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer, string(body)
}

func get(t *testing.T, url string) (*http.Response, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	return send(t, request)
}

func post(t *testing.T, url, body string) (*http.Response, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	return send(t, request)
}

func TestServe(t *testing.T) {
	path := filepath.Join(t.TempDir(), "graph.db")
	url := "sqlite:" + path
	r := start(t, "serve", "--listen", "127.0.0.1:0", "--store", url)
	for _, want := range []string{
		"The database is empty. Loading the built-in data set of Little Giants.", "Database    " + path, "http://127.0.0.1:",
	} {
		if !strings.Contains(r.said, want) {
			t.Errorf("it does not say %q:\n%s", want, r.said)
		}
	}
	_, body := post(t, r.url+"graphql", `{"query": "{ firm(id: \"firm:uisee\") { founders { nodes { name } } } }"}`)
	if want := `{"data":{"firm":{"founders":{"nodes":[{"name":"Wu Gansha"}]}}}}`; strings.TrimSpace(body) != want {
		t.Errorf("/graphql: %s, want %s", body, want)
	}
	for path, want := range map[string]struct {
		status int
		text   string
	}{
		"healthz":                    {http.StatusOK, "ok\n"},
		"readyz":                     {http.StatusOK, "ready\n"},
		"":                           {http.StatusOK, "<title>Stakegraph</title>"},
		"nothing-here":               {http.StatusNotFound, ""},
		"assets/x/icon.svg":          {http.StatusNotFound, ""},
		"graphql?query={__type}":     {http.StatusOK, `"errors"`},
		"graphql?query={__typename}": {http.StatusOK, `{"data":{"__typename":"Query"}}`},
	} {
		answer, body := get(t, r.url+path)
		if answer.StatusCode != want.status || !strings.Contains(body, want.text) {
			t.Errorf("/%s: %d %s, want %d %s", path, answer.StatusCode, body, want.status, want.text)
		}
	}
	examples, err := playground.Examples()
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range examples {
		request := map[string]any{"query": e.Query}
		if e.Variables != "" {
			request["variables"] = json.RawMessage(e.Variables)
		}
		body, err := json.Marshal(request)
		if err != nil {
			t.Fatal(err)
		}
		if _, answer := post(t, r.url+"graphql", string(body)); !strings.HasPrefix(answer, `{"data":{`) || len(answer) < 1000 {
			t.Errorf("%s\n%s", e.Query, answer)
		}
	}
	r.end(t)

	// The second time there is nothing to load.
	r = start(t, "serve", "--listen", "127.0.0.1:0", "--store", url)
	if strings.Contains(r.said, "loading") {
		t.Errorf("it loads again:\n%s", r.said)
	}
	r.end(t)
}

// loadedStore returns the URL of a store that is not empty.
func loadedStore(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	if err := writeSources(folder); err != nil {
		t.Fatal(err)
	}
	return storeOf(t, folder)
}

// frozenStore returns the URL of a store with the frozen copy of the Little Giants.
func frozenStore(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	if err := os.CopyFS(folder, frozen.LittleGiants()); err != nil {
		t.Fatal(err)
	}
	return storeOf(t, folder)
}

// storeOf returns the URL of a store with the data of a folder.
func storeOf(t *testing.T, folder string) string {
	t.Helper()
	url := "sqlite:" + filepath.Join(t.TempDir(), "graph.db")
	var errs lines
	status := run(t.Context(), []string{"load", "--store", url, folder}, streams{out: io.Discard, err: &errs})
	if status != 0 {
		t.Fatalf("load: status %d\n%s", status, &errs)
	}
	return url
}

// TestServeEnvironment checks that environment variables set the flags of serve, the default command.
func TestServeEnvironment(t *testing.T) {
	url := loadedStore(t)
	t.Setenv("STAKEGRAPH_LISTEN", "127.0.0.1:0")
	t.Setenv("STAKEGRAPH_STORE", url)
	r := start(t)
	if !strings.Contains(r.said, "Database    "+strings.TrimPrefix(url, "sqlite:")) || strings.Contains(r.said, "loading") {
		t.Errorf("it says\n%s", r.said)
	}
	if strings.Contains(r.log.String(), "authentication") {
		t.Errorf("it warns on a loopback address: %s", r.log)
	}
	r.end(t)
}

func TestAnnounce(t *testing.T) {
	for address, want := range map[string]string{
		"127.0.0.1": "http://127.0.0.1:8080/graphql",
		"::1":       "http://[::1]:8080/graphql",
		"0.0.0.0":   "http://localhost:8080/graphql",
		"::":        "http://localhost:8080/graphql",
	} {
		var out bytes.Buffer
		announce(&out, "http", &net.TCPAddr{IP: net.ParseIP(address), Port: 8080}, "here")
		if !strings.Contains(out.String(), want) {
			t.Errorf("%s: %s, want %s", address, out.String(), want)
		}
	}
}
