package graph_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql/introspection"

	"stakegraph/graph"
)

// attack is a request that is meant to cost much, the worst of its class that is still read.
type attack struct {
	name  string
	body  string
	limit string // that refuses it: extensions.limit, or a code
}

// repeated writes a text n times, with # as its number.
func repeated(n int, text string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.ReplaceAll(text, "#", fmt.Sprint(i)))
	}
	return b.String()
}

// query returns the body of a request for a document.
func query(document string) string {
	body, _ := json.Marshal(map[string]string{"query": document})
	return string(body)
}

// doubling returns fragments each of which spreads the next one twice.
func doubling(n int, on, first, second string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, " fragment f%d on %s { %s ...f%d %s %s ...f%d %s }", i, on, first, i+1, closing(first), second, i+1, closing(second))
	}
	return b.String() + fmt.Sprintf(" fragment f%d on %s { __typename }", n, on)
}

func closing(text string) string { return strings.Repeat("}", strings.Count(text, "{")) }

// nested closes what opens as it goes down.
func nested(n int, text string) string {
	return strings.Repeat(text, n) + " __typename " + strings.Repeat(closing(text), n)
}

func attacks() []attack {
	const full = 1_000_000 // bytes, nearly what a body may have
	huge := func(variables string) string {
		return `{"query": "query ($f: FirmFilter, $i: [ID!]!) { firms(filter: $f) { totalCount } nodes(ids: $i) { id } }", "variables": ` +
			variables + `}`
	}
	return []attack{
		{"tokens", query("{" + strings.Repeat(" a", full/2) + "}"), "tokens"},
		{"tokens of braces", query(strings.Repeat("{a", full/2)), "tokens"},
		{"tokens of a list", query("{ nodes(ids: [" + strings.Repeat("1,", full/2) + "]) { id } }"), "tokens"},
		{"nothing but white space", query(strings.Repeat(" ", full)), "GRAPHQL_VALIDATION_FAILED"},
		{"nothing but a comment", query("#" + strings.Repeat("x", full)), "GRAPHQL_VALIDATION_FAILED"},
		{"one text", query(`{ firm(id: "` + strings.Repeat("x", full) + `") { id } }`), "INVALID_ID"},
		{"depth", query("{ firm(id: \"firm:a\") { " + nested(490, "investors { nodes { ") + " } }"), "depth"},
		{"depth of a literal", query("{ firms(filter: " + strings.Repeat("{and: [", 480) + strings.Repeat("]}", 480) + ") { totalCount } }"), "nesting"},
		{"aliases", query("{ " + repeated(1300, "a#: __typename ") + "}"), "aliases"},
		{"aliases of lists", query("{ " + repeated(500, "a#: firms { totalCount } ") + "}"), "aliases"},
		{"root fields", query("{ " + strings.Repeat("firms { totalCount } ", 900) + "}"), "roots"},
		{"operations", query(repeated(790, "query q# { __typename } ")), "operations"},
		{"fragments", query("{ " + repeated(400, "...f# ") + "} " + repeated(400, "fragment f# on Query { __typename } ")), "fragments"},
		{"nested fragments", query("{ ...f0 }" + doubling(90, "Query", "", "")), "roots"},
		{"nested fragments that multiply", query("{ firm(id: \"firm:a\") { ...f0 } }" +
			doubling(30, "Firm", "a: investments(first: 1) { nodes {", "b: investments(first: 1) { nodes {")), "fields"},
		{"a fragment within itself", query("{ ...f } fragment f on Query { ...f __typename }"), "GRAPHQL_VALIDATION_FAILED"},
		{"directives", query("{ __typename " + strings.Repeat("@skip(if: false) ", 560) + "}"), "directives"},
		{"directives that are unknown", query("{ __typename " + strings.Repeat("@a ", 1900) + "}"), "directives"},
		{"overlapping fields", query("{ firm(id: \"firm:a\") { " + strings.Repeat("name ", 1900) + "} }"), "repeats"},
		{"overlapping fields with fields", query("{ firm(id: \"firm:a\") { " + strings.Repeat("investors { nodes { name } } ", 480) + "} }"), "repeats"},
		{"overlapping fields in fragments", query("{ firm(id: \"firm:a\") { " + repeated(90, "...f# ") + "} }" +
			repeated(90, " fragment f# on Firm { investors { nodes { name id city } } name city }")), "repeats"},
		{"unknown fields", query("{ firm(id: \"firm:a\") { " + repeated(1900, "naem# ") + "} }"), "GRAPHQL_VALIDATION_FAILED"},
		{"unknown arguments", query("{ firm(" + repeated(900, "idd#: 1 ") + ") { id } }"), "GRAPHQL_VALIDATION_FAILED"},
		{"variables that are declared", query("query (" + repeated(900, "$a#: Int ") + ") { __typename }"), "GRAPHQL_VALIDATION_FAILED"},
		{"variables of many ids", huge(`{"i": [` + strings.TrimSuffix(strings.Repeat(`"firm:aaaa",`, 19_000), ",") + `]}`), "INVALID_ARGUMENT"},
		{"variables of many numbers", huge(`{"i": [` + strings.TrimSuffix(strings.Repeat("1,", full/2), ",") + `]}`), "values"},
		{"variables of many conditions", huge(`{"i": [], "f": {"or": [` + strings.TrimSuffix(strings.Repeat(`{"name":{"eq":"a"}},`, 6000), ",") + `]}}`), "conditions"},
		{"variables of empty conditions", huge(`{"i": [], "f": {"or": [` + strings.TrimSuffix(strings.Repeat(`{},`, full/3), ",") + `]}}`), "values"},
		{"variables that are deep", huge(`{"i": [], "f": ` + strings.Repeat(`{"not":`, 9000) + "{}" + strings.Repeat("}", 9000) + `}`), "nesting"},
		{"variables that are nothing known", huge(`{"x": [` + strings.TrimSuffix(strings.Repeat("[],", 9900), ",") + `]}`), "GRAPHQL_VALIDATION_FAILED"},
		{"relationships in filters", huge(`{"i": [], "f": ` + strings.Repeat(`{"investors":{"some":{"node":{"investments":{"some":{"node":`, 16) +
			"{}" + strings.Repeat("}}}}}}", 16) + `}`), "relationships"},
		{"objects", query("{ firms(first: 1000) { nodes { investors(first: 1000) { nodes { investments(first: 1000) { nodes { id } } } } } } }"), "objects"},
		{"introspection that is deep", query("{ __schema { types { " + nested(20, "fields { type { ") + " } } }"), "introspection"},
		{"introspection that is wide", query("{ __schema { " + repeated(200, "t#: types { fields { args { type { fields { name } } } } } ") + "} }"), "introspection"},
		{"introspection again and again", query("{ " + repeated(40, "s#: __schema { types { fields { type { fields { name } } } } } ") + "}"), "introspection"},
	}
}

// sendAttack returns the answer's body.
func sendAttack(executor *graph.Executor, a attack) []byte {
	request := httptest.NewRequest("POST", "/", strings.NewReader(a.body))
	request.Header.Set("Content-Type", "application/json")
	recorder := httptest.NewRecorder()
	executor.ServeHTTP(recorder, request)
	return recorder.Body.Bytes()
}

// TestAttacks: each is refused by the limit that is made for it, and says its own figure.
func TestAttacks(t *testing.T) {
	executor := graph.New(graph.Config{Store: littleGiants(t)})
	for _, a := range attacks() {
		t.Run(a.name, func(t *testing.T) {
			body := sendAttack(executor, a)
			var answer struct {
				Data   json.RawMessage
				Errors []struct {
					Extensions struct {
						Code, Limit  string
						Most, Figure int
					}
				}
			}
			if err := json.Unmarshal(body, &answer); err != nil {
				t.Fatal(err)
			}
			if len(answer.Errors) == 0 || answer.Data != nil {
				t.Fatalf("it is answered: %.300s", body)
			}
			e := answer.Errors[0].Extensions
			if e.Limit != a.limit && e.Code != a.limit {
				t.Errorf("it is refused by %s %s, want %s: %.300s", e.Code, e.Limit, a.limit, body)
			}
			if e.Limit != "" && e.Figure <= e.Most {
				t.Errorf("its figure is %d, and the limit %d", e.Figure, e.Most)
			}
		})
	}
}

// TestIntrospectionPasses: what tools ask of the schema is within the limits, and can be turned off.
func TestIntrospectionPasses(t *testing.T) {
	executor := graph.New(graph.Config{Store: littleGiants(t)})
	if _, body := post(t, executor, introspection.Query, nil); !strings.HasPrefix(body, `{"data":{"__schema":{`) {
		t.Errorf("it is not answered: %.300s", body)
	}
	closed := graph.New(graph.Config{Store: littleGiants(t), NoIntrospection: true})
	for _, asked := range []string{
		introspection.Query, "{ a: __schema { __typename } }", `{ ... { __type(name: "Firm") { name } } }`,
		"{ ...f } fragment f on Query { __schema { __typename } }",
	} {
		if _, body := post(t, closed, asked, nil); !strings.Contains(body, `"INTROSPECTION_DISABLED"`) || strings.Contains(body, `"data"`) {
			t.Errorf("it is answered: %.300s", body)
		}
	}
	if _, body := post(t, closed, "{ __typename }", nil); body != `{"data":{"__typename":"Query"}}`+"\n" {
		t.Errorf("__typename: %s", body)
	}
}

// BenchmarkAttacks times what each attack costs until it is refused.
func BenchmarkAttacks(b *testing.B) {
	executor := graph.New(graph.Config{Store: littleGiants(b), Logger: slog.New(slog.NewTextHandler(io.Discard, nil))})
	for _, a := range attacks() {
		b.Run(strings.ReplaceAll(a.name, " ", "_"), func(b *testing.B) {
			for b.Loop() {
				if body := sendAttack(executor, a); !bytes.Contains(body, []byte(`"errors"`)) {
					b.Fatalf("%.300s", body)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/1000/float64(b.N), "ms/refusal")
		})
	}
}
