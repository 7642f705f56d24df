package neo4j_test

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

	"stakegraph/graph"
	"stakegraph/graph/store"
)

// difference is a query that two stores do not answer alike, or not as they should.
type difference struct {
	what       string
	document   document
	variables  map[string]any
	answers    [2]string
	statements [2]string
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
	return b.String()
}

// compared are two stores with one graph, asked the same.
type compared struct {
	executors [2]*graph.Executor
	asked     *tally
	close     func()
}

// compare loads a graph into two stores, which it closes if that fails.
func compare(ctx context.Context, h history, left, right store.Store, asked *tally) (*compared, error) {
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
	executors := [2]*graph.Executor{
		graph.New(graph.Config{Store: left, Logger: quiet}), graph.New(graph.Config{Store: right, Logger: quiet}),
	}
	return &compared{executors, asked, end}, nil
}

// ask asks a document, and asks it again for the pages that follow where the answer has cursors to read on from. It
// returns the first difference, or nil.
func (c *compared) ask(ctx context.Context, d document, values map[string]any) *difference {
	answer, found := c.once(ctx, d, values)
	if found != nil || answer == nil || len(d.pages) == 0 {
		return found
	}
	next := maps.Clone(values)
	for _, p := range d.pages {
		if cursors := cursorsOf(answer, p.key, false, nil); len(cursors) > 0 {
			next[p.variable] = cursors[len(cursors)/2]
		}
	}
	if len(next) > len(values) {
		_, found = c.once(ctx, d, next)
	}
	return found
}

// once asks a document with one set of values and returns the answer; nil where no more shapes are to be asked.
func (c *compared) once(ctx context.Context, d document, values map[string]any) (any, *difference) {
	statement := c.statement(ctx, 1, d, values)
	if !c.asked.admits(statement) {
		return nil, nil
	}
	answers := [2]string{c.post(ctx, 0, d, values), c.post(ctx, 1, d, values)}
	answer, what := c.asked.judge(answers)
	if what == "" {
		return answer, nil
	}
	return nil, &difference{what, d, values, answers, [2]string{c.statement(ctx, 0, d, values), statement}}
}

// statement returns what a store sends to its database, or why nothing.
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

// tally counts what was asked.
type tally struct {
	mostShapes int // 0: any number
	shapes     map[string]bool
	queries    int
	clean      int // answers without errors
	filled     int // and with something of the graph in them
	codes      map[string]int
}

func newTally(mostShapes int) *tally {
	return &tally{mostShapes: mostShapes, shapes: map[string]bool{}, codes: map[string]int{}}
}

// full reports whether as many shapes were asked as are to be.
func (t *tally) full() bool { return t.mostShapes > 0 && len(t.shapes) >= t.mostShapes }

// admits counts a statement's shape, unless it is a new one and there are enough.
func (t *tally) admits(statement string) bool {
	if strings.HasPrefix(statement, "none: ") {
		return true
	}
	if !t.shapes[statement] && t.full() {
		return false
	}
	t.shapes[statement] = true
	return true
}

// judge counts a pair of answers, and says what is wrong with them.
func (t *tally) judge(answers [2]string) (answer any, what string) {
	t.queries++
	if answers[0] != answers[1] {
		return nil, "the answers differ"
	}
	var decoded struct {
		Data   any
		Errors []struct{ Extensions struct{ Code string } }
	}
	if err := json.Unmarshal([]byte(answers[0]), &decoded); err != nil {
		return nil, "the answer is not JSON: " + err.Error()
	}
	for _, e := range decoded.Errors {
		t.codes[e.Extensions.Code]++
		if !slices.Contains(refusals, e.Extensions.Code) {
			return nil, "the answer is an error that no valid query should have: " + e.Extensions.Code
		}
	}
	if len(decoded.Errors) == 0 {
		t.clean++
		if fills(decoded.Data) {
			t.filled++
		}
	}
	return decoded.Data, ""
}

// refusals are the codes of errors that a query of the generator may have.
var refusals = []string{
	graph.CodeInvalidArgument, graph.CodeInvalidCursor, graph.CodeInvalidID, graph.CodeLimitExceeded,
}

// fills reports whether there is a text or a number other than 0 in an answer, and so something of the graph.
func fills(answer any) bool {
	switch answer := answer.(type) {
	case map[string]any:
		for _, value := range answer {
			if fills(value) {
				return true
			}
		}
	case []any:
		return slices.ContainsFunc(answer, fills)
	case string:
		return true
	case float64:
		return answer != 0
	}
	return false
}

// cursorsOf collects the cursors of the lists with a response key, and of no list inside these.
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
