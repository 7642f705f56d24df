//go:build !race

package graph_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stakegraph/stakegraph/graph/engine"
	"github.com/stakegraph/stakegraph/internal/house"
)

// TestPageExamples runs every query of the pages, and compares the result with the answer below it. The READMEs use
// the built-in data, since their readers have just started the program. All other pages use the frozen copy, so that
// their examples stay correct when the data grows. The reference is left out: its examples are the cases.
func TestPageExamples(t *testing.T) {
	own := serve(engine.Config{Store: shipped(t)})
	frozen := serve(engine.Config{Store: littleGiants(t)})
	query := map[string]int{}
	for _, p := range house.Pages(t) {
		if strings.HasPrefix(p.Path, "docs/reference") {
			continue
		}
		examples, err := readExamples(p.Text)
		if err != nil {
			t.Errorf("%s: %v", p.Path, err)
		}
		query[p.Path] = len(examples)
		executor := frozen
		if strings.HasPrefix(p.Path, "README.") {
			executor = own
		}
		for _, e := range examples {
			t.Run(fmt.Sprintf("%s/Line%d", strings.ReplaceAll(p.Path, "/", "_"), e.line), func(t *testing.T) {
				_, got := post(t, executor, e.query, nil)
				if diff := cmp.Diff(indented(t, e.answer), indented(t, got)); diff != "" {
					t.Errorf("%s:%d: the answer is another one (-page +now):\n%s", p.Path, e.line, diff)
				}
			})
		}
	}
	for page, least := range map[string]int{
		"README.md": 3, "README.zh.md": 3, "docs/queries.md": 5, "docs/lists.md": 5, "docs/errors.md": 1, "docs/exposure.md": 1,
		"docs/network.md": 2, "docs/paths.md": 2, "docs/time.md": 1,
	} {
		if query[page] < least {
			t.Errorf("%s has %d examples, and %d at least are expected", page, query[page], least)
		}
	}
}

// example is a query with the answer that follows it.
type example struct {
	line          int // of the query
	query, answer string
}

// readExamples returns the GraphQL blocks of a Markdown page, each with the JSON block that must follow.
func readExamples(page string) ([]example, error) {
	var all []example
	language, begin := "", 0
	var block strings.Builder
	n := 0
	for line := range strings.Lines(page) {
		n++
		mark, isFence := strings.CutPrefix(strings.TrimSpace(line), "```")
		switch {
		case !isFence:
			block.WriteString(line)
			continue
		case mark != "":
			language, begin = mark, n
			if waiting := len(all) > 0 && all[len(all)-1].answer == ""; waiting && language != "json" {
				return nil, fmt.Errorf("line %d: the query has no answer", all[len(all)-1].line)
			}
		case language == "graphql":
			all = append(all, example{line: begin, query: block.String()})
		case language == "json" && len(all) > 0 && all[len(all)-1].answer == "":
			all[len(all)-1].answer = block.String()
		}
		block.Reset()
	}
	if len(all) > 0 && all[len(all)-1].answer == "" {
		return nil, fmt.Errorf("line %d: the query has no answer", all[len(all)-1].line)
	}
	return all, nil
}

func TestReadExamples(t *testing.T) {
	const query, answer = "Text.\n\n```graphql\n{ a }\n```\n", "\nMore text.\n\n```json\n{}\n```\n"
	got, err := readExamples("```sh\nmake\n```\n" + query + answer + answer + query + answer)
	want := []example{{6, "{ a }\n", "{}\n"}, {23, "{ a }\n", "{}\n"}}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(example{})); err != nil || diff != "" {
		t.Errorf("%v\n%s", err, diff)
	}
	for _, page := range []string{query, query + query + answer, query + "```sh\nmake\n```\n" + answer} {
		if _, err := readExamples(page); err == nil {
			t.Errorf("a query without an answer is taken:\n%s", page)
		}
	}
}

// indented formats JSON over several lines, with its keys in their order.
func indented(t *testing.T, text string) []string {
	t.Helper()
	var b bytes.Buffer
	if err := json.Indent(&b, []byte(strings.TrimSpace(text)), "", "  "); err != nil {
		t.Fatalf("not JSON: %v\n%s", err, text)
	}
	return strings.Split(b.String(), "\n")
}

// TestDataPage compares docs/data.md with the data set, which may have grown but not shrunk.
func TestDataPage(t *testing.T) {
	executor := serve(engine.Config{Store: shipped(t)})
	rows := regexp.MustCompile("(?m)^\\| `([a-zA-Z]+)` \\| ([0-9,]+) \\|$").FindAllStringSubmatch(house.ReadPage(t, "docs/data.md"), -1)
	if len(rows) < 5 {
		t.Errorf("only %d rows are found", len(rows))
	}
	for _, row := range rows {
		least, err := strconv.Atoi(strings.ReplaceAll(row[2], ",", ""))
		if err != nil {
			t.Fatal(err)
		}
		_, answer := post(t, executor, "{ list: "+row[1]+" { totalCount } }", nil)
		var got struct {
			Data struct{ List struct{ TotalCount int } }
		}
		if err := json.Unmarshal([]byte(answer), &got); err != nil || got.Data.List.TotalCount <= least {
			t.Errorf("%s: more than %d are promised: %s", row[1], least, answer)
		}
	}
}
