package httpd

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// TestSchema checks the text of the schema with its headers, that a client with the same text gets none, and that pages of other
// sites can link to it.
func TestSchema(t *testing.T) {
	c := Config{Schema: "type Query { name: String }\n" + strings.Repeat("# more\n", 200)}
	answer, _ := answerOf(t, c, httptest.NewRequest(http.MethodGet, schemaPath, nil))
	h := answer.Header()
	if answer.Code != http.StatusOK || answer.Body.String() != c.Schema {
		t.Errorf("%d %s", answer.Code, answer.Body)
	}
	if h.Get("Content-Type") != "text/plain; charset=utf-8" || h.Get("Cache-Control") != "no-cache" || h.Get("ETag") == "" {
		t.Errorf("headers %v", h)
	}
	compressed := httptest.NewRequest(http.MethodGet, schemaPath, nil)
	compressed.Header.Set("Accept-Encoding", "zstd, gzip")
	if answer, _ := answerOf(t, c, compressed); answer.Header().Get("Content-Encoding") != "gzip" {
		t.Errorf("it is compressed with %q", answer.Header().Get("Content-Encoding"))
	}
	again := httptest.NewRequest(http.MethodGet, schemaPath, nil)
	again.Header.Set("If-None-Match", h.Get("ETag"))
	again.Header.Set("Accept-Encoding", "gzip")
	if answer, _ := answerOf(t, c, again); answer.Code != http.StatusNotModified || answer.Body.Len() > 0 {
		t.Errorf("the same text again: %d %s", answer.Code, answer.Body)
	}
	other, _ := answerOf(t, Config{Schema: "type Query { other: String }"}, httptest.NewRequest(http.MethodGet, schemaPath, nil))
	if other.Header().Get("ETag") == h.Get("ETag") {
		t.Error("another schema has the same entity tag")
	}
	link := httptest.NewRequest(http.MethodGet, schemaPath, nil)
	link.Header.Set("Sec-Fetch-Site", "cross-site")
	link.Header.Set("Sec-Fetch-Mode", "navigate")
	if answer, _ := answerOf(t, c, link); answer.Code != http.StatusOK {
		t.Errorf("a link: %d %s", answer.Code, answer.Body)
	}
}

// TestHiddenSchema checks that a server that hides its schema says so.
func TestHiddenSchema(t *testing.T) {
	answer, _ := answerOf(t, Config{}, httptest.NewRequest(http.MethodGet, schemaPath, nil))
	if answer.Code != http.StatusForbidden || !strings.Contains(answer.Body.String(), "introspection is disabled") {
		t.Errorf("%d %s", answer.Code, answer.Body)
	}
}
