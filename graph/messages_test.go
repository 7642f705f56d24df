package graph_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/stakegraph/stakegraph/graph/engine"
	"github.com/stakegraph/stakegraph/graph/store"
)

// TestMessages sends each invalid request of testdata/messages and compares its errors. Requests are separated by a
// blank line. Each has a document, optionally variables and the name of the operation, and the errors: the code, the
// position in the document, the path, and the message. No statement is sent for any of them.
func TestMessages(t *testing.T) {
	files, err := filepath.Glob("testdata/messages/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files: %v", err)
	}
	unused := faulty{run: func(context.Context) (*store.Record, error) {
		t.Error("a statement is sent")
		return nil, store.ErrUnavailable
	}}
	executor := serve(engine.Config{Store: unused})
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for block := range strings.SplitSeq(strings.TrimSpace(string(text)), "\n\n") {
			if !strings.HasPrefix(block, "#") {
				block = answeredMessages(t, executor, block)
			}
			got = append(got, block)
		}
		now := strings.Join(got, "\n\n") + "\n"
		if *update {
			if err := os.WriteFile(file, []byte(now), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if diff := cmp.Diff(strings.Split(string(text), "\n"), strings.Split(now, "\n")); diff != "" {
			t.Errorf("%s differs from what it gives now (go test ./graph -run TestMessages -update writes it anew):\n%s", file, diff)
		}
	}
}

// answeredMessages returns a request with its errors.
func answeredMessages(t *testing.T, executor served, block string) string {
	t.Helper()
	request := map[string]any{}
	var query, output []string
	for line := range strings.Lines(block) {
		line = strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(line, "> ") {
			continue
		}
		query = append(query, line)
		if name, is := strings.CutPrefix(line, "operation: "); is {
			request["operationName"] = name
		} else if len(query) > 1 {
			request["variables"] = json.RawMessage(line)
		} else {
			request["query"] = line
		}
	}
	body, err := json.Marshal(request)
	if err != nil {
		t.Fatalf("%v in\n%s", err, block)
	}
	sent := httptest.NewRequest("POST", "/graphql", bytes.NewReader(body))
	sent.Header.Set("Content-Type", "application/json")
	recorder := httptest.NewRecorder()
	executor.ServeHTTP(recorder, sent)
	var answer struct {
		Data   map[string]any
		Errors gqlerror.List
	}
	if err := json.Unmarshal(recorder.Body.Bytes(), &answer); err != nil {
		t.Fatalf("%v in %s", err, recorder.Body)
	}
	for name, value := range answer.Data {
		if value != nil && name != "__typename" {
			t.Errorf("it is answered: %s\n%s", block, recorder.Body)
		}
	}
	for _, e := range answer.Errors {
		where := "-"
		if len(e.Locations) > 0 {
			where = fmt.Sprintf("%d:%d", e.Locations[0].Line, e.Locations[0].Column)
		}
		output = append(output, fmt.Sprintf("> %v %s [%s] %s", e.Extensions["code"], where, e.Path, e.Message))
	}
	return strings.Join(append(query, output...), "\n")
}
