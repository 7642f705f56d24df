package httpd

import (
	"bytes"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
)

// preflight returns a CORS preflight request.
func preflight(path, origin, site string) *http.Request {
	request := httptest.NewRequest(http.MethodOptions, path, nil)
	request.Header.Set("Origin", origin)
	request.Header.Set("Access-Control-Request-Method", "POST")
	request.Header.Set("Access-Control-Request-Headers", "content-type")
	request.Header.Set("Sec-Fetch-Site", site)
	request.Header.Set("Sec-Fetch-Mode", "cors")
	return request
}

// TestPagesOnLoopback checks that pages on a loopback address, such as OpenRefine's, may use reconciliation and
// nothing else. Pages of other origins may not.
func TestPagesOnLoopback(t *testing.T) {
	const named = "https://app.example.org"
	for origin, isLocal := range map[string]bool{
		"http://127.0.0.1:3333": true, "http://localhost:3333": true, "https://localhost": true, "http://[::1]:3333": true,
		"http://127.9.8.7": true, "http://refine.localhost:80": true, "http://LOCALHOST:3333": true,
		"http://example.org": false, "http://localhost.example.org": false, "http://127.0.0.1.example.org": false,
		"http://example.org:3333": false, "null": false, "file://": false, "ftp://127.0.0.1": false, "127.0.0.1:3333": false,
		"http://10.0.0.7:3333": false, "http://127.0.0.1@example.org": false, "http://example.org#localhost": false, "http://example.org@localhost": false, "http://localhost/page": false, named: false,
	} {
		for _, origins := range [][]string{nil, {named}} {
			for _, path := range []string{
				"/reconcile", "/reconcile/", "/reconcile/suggest/entity", "/reconcile/properties", "/reconcile/preview",
				"/graphql", "/export", "/export/graph.json",
			} {
				for _, site := range []string{"same-site", "cross-site"} {
					fetched := httptest.NewRequest(http.MethodGet, path, nil)
					fetched.Header.Set("Origin", origin)
					fetched.Header.Set("Sec-Fetch-Site", site)
					fetched.Header.Set("Sec-Fetch-Mode", "cors")
					for _, request := range []*http.Request{fetched, preflight(path, origin, site)} {
						want := ""
						if isLocal && strings.HasPrefix(path, "/reconcile") || origin == named && len(origins) > 0 {
							want = origin
						}
						answer, _ := answerOf(t, Config{GraphQL: large, Export: large, Reconcile: large, Origins: origins}, request)
						if got := answer.Header().Get("Access-Control-Allow-Origin"); got != want {
							t.Errorf("%s %s of %s, %s, with %v: allowed is %q, want %q", request.Method, path, origin, site, origins, got, want)
						}
						if isOpen := answer.Code < http.StatusBadRequest; isOpen != (want != "" || site == "same-site") {
							t.Errorf("%s %s of %s, %s, with %v: %d", request.Method, path, origin, site, origins, answer.Code)
						}
						if answer.Header().Get("Access-Control-Allow-Credentials") != "" {
							t.Errorf("%s of %s: credentials are allowed", path, origin)
						}
					}
				}
			}
		}
	}
}

// TestLoopbackEmbeds checks that embedded content and links of a page on a loopback address are rejected like those
// of any other.
func TestLoopbackEmbeds(t *testing.T) {
	for _, mode := range []string{"no-cors", "navigate", ""} {
		request := httptest.NewRequest(http.MethodGet, "/reconcile?queries={}", nil)
		request.Header.Set("Origin", "http://127.0.0.1:3333")
		request.Header.Set("Sec-Fetch-Site", "cross-site")
		request.Header.Set("Sec-Fetch-Mode", mode)
		if answer, _ := answerOf(t, Config{Reconcile: large}, request); answer.Code != http.StatusForbidden {
			t.Errorf("%q: %d", mode, answer.Code)
		}
	}
}

// TestRefusedPreflights checks that a rejected preflight is logged once for each origin, with the flag that would
// allow it, and that only the last origins are remembered.
func TestRefusedPreflights(t *testing.T) {
	const named = "https://app.example.org"
	var log bytes.Buffer
	s := Config{
		GraphQL: large, Export: large, Reconcile: large, Origins: []string{named}, Logger: slog.New(slog.NewJSONHandler(&log, nil)),
	}
	handler := New(s)
	refusals := func(requests ...*http.Request) (found []string) {
		before := len(log.String())
		for _, request := range requests {
			handler.ServeHTTP(httptest.NewRecorder(), request)
		}
		for line := range strings.Lines(log.String()[before:]) {
			if strings.Contains(line, "cross-origin request rejected") {
				found = append(found, line)
			}
		}
		return found
	}
	const origin = "https://other.example.org"
	first := refusals(preflight("/graphql", origin, "cross-site"))
	if len(first) != 1 || !strings.Contains(first[0], `"origin":"`+origin+`"`) || !strings.Contains(first[0], "--cors-origin") ||
		!strings.Contains(first[0], `"level":"WARN"`) || !strings.Contains(first[0], `"path":"/graphql"`) {
		t.Fatalf("logged: %q", first)
	}
	if again := refusals(preflight("/graphql", origin, "cross-site"), preflight("/export/graph.json", origin, "same-site")); len(again) > 0 {
		t.Errorf("again: %q", again)
	}
	plain := httptest.NewRequest(http.MethodOptions, "/graphql", nil)
	if others := refusals(preflight("/graphql", named, "cross-site"), preflight("/reconcile", "http://127.0.0.1:3333", "same-site"), plain); len(others) > 0 {
		t.Errorf("of those that are let in, or that are no preflight: %q", others)
	}
	long := "https://" + strings.Repeat("x", 10_000)
	if lines := refusals(preflight("/graphql", long, "same-site"), preflight("/graphql", long+"y", "same-site")); len(lines) != 1 || len(lines[0]) > 600 {
		t.Errorf("a long origin: %q", lines)
	}
	for i := range loggedOrigins {
		refusals(preflight("/graphql", "https://"+strconv.Itoa(i)+".example.org", "cross-site"))
	}
	if forgotten := refusals(preflight("/graphql", origin, "cross-site")); len(forgotten) != 1 {
		t.Errorf("after so many others: %q", forgotten)
	}
}
