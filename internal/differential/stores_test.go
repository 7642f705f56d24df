package differential_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"

	"github.com/stakegraph/stakegraph/graph/engine"
	"github.com/stakegraph/stakegraph/graph/store"
	"github.com/stakegraph/stakegraph/internal/oracle"
)

// difference is a query with different or unexpected responses of two stores.
type difference struct {
	what       string
	document   document
	variables  map[string]any
	answers    [2]string
	statements [2]string
	third      string // the answer of the oracle
}

func (d *difference) String() string {
	variables, err := json.MarshalIndent(d.variables, "", "  ")
	if err != nil {
		variables = []byte(err.Error())
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\nquery:\n%s\n\nvariables:\n%s\n", d.what, d.document.text, variables)
	for i, answer := range d.answers {
		fmt.Fprintf(&b, "\nanswer %d:\n%s\nits statement:\n%s\n", i+1, answer, d.statements[i])
	}
	b.WriteString(d.third)
	return b.String()
}

// compared has two stores with the same graph, for the same queries.
type compared struct {
	executors [2]served
	oracle    *oracle.Oracle
	counts    *counter
	close     func()
}

// compare loads a graph into two stores, and closes them if that fails.
func compare(ctx context.Context, h history, left, right store.Store, counts *counter) (*compared, error) {
	end := func() { _ = errors.Join(left.Close(), right.Close()) }
	inLeft, err := h.load(ctx, left)
	if err != nil {
		end()
		return nil, err
	}
	inRight, err := h.load(ctx, right)
	if err != nil {
		end()
		return nil, err
	}
	if !slices.Equal(inLeft, inRight) {
		end()
		return nil, fmt.Errorf("the loads count differently: %v and %v", inLeft, inRight)
	}
	quiet := slog.New(slog.DiscardHandler)
	executors := [2]served{
		serve(engine.Config{Store: left, Explainer: left, Logger: quiet}),
		serve(engine.Config{Store: right, Explainer: right, Logger: quiet}),
	}
	return &compared{executors, inMemory(h), counts, end}, nil
}

// ask runs a document, and runs it again for following pages if the response has cursors. It returns the first difference,
// or nil.
func (c *compared) ask(ctx context.Context, d document, values map[string]any) *difference {
	answer, found := c.once(ctx, d, values)
	if found != nil || answer == nil || len(d.pages) == 0 {
		return found
	}
	next := maps.Clone(values)
	for i, p := range d.pages {
		cursors := cursorsOf(answer, p.key, false, nil)
		switch {
		case len(cursors) == 0:
		case i > 0 && d.pages[i-1].key == p.key: // `before`, beside `after`
			next[p.variable] = cursors[len(cursors)-1]
		default:
			next[p.variable] = cursors[len(cursors)/2]
		}
	}
	if len(next) > len(values) {
		_, found = c.once(ctx, d, next)
	}
	return found
}

// once runs a document with one set of values and returns the data, or nil if the limit of shapes is reached.
func (c *compared) once(ctx context.Context, d document, values map[string]any) (any, *difference) {
	statement := c.statement(ctx, 1, d, values)
	if !c.counts.admits(statement) {
		return nil, nil
	}
	answers := [2]string{c.post(ctx, 0, d, values), c.post(ctx, 1, d, values)}
	answer, what := c.counts.judge(answers)
	third := ""
	if what == "" {
		what, third = c.evaluated(d, values, answers[0])
	}
	if what == "" {
		return answer, nil
	}
	return nil, &difference{what, d, values, answers, [2]string{c.statement(ctx, 0, d, values), statement}, third}
}

// statement returns the statement that a store sends to its database, or the reason why there is none.
func (c *compared) statement(ctx context.Context, i int, d document, values map[string]any) string {
	explained, err := c.executors[i].Explain(ctx, d.text, "", values)
	if err != nil {
		return "none: " + err.Error()
	}
	return explained.Statement.Text
}

func (c *compared) post(ctx context.Context, i int, d document, values map[string]any) string {
	body, err := json.Marshal(map[string]any{"query": d.text, "variables": values})
	if err != nil {
		return err.Error()
	}
	request := httptest.NewRequestWithContext(ctx, http.MethodPost, "/graphql", bytes.NewReader(body))
	request.Header.Set("Content-Type", "application/json")
	answer := httptest.NewRecorder()
	c.executors[i].ServeHTTP(answer, request)
	return answer.Body.String()
}

// cursorsOf collects the cursors of the lists with a response key, except those of nested lists.
func cursorsOf(answer any, key string, within bool, cursors []string) []string {
	switch answer := answer.(type) {
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(answer)) {
			value := answer[name]
			switch text, isText := value.(string); {
			case name == key:
				cursors = cursorsOf(value, key, true, cursors)
			case !within:
				cursors = cursorsOf(value, key, false, cursors)
			case name == "edges" || name == "pageInfo":
				cursors = cursorsOf(value, key, true, cursors)
			case isText && (name == "cursor" || name == "startCursor" || name == "endCursor"):
				cursors = append(cursors, text)
			}
		}
	case []any:
		for _, element := range answer {
			cursors = cursorsOf(element, key, within, cursors)
		}
	}
	return cursors
}
