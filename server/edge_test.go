package main

import (
	"compress/gzip"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// large answers with something that is worth compressing.
var large = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	_, _ = io.WriteString(w, `"`+strings.Repeat("x", 10_000)+`"`)
})

func TestCompression(t *testing.T) {
	request := httptest.NewRequest(http.MethodPost, "/graphql", nil)
	request.Header.Set("Accept-Encoding", "gzip")
	answer, _ := answerOf(t, service{graphql: large}, request)
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
	plain, _ := answerOf(t, service{graphql: large}, httptest.NewRequest(http.MethodPost, "/graphql", nil))
	if plain.Header().Get("Content-Encoding") != "" || plain.Body.Len() != 10_002 {
		t.Errorf("it is compressed for who did not ask: %v", plain.Header())
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
		asked := httptest.NewRequest(http.MethodPost, "/graphql", nil)
		asked.Header.Set("Origin", c.origin)
		for _, request := range []*http.Request{preflight, asked} {
			answer, _ := answerOf(t, service{graphql: large, origins: c.origins}, request)
			if got := answer.Header().Get("Access-Control-Allow-Origin"); got != c.allowed {
				t.Errorf("%s, %s: allowed is %q, want %q", name, request.Method, got, c.allowed)
			}
			if answer.Header().Get("Access-Control-Allow-Credentials") != "" {
				t.Errorf("%s: credentials are allowed", name)
			}
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
		answer, _ := answerOf(t, service{graphql: large, address: c.address, hosts: c.names}, request)
		if answer.Code != c.status {
			t.Errorf("%s on %v with %q: %d, want %d", c.host, c.address, c.names, answer.Code, c.status)
		}
	}
}

func TestEmbeddedElsewhere(t *testing.T) {
	for _, c := range []struct {
		site, mode string
		status     int
	}{
		{"cross-site", "no-cors", 403}, {"cross-site", "cors", 200}, {"cross-site", "navigate", 200}, {"same-origin", "no-cors", 200}, {"", "", 200},
	} {
		request := httptest.NewRequest(http.MethodGet, "/graphql?query={__typename}", nil)
		request.Header.Set("Sec-Fetch-Site", c.site)
		request.Header.Set("Sec-Fetch-Mode", c.mode)
		if answer, _ := answerOf(t, service{graphql: large}, request); answer.Code != c.status {
			t.Errorf("%s %s: %d, want %d", c.site, c.mode, answer.Code, c.status)
		}
	}
}
