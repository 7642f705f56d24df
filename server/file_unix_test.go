//go:build unix

package main

import (
	"bytes"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stakegraph/stakegraph/graph/sqlite"
	"github.com/stakegraph/stakegraph/seed"
)

// seededFile creates a database file with the Little Giants.
func seededFile(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "graph.db")
	s, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	_, err = seed.Load(t.Context(), s, seed.LittleGiants(), nil)
	if err := errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestReadyWithoutItsFile checks that a server whose database file was deleted, replaced or truncated is not ready,
// reports the reason, and keeps running.
func TestReadyWithoutItsFile(t *testing.T) {
	for name, replace := range map[string]func(path string) error{
		"deleted":   os.Remove,
		"replaced":  func(path string) error { return os.Rename(seededFile(t), path) },
		"truncated": func(path string) error { return os.Truncate(path, 0) },
	} {
		t.Run(name, func(t *testing.T) {
			path := seededFile(t)
			r := start(t, "serve", "--listen", "127.0.0.1:0", "--store", "sqlite:"+path, "--log-format", "json")
			defer r.end(t)
			if answer, body := get(t, r.url+"readyz"); answer.StatusCode != http.StatusOK {
				t.Fatalf("at first: %d %s", answer.StatusCode, body)
			}
			if err := replace(path); err != nil {
				t.Fatal(err)
			}
			answer, body := get(t, r.url+"readyz")
			if answer.StatusCode != http.StatusServiceUnavailable || answer.Header.Get("Content-Type") != "text/plain; charset=utf-8" ||
				!strings.Contains(body, "file was deleted or replaced: stop the server, delete the files ending in -wal and -shm") || strings.Contains(body, path) {
				t.Errorf("%d %v %s", answer.StatusCode, answer.Header, body)
			}
			if !strings.Contains(r.log.String(), path) {
				t.Errorf("the log does not name the file: %s", r.log)
			}
			for range 3 { // on connections that were open and on new ones
				answer, body := post(t, r.url+"graphql", `{"query": "{ firms(first: 100) { nodes { name } } }"}`)
				if strings.Contains(body, "INTERNAL") || strings.Contains(body, path) ||
					answer.StatusCode != http.StatusOK && !strings.Contains(body, "UNAVAILABLE") {
					t.Errorf("a query: %d %s", answer.StatusCode, body)
				}
			}
			if answer, body := get(t, r.url+"export/graph.json"); answer.StatusCode != http.StatusServiceUnavailable || !strings.Contains(body, "deleted or replaced") {
				t.Errorf("an export: %d %.200s", answer.StatusCode, body)
			}
			if answer, _ := get(t, r.url+"healthz"); answer.StatusCode != http.StatusOK {
				t.Errorf("/healthz: %d", answer.StatusCode)
			}
		})
	}
}

// TestDamagedDatabase checks that queries that read damaged pages fail with UNAVAILABLE and a remedy, in all APIs,
// without internal details.
func TestDamagedDatabase(t *testing.T) {
	const page = 4096
	path := seededFile(t)
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for at := 100 * page; at < len(content); at += page { // pages of tables, not of the schema
		copy(content[at:], bytes.Repeat([]byte{0xA5}, page))
	}
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	r := start(t, "serve", "--listen", "127.0.0.1:0", "--store", "sqlite:"+path, "--no-fill", "--log-format", "json")
	defer r.end(t)
	const query = `{"query": "{ firms(first: 100) { nodes { name } } }"}`
	for name, send := range map[string]func() (*http.Response, string){
		"a query":        func() (*http.Response, string) { return post(t, r.url+"graphql", query) },
		"an export":      func() (*http.Response, string) { return get(t, r.url+"export/graph.json") },
		"a network":      func() (*http.Response, string) { return get(t, r.url+"export/investors-by-firm.json") },
		"reconciliation": func() (*http.Response, string) { return get(t, r.url+`reconcile?queries={"q":{"query":"x"}}`) },
	} {
		answer, body := send()
		if answer.StatusCode != http.StatusServiceUnavailable || !strings.Contains(body, "UNAVAILABLE") {
			t.Errorf("%s: %d %s", name, answer.StatusCode, body)
		}
		if name != "reconciliation" && !strings.Contains(body, "the database is corrupt: contact the operator, who can restore a backup or reload the data") {
			t.Errorf("%s does not say what to do: %s", name, body)
		}
		for _, inside := range []string{path, "sqlite", "malformed", "SELECT"} {
			if strings.Contains(body, inside) {
				t.Errorf("%s tells of %s: %s", name, inside, body)
			}
		}
	}
	if log := r.log.String(); !strings.Contains(log, "malformed") || strings.Contains(log, "INTERNAL") {
		t.Errorf("the log: %s", log)
	}
}
