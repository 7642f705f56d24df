package httpd

import (
	"compress/gzip"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
)

// large responds with content that is worth compressing.
var large = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	_, _ = io.WriteString(w, `"`+strings.Repeat("x", 10_000)+`"`)
})

func TestCompression(t *testing.T) {
	request := httptest.NewRequest(http.MethodPost, "/graphql", nil)
	request.Header.Set("Accept-Encoding", "gzip")
	answer, _ := answerOf(t, Config{GraphQL: large}, request)
	if answer.Header().Get("Content-Encoding") != "gzip" || !strings.Contains(answer.Header().Get("Vary"), "Accept-Encoding") {
		t.Fatalf("it is not compressed: %v", answer.Header())
	}
	reader, err := gzip.NewReader(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	if text, err := io.ReadAll(reader); err != nil || len(text) != 10_002 {
		t.Errorf("%d bytes, %v", len(text), err)
	}
	plain, _ := answerOf(t, Config{GraphQL: large}, httptest.NewRequest(http.MethodPost, "/graphql", nil))
	if plain.Header().Get("Content-Encoding") != "" || plain.Body.Len() != 10_002 {
		t.Errorf("it is compressed for who did not ask: %v", plain.Header())
	}
}

// TestCodingThatIsPreferred checks that GraphQL responses use gzip if a client accepts several codings equally. A
// coding that the client prefers, or the only accepted one, is used.
func TestCodingThatIsPreferred(t *testing.T) {
	for _, c := range []struct{ path, accepted, coding string }{
		{"/graphql", "gzip, deflate, br, zstd", "gzip"},
		{"/graphql", "zstd, gzip", "gzip"},
		{"/graphql", "zstd;q=0.5, gzip;q=0.5", "gzip"},
		{"/graphql", "gzip;q=0.5, zstd", "zstd"},
		{"/graphql", "zstd", "zstd"},
		{"/graphql", "gzip;q=0, zstd", "zstd"},
		{"/graphql", "br", ""},
		{"/reconcile", "gzip, deflate, br, zstd", "zstd"},
		{"/reconcile", "gzip", "gzip"},
	} {
		request := httptest.NewRequest(http.MethodPost, c.path, nil)
		request.Header.Set("Accept-Encoding", c.accepted)
		answer, _ := answerOf(t, Config{GraphQL: large, Reconcile: large}, request)
		if got := answer.Header().Get("Content-Encoding"); got != c.coding {
			t.Errorf("%s for %s: %q, want %q", c.path, c.accepted, got, c.coding)
		}
	}
}

func TestOtherOrigins(t *testing.T) {
	const origin = "https://app.example.org"
	for name, c := range map[string]struct {
		origins []string
		origin  string
		allowed string
	}{
		"none by default": {nil, origin, ""},
		"the one given":   {[]string{origin}, origin, origin},
		"not another":     {[]string{origin}, "https://evil.example.org", ""},
		"any":             {[]string{"*"}, origin, "*"},
	} {
		preflight := httptest.NewRequest(http.MethodOptions, "/graphql", nil)
		preflight.Header.Set("Origin", c.origin)
		preflight.Header.Set("Access-Control-Request-Method", "POST")
		preflight.Header.Set("Access-Control-Request-Headers", "content-type")
		requested := httptest.NewRequest(http.MethodPost, "/graphql", nil)
		requested.Header.Set("Origin", c.origin)
		for _, request := range []*http.Request{preflight, requested} {
			answer, _ := answerOf(t, Config{GraphQL: large, Origins: c.origins}, request)
			if got := answer.Header().Get("Access-Control-Allow-Origin"); got != c.allowed {
				t.Errorf("%s, %s: allowed is %q, want %q", name, request.Method, got, c.allowed)
			}
			if answer.Header().Get("Access-Control-Allow-Credentials") != "" {
				t.Errorf("%s: credentials are allowed", name)
			}
		}
	}
}

// TestHeadersForOtherOrigins checks that pages of other origins can read Retry-After, the request id, and the summary
// of an export.
func TestHeadersForOtherOrigins(t *testing.T) {
	request := httptest.NewRequest(http.MethodPost, "/graphql", nil)
	request.Header.Set("Origin", "https://app.example.org")
	answer, _ := answerOf(t, Config{GraphQL: large, Origins: []string{"https://app.example.org"}}, request)
	readable := strings.Split(answer.Header().Get("Access-Control-Expose-Headers"), ", ")
	for _, name := range []string{"X-Request-Id", "Retry-After", "Stakegraph-Export"} {
		if !slices.Contains(readable, name) {
			t.Errorf("%s cannot be read: %v", name, readable)
		}
	}
}

func TestHosts(t *testing.T) {
	local, open := &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 8080}, &net.TCPAddr{IP: net.IPv4zero, Port: 8080}
	for _, c := range []struct {
		address *net.TCPAddr
		names   []string
		host    string
		status  int
	}{
		{local, nil, "localhost:8080", 200},
		{local, nil, "LOCALHOST", 200},
		{local, nil, "graph.localhost:1", 200},
		{local, nil, "127.0.0.1:8080", 200},
		{local, nil, "[::1]:8080", 200},
		{local, nil, "evil.example.org:8080", 421},
		{local, nil, "localhost.example.org", 421},
		{local, nil, "192.0.2.1", 421},
		{local, []string{"graph.example.org"}, "graph.example.org", 200},
		{local, []string{"graph.example.org"}, "Graph.Example.org:443", 200},
		{local, []string{"graph.example.org"}, "localhost", 200},
		{open, nil, "anything.example.org", 200},
		{open, []string{"graph.example.org"}, "graph.example.org:8080", 200},
		{open, []string{"graph.example.org"}, "localhost", 421},
	} {
		request := httptest.NewRequest(http.MethodPost, "/graphql", nil)
		request.Host = c.host
		answer, _ := answerOf(t, Config{GraphQL: large, Address: c.address, Hosts: c.names}, request)
		if answer.Code != c.status {
			t.Errorf("%s on %v with %q: %d, want %d", c.host, c.address, c.names, answer.Code, c.status)
		}
	}
}

// TestOtherSites checks that requests of pages of other sites do not reach queries, except for fetches from allowed
// origins. Links to pages are allowed.
func TestOtherSites(t *testing.T) {
	const origin = "https://app.example.org"
	pages := map[string]bool{"/": true, "/export": true, "/reconcile/preview?id=firm:a": true}
	for _, path := range []string{"/", "/graphql?query={__typename}", "/export/graph.json", "/export", "/reconcile?queries={}", "/reconcile/suggest/entity?prefix=a", "/reconcile/preview?id=firm:a"} {
		for _, c := range []struct {
			site, mode, origin string
			origins            []string
			open               bool // except for pages
		}{
			{"", "", "", nil, true},
			{"none", "navigate", "", nil, true},
			{"same-origin", "cors", "", nil, true},
			{"same-origin", "no-cors", "", nil, true},
			{"same-site", "navigate", "", nil, true},
			{"cross-site", "navigate", "", nil, false},
			{"cross-site", "navigate", origin, []string{origin}, false},
			{"cross-site", "navigate", origin, []string{"*"}, false},
			{"cross-site", "no-cors", "", nil, false},
			{"cross-site", "no-cors", origin, []string{"*"}, false},
			{"cross-site", "cors", origin, nil, false},
			{"cross-site", "cors", "https://evil.example.org", []string{origin}, false},
			{"cross-site", "cors", origin, []string{origin}, true},
			{"cross-site", "cors", origin, []string{"*"}, true},
			{"cross-site", "", "", []string{"*"}, false},
		} {
			for _, method := range []string{http.MethodGet, http.MethodPost} {
				request := httptest.NewRequest(method, path, nil)
				request.Header.Set("Sec-Fetch-Site", c.site)
				request.Header.Set("Sec-Fetch-Mode", c.mode)
				request.Header.Set("Origin", c.origin)
				answer, _ := answerOf(t, Config{GraphQL: large, Export: large, Reconcile: large, Origins: c.origins}, request)
				want := c.open || path == "/" || pages[path] && c.mode == "navigate"
				if got := answer.Code != http.StatusForbidden; got != want {
					t.Errorf("%s %s, %+v: %d", method, path, c, answer.Code)
				}
			}
		}
	}
}

// TestPreflightOfOtherSites checks that a preflight of an allowed origin succeeds.
func TestPreflightOfOtherSites(t *testing.T) {
	const origin = "https://app.example.org"
	for allowed, want := range map[string]string{origin: origin, "https://other.example.org": ""} {
		request := httptest.NewRequest(http.MethodOptions, "/graphql", nil)
		for name, value := range map[string]string{
			"Origin": origin, "Access-Control-Request-Method": "POST", "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors",
		} {
			request.Header.Set(name, value)
		}
		answer, _ := answerOf(t, Config{GraphQL: large, Origins: []string{allowed}}, request)
		if got := answer.Header().Get("Access-Control-Allow-Origin"); got != want {
			t.Errorf("with %s allowed: %d, allowed is %q", allowed, answer.Code, got)
		}
	}
}
