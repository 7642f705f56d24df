package graph_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/99designs/gqlgen/graphql/introspection"

	"github.com/stakegraph/stakegraph/graph/engine"
	"github.com/stakegraph/stakegraph/graph/sqlite"
	"github.com/stakegraph/stakegraph/graph/store"
	"github.com/stakegraph/stakegraph/graph/store/storetest"
	"github.com/stakegraph/stakegraph/internal/house"
)

const someSources = `sources{id title url publisher}`

// sameRoots returns a query of about a hundred bytes for each root. The database reads the rows once for all roots.
func sameRoots(n int) string {
	var text strings.Builder
	for i := range n {
		fmt.Fprintf(&text, `r%d: firms(first:1000, orderBy:[{investors:{by: {count:DESC}}}]){nodes{id name %[2]s investors(first:5){
			edges{announcedOn %[2]s round{id name %[2]s}}}}} `, i, someSources)
	}
	return "{" + text.String() + "}"
}

// otherRoots returns a query whose roots are each read separately.
func otherRoots(n int) string {
	var text strings.Builder
	for i := range n {
		fmt.Fprintf(&text, `r%d: firms(first:%d, orderBy:[{investors:{by: {count:DESC}}}]){nodes{id name city investors(first:5){
			edges{announcedOn node{id name city} round{id name}}}}} `, i, 1000-i)
	}
	return "{" + text.String() + "}"
}

// market returns a store with a generated graph.
func market(t *testing.T) store.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), sqlite.Memory)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	shape := storetest.Shape{Firms: 1000, Investors: 750, Investments: 4000, Seed: 1}
	if _, err := s.Load(t.Context(), shape.Fill); err != nil {
		t.Fatal(err)
	}
	return s
}

// TestAnswerLimit checks that an answer beyond the limit is refused, whether the limit is exceeded when its rows
// arrive or when the same rows are written repeatedly, and that an answer within the limit is complete.
func TestAnswerLimit(t *testing.T) {
	s := market(t)
	_, whole := post(t, serve(engine.Config{Store: s, Answer: 1 << 30}), sameRoots(1), nil)
	if strings.Contains(whole, `"errors"`) {
		t.Fatalf("%.300s", whole)
	}
	const around = len(`{"data":` + "}\n")
	fits := serve(engine.Config{Store: s, Answer: len(whole) - around})
	if _, answer := post(t, fits, sameRoots(1), nil); answer != whole {
		t.Errorf("an answer of as many bytes as there may be is %.300s", answer)
	}
	for name, c := range map[string]struct {
		query string
		limit int
	}{
		"a byte too many":      {sameRoots(1), len(whole) - around - 1},
		"many times the same":  {sameRoots(31), 2 * len(whole)},
		"roots that are read":  {otherRoots(12), len(whole) / 2},
		"already read at once": {sameRoots(1), 100_000},
	} {
		t.Run(name, func(t *testing.T) {
			status, answer := post(t, serve(engine.Config{Store: s, Answer: c.limit}), c.query, nil)
			for _, says := range []string{`"code":"LIMIT_EXCEEDED"`, `"limit":"answer"`, `"most":` + strconv.Itoa(c.limit)} {
				if !strings.Contains(answer, says) {
					t.Errorf("it does not say %s: status %d, %.300s", says, status, answer)
				}
			}
			if strings.Contains(answer, "sqlite") || strings.Contains(answer, "write") {
				t.Errorf("it tells of the inside: %.300s", answer)
			}
		})
	}
}

// TestAnswersShareMemory checks that a large answer is refused while another one occupies the memory, that a small
// one is not, and that the memory is released with the answer.
func TestAnswersShareMemory(t *testing.T) {
	e := serve(engine.Config{Store: market(t), Memory: 4 << 20, Logger: slog.New(slog.DiscardHandler)})
	slow := &delayed{ResponseRecorder: httptest.NewRecorder(), writing: make(chan struct{}), goOn: make(chan struct{})}
	answered := make(chan struct{})
	go func() {
		defer close(answered)
		e.ServeHTTP(slow, postRequest(t, sameRoots(5)))
	}()
	<-slow.writing
	status, answer := post(t, e, sameRoots(4), nil)
	if status != http.StatusServiceUnavailable || !strings.Contains(answer, `"code":"OVERLOADED"`) {
		t.Errorf("a large answer beside another: status %d, %.300s", status, answer)
	}
	small := `{ firms(first: 100) { nodes { id name } } }`
	if status, answer := post(t, e, small, nil); status != http.StatusOK || strings.Contains(answer, `"errors"`) {
		t.Errorf("a small answer beside a large one: status %d, %.300s", status, answer)
	}
	close(slow.goOn)
	<-answered
	if delayed := e.AnswerBytes(); delayed != 0 {
		t.Errorf("%d bytes are held when all is answered", delayed)
	}
	if status, answer := post(t, e, sameRoots(4), nil); status != http.StatusOK || strings.Contains(answer, `"errors"`) {
		t.Errorf("a large answer after another: status %d, %.300s", status, answer)
	}
}

// delayed is a response writer that waits before it accepts the answer.
type delayed struct {
	*httptest.ResponseRecorder
	writing, goOn chan struct{}
	once          sync.Once
}

func (h *delayed) Write(p []byte) (int, error) {
	h.once.Do(func() {
		close(h.writing)
		<-h.goOn
	})
	return h.ResponseRecorder.Write(p)
}

func (h *delayed) WriteString(s string) (int, error) { return h.Write([]byte(s)) }

func postRequest(t *testing.T, query string) *http.Request {
	t.Helper()
	body, err := json.Marshal(map[string]string{"query": query})
	if err != nil {
		t.Fatal(err)
	}
	request := httptest.NewRequest(http.MethodPost, "/graphql", bytes.NewReader(body))
	request.Header.Set("Content-Type", "application/json")
	return request
}

// TestIntrospectionInLittleMemory checks that introspection works with the minimum memory of a server.
func TestIntrospectionInLittleMemory(t *testing.T) {
	e := serve(engine.Config{Memory: 64 << 20, Answer: 8 << 20})
	for range 3 {
		if _, answer := post(t, e, introspection.Query, nil); strings.Contains(answer, `"errors"`) {
			t.Fatalf("%.300s", answer)
		}
	}
}

// TestAnswerLimitPage compares the pages with the limit of an answer.
func TestAnswerLimitPage(t *testing.T) {
	said := "(`answer` " + strconv.Itoa(engine.DefaultAnswer) + " bytes, set by `--max-answer`)"
	if page := strings.ReplaceAll(house.ReadPage(t, "docs/limits.md"), ",", ""); !strings.Contains(page, strings.ReplaceAll(said, ",", "")) {
		t.Errorf("docs/limits.md does not say %s", said)
	}
	flags := house.ReadPage(t, "docs/configuration.md")
	for flag, value := range map[string]int{"--max-answer": engine.DefaultAnswer, "--memory": engine.DefaultMemory} {
		if row := house.TableRow(flags, flag); !strings.Contains(row, fmt.Sprintf("`%dMiB`", value>>20)) {
			t.Errorf("docs/configuration.md: %s, want %d MiB", row, value>>20)
		}
	}
}
