package httpd

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"github.com/stakegraph/stakegraph/graph/apierror"
	"github.com/stakegraph/stakegraph/graph/store"
)

// TestMain detects leaked goroutines.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// answerOf sends a request through all routes of a given configuration, and returns the response and the log lines.
func answerOf(t *testing.T, s Config, request *http.Request) (*httptest.ResponseRecorder, []map[string]any) {
	t.Helper()
	var log bytes.Buffer
	s.Logger = slog.New(slog.NewJSONHandler(&log, nil))
	if s.GraphQL == nil {
		s.GraphQL = http.NotFoundHandler()
	}
	answer := httptest.NewRecorder()
	New(s).ServeHTTP(answer, request)
	var logged []map[string]any
	for line := range strings.Lines(log.String()) {
		entry := map[string]any{}
		if err := json.Unmarshal([]byte(line), &entry); err != nil {
			t.Fatalf("a log line is not JSON: %s", line)
		}
		logged = append(logged, entry)
	}
	return answer, logged
}

func TestRequestID(t *testing.T) {
	long := strings.Repeat("x", 64)
	for sent, stored := range map[string]bool{
		"abc-DEF_123": true, long: true, "": false, long + "x": false, "a b": false, "a\tb": false, "é": false, "a;b": false,
	} {
		request := httptest.NewRequest(http.MethodPost, "/graphql?query=secret", nil)
		request.Header.Set(requestIDHeader, sent)
		var inside string
		answer, logged := answerOf(t, Config{GraphQL: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			inside = apierror.RequestID(r.Context())
			w.WriteHeader(http.StatusTeapot)
			_, _ = w.Write([]byte("short and stout"))
		})}, request)
		id := answer.Header().Get(requestIDHeader)
		if (id == sent) != stored || !fitRequestID(id) || inside != id {
			t.Errorf("sent %q, answered %q, inside %q", sent, id, inside)
		}
		if len(logged) != 1 {
			t.Fatalf("%d log lines, want 1: %v", len(logged), logged)
		}
		want := map[string]any{
			"msg": "request", "method": "POST", "path": "/graphql", "status": float64(418), "bytes": float64(15), "requestId": id,
		}
		for key, value := range want {
			if logged[0][key] != value {
				t.Errorf("log: %s is %v, want %v", key, logged[0][key], value)
			}
		}
	}
}

// TestGraphQLPath checks that a trailing slash makes no difference, and that there is nothing below the path.
func TestGraphQLPath(t *testing.T) {
	s := Config{GraphQL: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusTeapot) })}
	for path, want := range map[string]int{
		"/graphql": http.StatusTeapot, "/graphql/": http.StatusTeapot, "/graphql/x": http.StatusNotFound, "/graphq": http.StatusNotFound,
	} {
		answer, _ := answerOf(t, s, httptest.NewRequest(http.MethodGet, path, nil))
		if answer.Code != want {
			t.Errorf("%s: %d, want %d", path, answer.Code, want)
		}
	}
	if got := routeOf("/graphql/"); got != graphqlPath {
		t.Errorf("/graphql/ is counted as %s", got)
	}
}

func TestRequestIDsDiffer(t *testing.T) {
	handler := withRequestID(http.NotFoundHandler())
	ids := map[string]bool{}
	for range 100 {
		answer := httptest.NewRecorder()
		handler.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/", nil))
		ids[answer.Header().Get(requestIDHeader)] = true
	}
	if len(ids) != 100 {
		t.Errorf("%d ids for 100 requests", len(ids))
	}
}

func TestPanicIsAnswered(t *testing.T) {
	answer, logged := answerOf(t, Config{GraphQL: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "5")
		panic("the moon is made of cheese")
	})}, httptest.NewRequest(http.MethodPost, "/graphql", nil))
	var body struct {
		Errors []struct {
			Message    string
			Extensions map[string]any
		}
	}
	if err := json.Unmarshal(answer.Body.Bytes(), &body); err != nil || len(body.Errors) != 1 {
		t.Fatalf("%s: %v", answer.Body, err)
	}
	id := answer.Header().Get(requestIDHeader)
	if e := body.Errors[0].Extensions; answer.Code != 500 || e["code"] != "INTERNAL" || e["requestId"] != id || id == "" {
		t.Errorf("%d %s, id %q", answer.Code, answer.Body, id)
	}
	if strings.Contains(answer.Body.String(), "cheese") || answer.Header().Get("Content-Length") == "5" {
		t.Errorf("the answer tells or keeps too much: %v %s", answer.Header(), answer.Body)
	}
	if len(logged) != 2 || logged[0]["cause"] != "the moon is made of cheese" || logged[0]["requestId"] != id ||
		!strings.Contains(logged[0]["stack"].(string), "routes_test.go") || logged[1]["status"] != float64(500) {
		t.Errorf("log: %v", logged)
	}
}

// TestPanicMidAnswer checks that a partial response is aborted, so that it does not look complete.
func TestPanicMidAnswer(t *testing.T) {
	defer func() {
		if cause := recover(); cause != http.ErrAbortHandler {
			t.Errorf("recovered %v, want http.ErrAbortHandler", cause)
		}
	}()
	answerOf(t, Config{GraphQL: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte(`{"data":`))
		panic("half way")
	})}, httptest.NewRequest(http.MethodPost, "/graphql", nil))
	t.Error("the answer went out as if it were whole")
}

// TestAbortedAnswer: what aborts an answer on purpose is not logged as a panic, and the connection is cut.
func TestAbortedAnswer(t *testing.T) {
	var log bytes.Buffer
	answer := httptest.NewRecorder()
	served := New(Config{
		GraphQL: http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }),
		Logger:  slog.New(slog.NewJSONHandler(&log, nil)),
	})
	defer func() {
		if cause := recover(); cause != http.ErrAbortHandler {
			t.Errorf("recovered %v, want http.ErrAbortHandler", cause)
		}
		if strings.Contains(log.String(), "cause") || answer.Body.Len() > 0 {
			t.Errorf("it is logged and answered: %s%s", &log, answer.Body)
		}
	}()
	served.ServeHTTP(answer, httptest.NewRequest(http.MethodPost, "/graphql", nil))
}

func TestReady(t *testing.T) {
	for _, c := range []struct {
		err    error
		status int
	}{{nil, http.StatusOK}, {errors.New("gone fishing"), http.StatusServiceUnavailable}} {
		ping := func(ctx context.Context) error {
			if _, bounded := ctx.Deadline(); !bounded {
				t.Error("the ping has no deadline")
			}
			return c.err
		}
		answer, logged := answerOf(t, Config{Ping: ping}, httptest.NewRequest(http.MethodGet, "/readyz", nil))
		if answer.Code != c.status || strings.Contains(answer.Body.String(), "fishing") {
			t.Errorf("ping %v: %d %s", c.err, answer.Code, answer.Body)
		}
		if reported := logged[0]["error"] == "gone fishing"; reported != (c.err != nil) {
			t.Errorf("ping %v: log %v", c.err, logged)
		}
	}
}

// TestWhyNotReady checks that the response names a remedy if the database cannot recover by itself.
func TestWhyNotReady(t *testing.T) {
	for err, says := range map[error]string{
		store.ErrReplaced:    "the database file was deleted or replaced: stop the server",
		store.ErrDamaged:     "the database is corrupt: restore it from a backup",
		store.ErrUnavailable: "the database does not respond",
	} {
		ping := func(context.Context) error { return fmt.Errorf("ping: %w", err) }
		answer, _ := answerOf(t, Config{Ping: ping}, httptest.NewRequest(http.MethodGet, "/readyz", nil))
		if answer.Code != http.StatusServiceUnavailable || !strings.HasPrefix(answer.Body.String(), says) {
			t.Errorf("%v: %d %s, want %q", err, answer.Code, answer.Body, says)
		}
	}
}

func TestRoutes(t *testing.T) {
	for _, c := range []struct {
		method, path string
		status       int
	}{
		{http.MethodGet, "/", http.StatusOK},
		{http.MethodHead, "/", http.StatusOK},
		{http.MethodPost, "/", http.StatusMethodNotAllowed},
		{http.MethodPost, "/healthz", http.StatusMethodNotAllowed},
		{http.MethodGet, "/index.html", http.StatusNotFound},
		{http.MethodGet, "/assets/", http.StatusNotFound},
		{http.MethodGet, "/graphql/", http.StatusNotFound},
		{http.MethodGet, "/healthz/more", http.StatusNotFound},
	} {
		answer, _ := answerOf(t, Config{}, httptest.NewRequest(c.method, c.path, nil))
		if answer.Code != c.status {
			t.Errorf("%s %s: %d, want %d", c.method, c.path, answer.Code, c.status)
		}
		for name, want := range map[string]string{
			"X-Content-Type-Options":  "nosniff",
			"Referrer-Policy":         "no-referrer",
			"Content-Security-Policy": "default-src 'none'",
		} {
			if got := answer.Header().Get(name); !strings.HasPrefix(got, want) {
				t.Errorf("%s %s: %s is %q, want %q", c.method, c.path, name, got, want)
			}
		}
	}
}

// TestPageMayRun checks that only the pages of the playground and of the example may run scripts in a browser.
func TestPageMayRun(t *testing.T) {
	for path, want := range map[string]bool{"/": true, "/example": true, "/healthz": false, "/graphql": false} {
		answer, _ := answerOf(t, Config{}, httptest.NewRequest(http.MethodGet, path, nil))
		if got := strings.Contains(answer.Header().Get("Content-Security-Policy"), "script-src 'self'"); got != want {
			t.Errorf("%s may run scripts: %v", path, got)
		}
	}
}
