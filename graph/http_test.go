package graph_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/stakegraph/stakegraph/graph/engine"
	"github.com/stakegraph/stakegraph/graph/transport"
)

func TestHTTP(t *testing.T) {
	executor := serve(engine.Config{Store: littleGiants(t)})
	const query = `{"query": "{ firm(id: \"firm:uisee\") { name } }"}`
	const answer = `{"data":{"firm":{"name":"UISEE"}}}` + "\n"
	cases := []struct {
		name, method, target, contentType, accept, body string
		status                                          int
		want                                            string // a part of the answer
	}{
		{"post", "POST", "/", "application/json", "", query, 200, answer},
		{"post with a charset", "POST", "/", "application/json; charset=utf-8", "", query, 200, answer},
		{"get", "GET", "/?query=%7Bfirm(id:%22firm:uisee%22)%7Bname%7D%7D", "", "", "", 200, answer},
		{
			"get with variables", "GET",
			"/?query=query($i:ID!)%7Bfirm(id:$i)%7Bname%7D%7D&variables=%7B%22i%22:%22firm:uisee%22%7D", "", "", "", 200, answer,
		},
		{"no query", "POST", "/", "application/json", "", `{}`, 400, `"INVALID_REQUEST"`},
		{"not JSON", "POST", "/", "application/json", "", `{firm}`, 400, `"INVALID_REQUEST"`},
		{"a list", "POST", "/", "application/json", "", `[]`, 400, `"INVALID_REQUEST"`},
		{"variables that are no object", "GET", "/?query=%7B__typename%7D&variables=7", "", "", "", 400, `"INVALID_REQUEST"`},
		{"variables that are more than an object", "GET", "/?query=%7B__typename%7D&variables=%7B%7D%7B%7D", "", "", "", 400, `"INVALID_REQUEST"`},
		{"variables that are null", "POST", "/", "application/json", "", `{"query": "{ __typename }", "variables": null, "operationName": null, "extensions": null}`, 200, `{"__typename":"Query"}`},
		{"variables that are a text", "POST", "/", "application/json", "", `{"query": "{ __typename }", "variables": "x"}`, 400, "`variables` is a JSON string: send a JSON object, such as"},
		{"a query that is a number", "POST", "/", "application/json", "", `{"query": 1}`, 400, "`query` is a JSON number: send a JSON string, such as"},
		{"an operation name that is a number", "POST", "/", "application/json", "", `{"query": "{ __typename }", "operationName": 1}`, 400, "`operationName` is a JSON number: send a JSON string"},
		{"a document id that is true", "POST", "/", "application/json", "", `{"documentId": true}`, 400, "`documentId` is a JSON boolean: send a JSON string"},
		{"extensions that are a list", "POST", "/", "application/json", "", `{"query": "{ __typename }", "extensions": []}`, 400, "`extensions` is a JSON array: send a JSON object"},
		{"several requests", "POST", "/", "application/json", "", `[{"query": "{ __typename }"}]`, 400, "batches are not supported"},
		{"more than an object", "POST", "/", "application/json", "", `{"query": "{ __typename }"} {}`, 400, "the body continues after its JSON object"},
		{"nothing", "POST", "/", "application/json", "", ``, 400, "the body is empty"},
		{"a secret that is not JSON", "POST", "/", "application/json", "", `{"query": hunter2}`, 400, "the body is not valid JSON at byte 11"},
		{"not valid UTF-8", "POST", "/", "application/json", "", "{\"query\": \"{ __typename }\", \"operationName\": \"\xff\"}", 400, "not valid UTF-8"},
		{"another charset", "POST", "/", "application/json; charset=latin1", "", query, 415, `"INVALID_REQUEST"`},
		{"a form, which any page can send", "POST", "/", "application/x-www-form-urlencoded", "", "query=%7B__typename%7D", 415, `"INVALID_REQUEST"`},
		{"a body without a type", "POST", "/", "", "", query, 415, `"INVALID_REQUEST"`},
		{"an answer of another type", "POST", "/", "application/json", "text/html", query, 406, `"INVALID_REQUEST"`},
		{"a hash that is none", "POST", "/", "application/json", "", `{"documentId": "sha256:abc"}`, 200, `\"abc\" is not a hash: send the SHA-256`},
		{"a query under another name", "POST", "/", "application/json", "", `{"qery": "{ __typename }"}`, 400, `unknown key \"qery\"`},
		{"a query under another name in the address", "GET", "/?q=%7B__typename%7D", "", "", "", 400, `unknown key \"q\"`},
		{"a query without an end", "POST", "/", "application/json", "", `{"query": "{ __typename }`, 400, "unexpected end"},
		{"a query without JSON around it", "POST", "/", "application/json", "", `{ __typename }`, 400, `at byte 3: unexpected \"_\"; write a body such as`},
		{"a form", "POST", "/", "application/x-www-form-urlencoded", "", "query=%7B%7D", 415, `is \"application/x-www-form-urlencoded\": send application/json in UTF-8, with curl`},
		{"no type", "POST", "/", "", "", `{"query": "{ __typename }"}`, 415, "the Content-Type is missing"},
		{"a page", "GET", "/?query=%7B__typename%7D", "", "text/html", "", 406, "the playground is at /"},
		{"a hash without a query", "POST", "/", "application/json", "", `{"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "` + strings.Repeat("ab", 32) + `"}}}`, 200, `"PERSISTED_QUERY_NOT_FOUND"`},
		{"another type", "POST", "/", "text/plain", "", query, 415, `"INVALID_REQUEST"`},
		{"another method", "PUT", "/", "application/json", "", query, 405, `"INVALID_REQUEST"`},
		{"a key of another case", "POST", "/", "application/json", "", `{"QUERY": "{ __typename }"}`, 400, "the request has no query"},
		{"a key of another case beside", "POST", "/", "application/json", "", `{"Query": "{ nonsense }", "query": "{ __typename }", "qUERY": 1}`, 200, `{"__typename":"Query"}`},
		{"variables of another case", "POST", "/", "application/json", "", `{"query": "query ($i: ID = \"firm:uisee\") { firm(id: $i) { name } }", "Variables": {"i": "firm:sunmi"}}`, 200, answer},
		{"an operation name of another case", "POST", "/", "application/json", "", `{"query": "query a { __typename }", "operationname": "b"}`, 200, `{"__typename":"Query"}`},
		{"extensions of another case", "POST", "/", "application/json", "", `{"EXTENSIONS": {"persistedQuery": {"version": 1, "sha256Hash": "abc"}}}`, 400, "the request has no query"},
		{"an id of another case", "POST", "/", "application/json", "", `{"documentID": "abc"}`, 400, "the request has no query"},
		{"members of others", "POST", "/", "application/json", "", `{"id": [1, {"query": "{ nonsense }"}], "query": "{ __typename }", "id": 2}`, 200, `{"__typename":"Query"}`},
		{"two queries", "POST", "/", "application/json", "", `{"query": "{ __typename }", "query": "{ __typename }"}`, 400, "the body contains `query` more than once"},
		{"variables that are given twice", "POST", "/", "application/json", "", `{"query": "{ __typename }", "variables": {}, "variables": {}}`, 400, "the body contains `variables` more than once"},
		{"a name that is given twice, with an escape", "POST", "/", "application/json", "", `{"operationName": null, "query": "{ __typename }", "operation\u004eame": "a"}`, 400, "the body contains `operationName` more than once"},
		{"a key without an end", "POST", "/", "application/json", "", `{"query": "{ __typename }", "hunter2`, 400, "the body is not valid JSON at byte"},
		{"an object without an end", "POST", "/", "application/json", "", `{"query": "{ __typename }"`, 400, "the body is not valid JSON at byte"},
		{"an object with a comma at its end", "POST", "/", "application/json", "", `{"query": "{ __typename }",}`, 400, "the body is not valid JSON at byte 28"},
		{"a text", "POST", "/", "application/json", "", `"query"`, 400, "the body is not a JSON object"},
		{"null", "POST", "/", "application/json", "", `null`, 400, "the body is not a JSON object"},
		{"two queries in the address", "GET", "/?query=%7B__typename%7D&query=%7B__typename%7D", "", "", "", 400, "parameter `query` is given more than once"},
		{"variables twice in the address", "GET", "/?query=%7B__typename%7D&variables=%7B%7D&variables=", "", "", "", 400, "parameter `variables` is given more than once"},
		{"another's parameter twice in the address", "GET", "/?query=%7B__typename%7D&utm=a&utm=b", "", "", "", 200, `{"__typename":"Query"}`},
		{"an address that cannot be read", "GET", "/?query=%7B__typename%7D&variables=%7", "", "", "", 400, "parameters that cannot be parsed"},
		{"too large", "POST", "/", "application/json", "", `{"query": "` + strings.Repeat(" ", transport.MaxBody) + `"}`, 413, `"INVALID_REQUEST"`},
		{"a syntax error", "POST", "/", "application/json", "", `{"query": "{"}`, 200, `"GRAPHQL_PARSE_FAILED"`},
		{
			"a syntax error for a client of the newer type", "POST", "/", "application/json",
			"application/graphql-response+json", `{"query": "{"}`, 400, `"GRAPHQL_PARSE_FAILED"`,
		},
		{"a wrong argument", "POST", "/", "application/json", "", `{"query": "{ firms(first: -1) { totalCount } }"}`, 200, `"INVALID_ARGUMENT"}}],"data":{"firms":null}}`},
		{
			"a wrong argument for a client of the newer type", "POST", "/", "application/json",
			"application/graphql-response+json", `{"query": "{ firms(first: -1) { totalCount } }"}`, 200, `"INVALID_ARGUMENT"}}],"data":{"firms":null}}`,
		},
		{"a missing variable", "POST", "/", "application/json", "", `{"query": "query ($i: ID!) { firm(id: $i) { id } }"}`, 200, `"GRAPHQL_VALIDATION_FAILED"`},
		{"an unknown operation", "POST", "/", "application/json", "", `{"query": "query a { __typename }", "operationName": "b"}`, 200, `"GRAPHQL_VALIDATION_FAILED"`},
		{"no such operation type", "POST", "/", "application/json", "", `{"query": "mutation { a }"}`, 200, `"GRAPHQL_VALIDATION_FAILED"`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			request := httptest.NewRequest(c.method, c.target, strings.NewReader(c.body))
			request.Header.Set("Content-Type", c.contentType)
			request.Header.Set("Accept", c.accept)
			recorder := httptest.NewRecorder()
			executor.ServeHTTP(recorder, request)
			if recorder.Code != c.status || !strings.Contains(recorder.Body.String(), c.want) {
				t.Errorf("answered with %d %s, want %d and %s", recorder.Code, recorder.Body.String(), c.status, c.want)
			}
			if strings.Contains(recorder.Body.String(), `"errors"`) && strings.Contains(recorder.Body.String(), `"data"`) && !strings.Contains(c.want, `"data"`) {
				t.Errorf("a request that was not executed has data: %s", recorder.Body.String())
			}
			if strings.Contains(recorder.Body.String(), "hunter2") {
				t.Errorf("the answer repeats the body: %s", recorder.Body.String())
			}
			if vary := recorder.Header().Get("Vary"); vary != "Accept" {
				t.Errorf("Vary: %s", vary)
			}
		})
	}
}

func TestMaxBody(t *testing.T) {
	executor := engine.New(engine.Config{Store: littleGiants(t)})
	limited := served{executor, transport.New(executor, 50)}
	if got := postBody(t, limited, map[string]any{"query": "{ __typename }"}); !strings.Contains(got, `"data"`) {
		t.Errorf("a short body: %s", got)
	}
	if got := postBody(t, limited, map[string]any{"query": "{ __typename }" + strings.Repeat(" ", 50)}); !strings.Contains(got, "at most 50 bytes are allowed") {
		t.Errorf("a long body: %s", got)
	}
}

// postBody sends a body and returns that of the response.
func postBody(t *testing.T, executor served, body any) string {
	t.Helper()
	text, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	request := httptest.NewRequest("POST", "/", strings.NewReader(string(text)))
	request.Header.Set("Content-Type", "application/json")
	recorder := httptest.NewRecorder()
	executor.ServeHTTP(recorder, request)
	return recorder.Body.String()
}

// named returns a request for a document by its hash, with or without its text.
func named(hash, text string) map[string]any {
	body := map[string]any{"extensions": map[string]any{"persistedQuery": map[string]any{"version": 1, "sha256Hash": hash}}}
	if text != "" {
		body["query"] = text
	}
	return body
}

func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// TestPersistedQueries checks that a document is sent once with its hash, and then only by its hash.
func TestPersistedQueries(t *testing.T) {
	executor := serve(engine.Config{Store: littleGiants(t)})
	const text, answer = `{ firm(id: "firm:uisee") { name } }`, `{"data":{"firm":{"name":"UISEE"}}}` + "\n"
	if got := postBody(t, executor, named(hash(text), "")); !strings.Contains(got, `"PersistedQueryNotFound"`) ||
		!strings.Contains(got, `"PERSISTED_QUERY_NOT_FOUND"`) {
		t.Errorf("before it was sent: %s", got)
	}
	if got := postBody(t, executor, named(hash("something else"), text)); !strings.Contains(got, "INVALID_REQUEST") {
		t.Errorf("with another's hash: %s", got)
	}
	if got := postBody(t, executor, named(hash(text), text)); got != answer {
		t.Errorf("sent: %s", got)
	}
	if got := postBody(t, executor, named(hash(text), "")); got != answer {
		t.Errorf("by its hash: %s", got)
	}
	if got := postBody(t, executor, map[string]any{"documentId": "sha256:" + hash(text)}); got != answer {
		t.Errorf("by its document id: %s", got)
	}
	invalid := `{ nonsense }`
	postBody(t, executor, named(hash(invalid), invalid))
	if got := postBody(t, executor, named(hash(invalid), "")); !strings.Contains(got, "PersistedQueryNotFound") {
		t.Errorf("an invalid one was kept: %s", got)
	}
	old := named(hash(text), "")
	old["extensions"].(map[string]any)["persistedQuery"].(map[string]any)["version"] = 2
	if got := postBody(t, executor, old); !strings.Contains(got, "INVALID_REQUEST") {
		t.Errorf("another version: %s", got)
	}
}

// TestPersistedQueryMisses checks that the response for an unknown document is not cacheable, by GET and by POST, and
// that all other responses are unchanged.
func TestPersistedQueryMisses(t *testing.T) {
	executor := serve(engine.Config{Store: littleGiants(t)})
	const text = `{ __typename }`
	request := func(query string) *httptest.ResponseRecorder {
		values := url.Values{"extensions": {`{"persistedQuery": {"version": 1, "sha256Hash": "` + hash(text) + `"}}`}}
		if query != "" {
			values.Set("query", query)
		}
		recorder := httptest.NewRecorder()
		executor.ServeHTTP(recorder, httptest.NewRequest("GET", "/?"+values.Encode(), nil))
		return recorder
	}
	if miss := request(""); miss.Header().Get("Cache-Control") != "private, no-cache" || !strings.Contains(miss.Body.String(), "PersistedQueryNotFound") {
		t.Errorf("a miss: %v %s", miss.Header(), miss.Body)
	}
	for _, query := range []string{"{ nonsense }", text, ""} {
		if other := request(query); other.Header().Get("Cache-Control") != "" || strings.Contains(other.Body.String(), "PersistedQueryNotFound") {
			t.Errorf("%q: %v %s", query, other.Header(), other.Body)
		}
	}
}

// TestTrustedDocuments checks that trusted documents exclude all others.
func TestTrustedDocuments(t *testing.T) {
	const text, answer = `{ firm(id: "firm:uisee") { name } }`, `{"data":{"firm":{"name":"UISEE"}}}` + "\n"
	executor := serve(engine.Config{Store: littleGiants(t), Trusted: map[string]string{"FirmByID": text}})
	for name, body := range map[string]map[string]any{
		"by its hash": named(hash(text), ""), "by its hash and text": named(hash(text), text), "by its text": {"query": text},
		"by its name": {"documentId": "FirmByID"}, "by its hash as document id": {"documentId": "sha256:" + hash(text)},
	} {
		if got := postBody(t, executor, body); got != answer {
			t.Errorf("%s: %s", name, got)
		}
	}
	other := `{ firms { totalCount } }`
	for name, body := range map[string]map[string]any{
		"another": {"query": other}, "another with its hash": named(hash(other), other), "another by its hash": named(hash(other), ""),
		"another by a trusted hash": named(hash(text), other), "introspection": {"query": "{ __schema { queryType { name } } }"},
	} {
		if got := postBody(t, executor, body); !strings.Contains(got, `"DOCUMENT_NOT_TRUSTED"`) || strings.Contains(got, `"data"`) {
			t.Errorf("%s: %s", name, got)
		}
	}
}
