package reconcile_test

import (
	"encoding/json"
	"math"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// batchAnswer is the response to a batch of queries.
type batchAnswer map[string]struct {
	Result []struct {
		ID       string
		Score    float64
		Features []struct {
			ID    string
			Value float64
		}
	}
	Error string
}

func postBatch(t *testing.T, s http.Handler, queries string) batchAnswer {
	t.Helper()
	answer := answerOf(t, s, form(http.MethodPost, queries))
	if answer.Code != http.StatusOK {
		t.Fatalf("%s: %d %s", queries, answer.Code, answer.Body)
	}
	valid(t, "reconciliation-result-batch", answer.Body.String())
	var batch batchAnswer
	if err := json.Unmarshal(answer.Body.Bytes(), &batch); err != nil {
		t.Fatal(err)
	}
	return batch
}

// TestOneBadQuery checks that an invalid query of a batch has an error and no candidates, and that the others are
// answered.
func TestOneBadQuery(t *testing.T) {
	s := reconciling(t)
	for name, c := range map[string]struct{ query, why string }{
		"no such type":        {`{"query": "x", "type": "Planet"}`, `unknown type "Planet"; the types are Firm, Person`},
		"one of its types":    {`{"query": "x", "type": ["Firm", "Round"]}`, `unknown type "Round"`},
		"a type of no kind":   {`{"query": "x", "type": 1}`, "write a JSON object with `query`"},
		"a long name":         {`{"query": "` + strings.Repeat("x", 501) + `"}`, "the text has 501 bytes"},
		"a long value":        {`{"query": "x", "properties": [{"pid": "city", "v": "` + strings.Repeat("x", 501) + `"}]}`, "the text has 501 bytes"},
		"a name of no kind":   {`{"query": {}}`, "write a JSON object with `query`"},
		"a limit of no kind":  {`{"query": "x", "limit": "many"}`, "write a JSON object with `query`"},
		"properties of none":  {`{"query": "x", "properties": {"city": "y"}}`, "write a JSON object with `query`"},
		"a query of no kind":  {`"Unitree"`, "write a JSON object with `query`"},
		"a list in its place": {`[]`, "write a JSON object with `query`"},
	} {
		batch := postBatch(t, s, `{"q0": {"query": "宇树科技"}, "q1": `+c.query+`, "q2": {"query": "Unitree Robotics"}}`)
		if bad := batch["q1"]; bad.Result == nil || len(bad.Result) > 0 || !strings.Contains(bad.Error, c.why) {
			t.Errorf("%s: %+v, want %s", name, bad, c.why)
		}
		for _, key := range []string{"q0", "q2"} {
			if good := batch[key]; good.Error != "" || len(good.Result) == 0 || good.Result[0].ID != "firm:unitree" {
				t.Errorf("%s beside %s: %+v", key, name, good)
			}
		}
	}
	if alone := postBatch(t, s, `{"q": {"query": "x", "type": "Planet"}}`); alone["q"].Error == "" {
		t.Errorf("alone: %+v", alone)
	}
	if none := postBatch(t, s, `{}`); len(none) > 0 {
		t.Errorf("no queries: %+v", none)
	}
}

// TestExactMembers checks that members of a query are decoded by their exact names, whatever other members there are.
func TestExactMembers(t *testing.T) {
	batch := postBatch(t, reconciling(t), `{
		"after": {"query": "Unitree Robotics", "QUERY": "x", "Type": "Planet", "LIMIT": "many"},
		"before": {"Query": "x", "TYPE": 1, "query": "Unitree Robotics", "properties": [{"PID": "city", "pid": "none", "V": [], "v": "x"}]},
		"none": {"Query": "Unitree Robotics"}}`)
	for _, key := range []string{"after", "before"} {
		if got := batch[key]; got.Error != "" || len(got.Result) == 0 || got.Result[0].ID != "firm:unitree" {
			t.Errorf("%s: %+v", key, got)
		}
	}
	if got := batch["none"]; len(got.Result) > 0 {
		t.Errorf("none: %+v", got)
	}
}

// TestValuesOfProperties: a value is a text, a number, an entity or a list, and is compared with that property of the candidate.
func TestValuesOfProperties(t *testing.T) {
	s := reconciling(t)
	for _, c := range []struct {
		property, feature string
		value             float64 // 1 where it agrees, 0 where it differs
	}{
		{`{"pid": "city", "v": "Hangzhou"}`, "CITY", 1},
		{`{"pid": "city", "v": "Beijing"}`, "CITY", 0},
		{`{"pid": "city", "v": ["Hangzhou", "Beijing"]}`, "CITY", 1},
		{`{"pid": "city", "v": {"id": "Beijing", "name": "Hangzhou"}}`, "CITY", 1},
		{`{"pid": "city", "v": {"id": "Hangzhou", "name": ""}}`, "CITY", 1},
		{`{"pid": "sector", "v": {"name": "Humanoid and legged robots"}}`, "SECTOR", 1},
		{`{"pid": "sector", "v": "Biotechnology"}`, "SECTOR", 0},
		{`{"pid": "foundedYear", "v": 2016}`, "FOUNDED_YEAR", 1},
		{`{"pid": "foundedYear", "v": "2016"}`, "FOUNDED_YEAR", 1},
		{`{"pid": "foundedYear", "v": 1990}`, "FOUNDED_YEAR", 0},
		{`{"pid": "foundedYear", "v": "last year"}`, "", 0},
		{`{"pid": "city", "v": true}`, "", 0},
		{`{"pid": "city", "v": []}`, "", 0},
		{`{"pid": "website", "v": "Hangzhou"}`, "", 0},
	} {
		batch := postBatch(t, s, `{"q": {"query": "Unitree Robotics", "properties": [`+c.property+`]}}`)
		if got := batch["q"]; got.Error != "" || len(got.Result) == 0 || got.Result[0].ID != "firm:unitree" {
			t.Fatalf("%s: %+v", c.property, got)
		}
		features := batch["q"].Result[0].Features[1:] // behind that of the name
		isAbsent := len(features) == 0
		if isAbsent != (c.feature == "") || !isAbsent && (features[0].ID != c.feature || features[0].Value != c.value) {
			t.Errorf("%s: %+v, want %s %v", c.property, features, c.feature, c.value)
		}
	}
}

// TestScoresAreRounded checks that a score is 100 times that of the match, rounded to the nearest two decimals, not
// down.
func TestScoresAreRounded(t *testing.T) {
	batch := postBatch(t, reconciling(t), `{"q": {"query": "Unitre", "limit": 50}, "r": {"query": "Shenzhen Capital", "limit": 50}, "s": {"query": "北京科技", "limit": 50}}`)
	scores := 0
	for _, q := range batch {
		for _, r := range q.Result {
			scores++
			if hundredths := r.Score * 100; math.Abs(hundredths-math.Round(hundredths)) > 1e-6 {
				t.Errorf("%s has the score %v", r.ID, r.Score)
			}
		}
	}
	if scores == 0 {
		t.Error("there are no scores")
	}
}

// TestReconcileWithASlash checks that the service is also available with a trailing slash.
func TestReconcileWithASlash(t *testing.T) {
	s := reconciling(t)
	for _, query := range []string{"", "?queries=%7B%22q%22:%7B%22query%22:%22Unitree%22%7D%7D"} {
		plain := answerOf(t, s, httptest.NewRequest(http.MethodGet, "/reconcile"+query, nil))
		slash := answerOf(t, s, httptest.NewRequest(http.MethodGet, "/reconcile/"+query, nil))
		if plain.Code != http.StatusOK || slash.Code != plain.Code || slash.Body.String() != plain.Body.String() {
			t.Errorf("%q: %d %s, without %d %s", query, slash.Code, slash.Body, plain.Code, plain.Body)
		}
	}
	posted := form(http.MethodPost, `{"q": {"query": "宇树科技"}}`)
	posted.URL.Path = "/reconcile/"
	if answer := answerOf(t, s, posted); answer.Code != http.StatusOK || !strings.Contains(answer.Body.String(), "firm:unitree") {
		t.Errorf("by POST: %d %s", answer.Code, answer.Body)
	}
	if answer := answerOf(t, s, httptest.NewRequest(http.MethodGet, "/reconcile/nothing", nil)); answer.Code != http.StatusNotFound {
		t.Errorf("another address: %d", answer.Code)
	}
}
