package main

import (
	"net/http"
	"os"
	"path/filepath"
	"testing"

	"github.com/stakegraph/stakegraph"
)

// TestSchemaRoute checks that the server serves the schema exactly when clients may read it by introspection.
func TestSchemaRoute(t *testing.T) {
	trusted := filepath.Join(t.TempDir(), "trusted.json")
	if err := os.WriteFile(trusted, []byte(`{"Names": "{ firms { nodes { name } } }"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, flags := range [][]string{nil, {"--no-introspection"}, {"--trusted-documents", trusted}} {
		r := start(t, append([]string{"--listen", "127.0.0.1:0", "--store", "sqlite::memory:", "--no-fill"}, flags...)...)
		response, text := get(t, r.url+"schema.graphqls")
		if isServed := response.StatusCode == http.StatusOK && text == stakegraph.SDL(); isServed != (flags == nil) {
			t.Errorf("%v: %d %.200s", flags, response.StatusCode, text)
		}
		r.end(t)
	}
}
