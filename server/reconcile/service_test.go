package reconcile_test

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/stakegraph/stakegraph/graph/sqlite"
	"github.com/stakegraph/stakegraph/graph/store"
	"github.com/stakegraph/stakegraph/seed"
	"github.com/stakegraph/stakegraph/seed/frozen"
	"github.com/stakegraph/stakegraph/server/reconcile"
)

// reconciling returns a service over the frozen copy of the Little Giants.
func reconciling(t *testing.T) http.Handler {
	t.Helper()
	s, err := sqlite.Open(t.Context(), sqlite.Memory)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	if _, err := seed.Load(t.Context(), s, frozen.LittleGiants(), nil); err != nil {
		t.Fatal(err)
	}
	return reconcilingOf(s)
}

func reconcilingOf(s store.Reader) http.Handler {
	logger := slog.New(slog.NewTextHandler(io.Discard, nil))
	return reconcile.New(reconcile.Config{Store: s, Logger: logger, Timeout: 10 * time.Second, MaxBody: 1 << 16})
}

func answerOf(t *testing.T, s http.Handler, request *http.Request) *httptest.ResponseRecorder {
	t.Helper()
	answer := httptest.NewRecorder()
	s.ServeHTTP(answer, request)
	return answer
}

// schemaOf compiles one of the specification's schemas.
func schemaOf(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	compiler := jsonschema.NewCompiler()
	compiler.DefaultDraft(jsonschema.Draft7)
	compiler.UseLoader(jsonschema.SchemeURLLoader{"https": localSchemas{}, "http": localSchemas{}})
	schema, err := compiler.Compile("https://reconciliation-api.github.io/specs/0.2/schemas/" + name + ".json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// localSchemas loads the local schemas. For a schema that no response here needs it returns one that accepts
// everything.
type localSchemas struct{}

func (localSchemas) Load(address string) (any, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, err
	}
	if u.Host != "reconciliation-api.github.io" {
		return map[string]any{
			"definitions": map[string]any{"securityDefinitions": map[string]any{"additionalProperties": map[string]any{}}},
		}, nil
	}
	loaded, err := jsonschema.FileLoader{}.Load("file://" + absolute("testdata/"+filepath.Base(u.Path)))
	if schema, is := loaded.(map[string]any); is && schema["$schema"] == "http://json-schema.org/schema#" {
		delete(schema, "$schema") // it names no draft
	}
	return loaded, err
}

func absolute(path string) string {
	whole, err := filepath.Abs(path)
	if err != nil {
		return path
	}
	return whole
}

// valid validates a response against a schema.
func valid(t *testing.T, schema, answer string) {
	t.Helper()
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(answer))
	if err != nil {
		t.Fatalf("%v:\n%s", err, answer)
	}
	if err := schemaOf(t, schema).Validate(value); err != nil {
		t.Errorf("%v:\n%s", err, answer)
	}
}

func form(method, queries string) *http.Request {
	values := url.Values{"queries": {queries}}.Encode()
	if method == http.MethodGet {
		return httptest.NewRequest(method, "/reconcile?"+values, nil)
	}
	r := httptest.NewRequest(method, "/reconcile", strings.NewReader(values))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return r
}

// TestReconciliation checks that the responses are valid by the specification's schemas, and have the right
// candidates.
func TestReconciliation(t *testing.T) {
	s := reconciling(t)
	requested := func(r *http.Request) string {
		t.Helper()
		answer := answerOf(t, s, r)
		if answer.Code != http.StatusOK {
			t.Fatalf("%s: %d %s", r.URL, answer.Code, answer.Body)
		}
		return answer.Body.String()
	}
	valid(t, "manifest", requested(httptest.NewRequest(http.MethodGet, "/reconcile", nil)))
	const queries = `{
		"q0": {"query": "Unitree Robotics Co., Ltd.", "type": "Firm", "limit": 2,
			"properties": [{"pid": "city", "v": "杭州"}, {"pid": "foundedYear", "v": 2016}, {"pid": "sector", "v": [{"id": "sector:robotics", "name": "Robotics"}]}]},
		"q1": {"query": "深圳市翔宇电子有限公司", "type": ["Firm", "VCFund"], "type_strict": "any"},
		"q2": {"query": "Wu Gansha", "type": ["Firm"]},
		"q3": {"query": "Wu Gansha", "type": ["Firm"], "type_strict": "should"},
		"q4": {"properties": [{"pid": "city", "v": true}]}
	}`
	valid(t, "reconciliation-query-batch", queries)
	for _, method := range []string{http.MethodGet, http.MethodPost} {
		body := requested(form(method, queries))
		valid(t, "reconciliation-result-batch", body)
		var answer map[string]struct {
			Result []struct {
				ID    string
				Match bool
				Score float64
			}
		}
		if err := json.Unmarshal([]byte(body), &answer); err != nil {
			t.Fatal(err)
		}
		if first := answer["q0"].Result; len(first) == 0 || first[0].ID != "firm:unitree" || !first[0].Match || first[0].Score < 90 {
			t.Errorf("q0: %+v", first)
		}
		for _, r := range answer["q1"].Result {
			if r.Match {
				t.Errorf("q1: a firm of nearly the name is accepted: %+v", r)
			}
		}
		for _, r := range answer["q2"].Result {
			if r.ID == "person:wu-gansha" {
				t.Errorf("q2: a person is among the firms")
			}
		}
		if should := answer["q3"].Result; len(should) == 0 || should[0].ID != "person:wu-gansha" || should[0].Match {
			t.Errorf("q3: %+v", should)
		}
		if none := answer["q4"].Result; none == nil || len(none) > 0 {
			t.Errorf("q4: %+v", none)
		}
	}
	const extend = `{"ids": ["firm:unitree", "person:wu-gansha", "firm:absent"], "properties": [{"id": "city"}, {"id": "foundedYear"}, {"id": "sector"}]}`
	valid(t, "data-extension-query", extend)
	extended := requested(httptest.NewRequest(http.MethodGet, "/reconcile?"+url.Values{"extend": {extend}}.Encode(), nil))
	valid(t, "data-extension-response", extended)
	for _, part := range []string{
		`"city":[{"str":"Hangzhou"}],"foundedYear":[{"int":2016}],"sector":[{"id":"sector:humanoid-robots","name":"Humanoid and legged robots"}`,
		`"person:wu-gansha":{"city":[],"foundedYear":[],"sector":[]}`, `"firm:absent":{"city":[],"foundedYear":[],"sector":[]}`,
	} {
		if !strings.Contains(extended, part) {
			t.Errorf("the extension is %s, without %s", extended, part)
		}
	}
	for path, c := range map[string]struct{ schema, has string }{
		"properties?type=Firm":          {"data-extension-property-proposal", "website"},
		"properties?type=VCFund":        {"data-extension-property-proposal", "foundedYear"},
		"suggest/entity?prefix=unitr":   {"suggest-entities-response", "firm:unitree"},
		"suggest/entity?prefix=%22*":    {"suggest-entities-response", "result"},
		"suggest/type?prefix=fund":      {"suggest-types-response", "StateFund"},
		"suggest/property?prefix=found": {"suggest-properties-response", "foundedYear"},
	} {
		body := requested(httptest.NewRequest(http.MethodGet, "/reconcile/"+path, nil))
		valid(t, c.schema, body)
		if !strings.Contains(body, c.has) {
			t.Errorf("%s: %s", path, body)
		}
	}
	if page := requested(httptest.NewRequest(http.MethodGet, "/reconcile/preview?id=firm:unitree", nil)); !strings.Contains(page, "宇树科技") {
		t.Errorf("the preview is %s", page)
	}
}

// TestReconciliationRefuses checks the status of errors, and that they contain no internal details.
func TestReconciliationRefuses(t *testing.T) {
	s := reconciling(t)
	large := form(http.MethodPost, strings.Repeat("x", 1<<17))
	multipart := httptest.NewRequest(http.MethodPost, "/reconcile", strings.NewReader("x"))
	multipart.Header.Set("Content-Type", "multipart/form-data; boundary=x")
	many := map[string]any{}
	for i := range 201 {
		many[strings.Repeat("q", i+1)] = map[string]any{"query": "x"}
	}
	tooMany, err := json.Marshal(many)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		request *http.Request
		status  int
	}{
		"another method":   {httptest.NewRequest(http.MethodDelete, "/reconcile", nil), http.StatusMethodNotAllowed},
		"no JSON":          {form(http.MethodPost, "{"), http.StatusBadRequest},
		"a list":           {form(http.MethodPost, "[]"), http.StatusBadRequest},
		"two batches":      {httptest.NewRequest(http.MethodGet, "/reconcile?queries={}&queries={}", nil), http.StatusBadRequest},
		"two extensions":   {httptest.NewRequest(http.MethodGet, "/reconcile?extend={}&extend={}", nil), http.StatusBadRequest},
		"two prefixes":     {httptest.NewRequest(http.MethodGet, "/reconcile/suggest/entity?prefix=a&prefix=b", nil), http.StatusBadRequest},
		"two types":        {httptest.NewRequest(http.MethodGet, "/reconcile/properties?type=Firm&type=Person", nil), http.StatusBadRequest},
		"two ids":          {httptest.NewRequest(http.MethodGet, "/reconcile/preview?id=firm:unitree&id=firm:uisee", nil), http.StatusBadRequest},
		"too many":         {form(http.MethodPost, string(tooMany)), http.StatusBadRequest},
		"too large":        {large, http.StatusRequestEntityTooLarge},
		"another encoding": {multipart, http.StatusBadRequest},
		"no such property": {httptest.NewRequest(http.MethodGet, "/reconcile?extend="+url.QueryEscape(`{"properties":[{"id":"x"}]}`), nil), http.StatusBadRequest},
		"no id":            {httptest.NewRequest(http.MethodGet, "/reconcile/preview?id=x", nil), http.StatusBadRequest},
		"no node":          {httptest.NewRequest(http.MethodGet, "/reconcile/preview?id=firm:absent", nil), http.StatusNotFound},
	} {
		if answer := answerOf(t, s, c.request); answer.Code != c.status {
			t.Errorf("%s: %d %s, want %d", name, answer.Code, answer.Body, c.status)
		}
	}
	for extend, want := range map[string]string{
		`{"ids":[],"properties":[{"id":"colour"}]}`:             `unknown property \"colour\"; the properties are `,
		`{"ids":[],"properties":[{"id":"city"},{"id":"city"}]}`: `property \"city\" is given more than once`,
	} {
		answer := answerOf(t, s, httptest.NewRequest(http.MethodGet, "/reconcile?extend="+url.QueryEscape(extend), nil))
		if !strings.Contains(answer.Body.String(), want) {
			t.Errorf("%s: %s, want %s", extend, answer.Body, want)
		}
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	answer := answerOf(t, s, form(http.MethodPost, `{"q": {"query": "x"}}`).WithContext(ended))
	if strings.Contains(answer.Body.String(), "sqlite") {
		t.Errorf("it tells of its inside: %s", answer.Body)
	}
}
