package graph_test

import (
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/stakegraph/stakegraph/graph/engine"
)

// TestSurrogatesInDocuments checks that an escape of half a surrogate pair is a syntax error with its position, and
// that an escaped pair is one character.
func TestSurrogatesInDocuments(t *testing.T) {
	executor := serve(engine.Config{Store: littleGiants(t)})
	for _, c := range []struct{ document, want string }{
		{`{ firm(id: "\uD83D") { id } }`, "1:13 \\uD83D"},
		{`{ firm(id: "firm:\uD83D") { id } }`, "1:18 \\uD83D"},
		{`{ firm(id: "\ude00") { id } }`, "1:13 \\ude00"},
		{`{ firm(id: "\uD83D\uD83D\uDE00") { id } }`, "1:13 \\uD83D"},
		{`{ firm(id: "\uD83D\uDE00\uDE00") { id } }`, "1:25 \\uDE00"},
		{`{ firm(id: "\uD83D\n") { id } }`, "1:13 \\uD83D"},
		{`{ firm(id: "\\\uDBFF") { id } }`, "1:15 \\uDBFF"},
		{"{\n  # \"\r\n  firm(id: \"\", a: \"\"\"\\uD83D \\\"\"\" \n\"\"\", 北: \"\") { id } }", ""}, // not a valid name in GraphQL
		{"{\n  # \" \\uD83D \r\n  firm(id: \"\", a: \"\"\"\\uD83D \\\"\"\"\n\"\"\", c: \"北\\\"\\uD83D\") { id } }", "4:13 \\uD83D"},
		{`query($v: String = "\uDC00") { firm(id: $v) { id } }`, "1:21 \\uDC00"},
		{`{ firm(id: "\uD83D\uDE00") { id } }`, ""},
		{`{ firm(id: "\\uD83D") { id } }`, ""},
		{`{ firm(id: """\uD83D""") { id } }`, ""},
		{`{ firm(id: """a " \uD83D""") { id } }`, ""},
		{`{ firm(id: "\u{1F600}") { id } } # "\uD83D`, ""},
	} {
		answer := postBody(t, executor, map[string]any{"query": c.document})
		var read struct {
			Errors []struct {
				Message    string
				Locations  []struct{ Line, Column int }
				Extensions struct{ Code string }
			}
		}
		if err := json.Unmarshal([]byte(answer), &read); err != nil || len(read.Errors) == 0 {
			t.Fatalf("%s: %s", c.document, answer)
		}
		first, found := read.Errors[0], ""
		if _, after, is := strings.Cut(first.Message, "Invalid Unicode escape sequence: "); is {
			escape, _, _ := strings.Cut(after, " ")
			found = fmt.Sprintf("%d:%d %s", first.Locations[0].Line, first.Locations[0].Column, escape)
		}
		if found != c.want || c.want != "" && first.Extensions.Code != "GRAPHQL_PARSE_FAILED" {
			t.Errorf("%s: %q, want %q: %s", c.document, found, c.want, answer)
		}
	}
}

// TestCharactersBeyondTheBMP checks that all notations of such a character give the same text.
func TestCharactersBeyondTheBMP(t *testing.T) {
	executor := serve(engine.Config{Store: littleGiants(t)})
	answers := map[string]bool{}
	for _, query := range []string{
		`{ firm(id: "😀") { id } }`, `{ firm(id: "\uD83D\uDE00") { id } }`, `{ firm(id: "\ud83d\ude00") { id } }`,
		`{ firm(id: "\u{1F600}") { id } }`, `{ firm(id: "\u{0001f600}") { id } }`,
	} {
		answer := postBody(t, executor, map[string]any{"query": query})
		if !strings.Contains(answer, "😀") {
			t.Errorf("%s: %s", query, answer)
		}
		answers[answer] = true
	}
	const document = `query($id: ID!) { firm(id: $id) { id } }`
	for _, id := range []string{`"😀"`, `"\ud83d\ude00"`, `"\uD83D\uDE00"`} {
		answer := postText(executor, `{"query": "`+document+`", "variables": {"id": `+id+`}}`)
		if !strings.Contains(answer, "😀") {
			t.Errorf("%s: %s", id, answer)
		}
	}
}

// TestSurrogatesInJSON checks that half a surrogate pair in the JSON of a request is refused, since decoders would
// change the text.
func TestSurrogatesInJSON(t *testing.T) {
	executor := serve(engine.Config{Store: littleGiants(t)})
	for body, at := range map[string]int{
		`{"query": "{ firm(id: \"\ud83d\") { id } }"}`:                          25,
		`{"query": "{ __typename }", "variables": {"v": "\uDE00"}}`:             49,
		`{"query": "{ __typename }", "variables": {"v": "\ud83d\ud83d\ude00"}}`: 49,
		`{"query": "{ __typename }", "variables": {"\\\ud83dx": 1}}`:            46,
		`{"query": "{ __typename }", "other": "\udfff"}`:                        39,
	} {
		if answer := postText(executor, body); !strings.Contains(answer, fmt.Sprintf("lone surrogate at byte %d:", at)) ||
			!strings.Contains(answer, "INVALID_REQUEST") {
			t.Errorf("%s: %s", body, answer)
		}
	}
	for _, body := range []string{
		`{"query": "{ __typename }", "variables": {"v": "\\ud83d", "w": "\ud83d\ude00", "x": "\ud7ff\ue000\u0000"}}`,
		`{"query": "{ __typename } # \\uD83D"}`,
	} {
		if answer := postText(executor, body); !strings.Contains(answer, `"data"`) {
			t.Errorf("%s: %s", body, answer)
		}
	}
	target := "/?" + url.Values{"query": {"{ __typename }"}, "variables": {`{"v": "\ud83d"}`}}.Encode()
	recorder := httptest.NewRecorder()
	executor.ServeHTTP(recorder, httptest.NewRequest("GET", target, nil))
	if recorder.Code != 400 || !strings.Contains(recorder.Body.String(), "lone surrogate") {
		t.Errorf("by GET: %d %s", recorder.Code, recorder.Body)
	}
}

func postText(executor served, body string) string {
	request := httptest.NewRequest("POST", "/", strings.NewReader(body))
	request.Header.Set("Content-Type", "application/json")
	recorder := httptest.NewRecorder()
	executor.ServeHTTP(recorder, request)
	return recorder.Body.String()
}
