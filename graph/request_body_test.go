package graph_test

import (
	"strings"
	"testing"

	"github.com/stakegraph/stakegraph/graph/engine"
)

// TestBodiesReadAlike checks that a body is decoded the same whether its keys are plain, which takes the fast path, or
// need a closer comparison.
func TestBodiesReadAlike(t *testing.T) {
	executor := serve(engine.Config{Store: littleGiants(t)})
	for _, beside := range []string{``, `"other": {"query": 1, "QUERY": [",\"Query\":"]}, `, `"QUERY": 1, `, `"\u0051uery": "x", `, `"variable` + "\u017f" + `": 1, `, `"": null, `} {
		for members, want := range map[string]string{
			`"query": "query($i: ID!) { firm(id: $i) { name } }", "variables": {"i": "firm:uisee", "i": "firm:unitree"}`: `"Unitree`,
			`"query": "query a { __typename } query b { b: __typename }", "operationName": "b"`:                          `{"data":{"b":"Query"}}`,
			`"query": "{ __typename }", "query": "{ __typename }"`:                                                       "`query` more than once",
			`"query": "{ __typename }", "\u0071uery": "{ __typename }"`:                                                  "`query` more than once",
			`"query": "{ __typename }", "extensions": {"a": 1}, "extensions": null`:                                      "`extensions` more than once",
			`"query": ["{ __typename }"]`:                                                                                "`query` is a JSON array: send a JSON string",
			`"query": "{ __typename }", "variables`:                                                                      "the body is not valid JSON at byte",
		} {
			body := "{" + beside + members + "}"
			if strings.HasSuffix(members, "variables") {
				body = strings.TrimSuffix(body, "}")
			}
			if answer := postText(executor, body); !strings.Contains(answer, want) {
				t.Errorf("%s: %s, want %s", body, answer, want)
			}
		}
	}
	if answer := postText(executor, `{"query": "{ __typename }"} {"query": "x"}`); !strings.Contains(answer, "after its JSON object") {
		t.Errorf("two objects: %s", answer)
	}
}
