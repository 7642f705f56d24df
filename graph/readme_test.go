package graph_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stakegraph/graph"
)

// TestReadmeExamples asks every query of the README and of the page on networks, and compares what it gets with the
// answer below it.
func TestReadmeExamples(t *testing.T) {
	executor := graph.New(graph.Config{Store: littleGiants(t)})
	for page, least := range map[string]int{"README.md": 5, "docs/network.md": 2} {
		examples, err := readExamples(readPage(t, page))
		if err != nil {
			t.Fatal(err)
		}
		if len(examples) < least {
			t.Errorf("%s: only %d examples are found", page, len(examples))
		}
		for _, e := range examples {
			t.Run(fmt.Sprintf("%s/Line%d", filepath.Base(page), e.line), func(t *testing.T) {
				_, got := post(t, executor, e.query, nil)
				if diff := cmp.Diff(indented(t, e.answer), indented(t, got)); diff != "" {
					t.Errorf("%s:%d: the answer is another one (-page +now):\n%s", page, e.line, diff)
				}
			})
		}
	}
}

// example is a query with the answer that follows it.
type example struct {
	line          int // of the query
	query, answer string
}

// readExamples returns the blocks of GraphQL in a page of Markdown, each with the block of JSON that must come next.
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

func TestReadmeReadExamples(t *testing.T) {
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

// indented lays JSON out line by line, the order of its keys kept.
func indented(t *testing.T, text string) []string {
	t.Helper()
	var b bytes.Buffer
	if err := json.Indent(&b, []byte(strings.TrimSpace(text)), "", "  "); err != nil {
		t.Fatalf("not JSON: %v\n%s", err, text)
	}
	return strings.Split(b.String(), "\n")
}

// TestReadmeCommands: every `make` that a page names is in the Makefile.
func TestReadmeCommands(t *testing.T) {
	makefile := readPage(t, "Makefile")
	for _, page := range []string{"README.md", "CONTRIBUTING.md"} {
		named := regexp.MustCompile("(?m)(?:`|^)make ([a-z0-9]+)").FindAllStringSubmatch(readPage(t, page), -1)
		if len(named) == 0 {
			t.Errorf("%s names nothing to make", page)
		}
		for _, match := range named {
			if !strings.Contains(makefile, "\n"+match[1]+":") {
				t.Errorf("%s: there is no make %s", page, match[1])
			}
		}
	}
}

// TestReadmeLinks: every file that a page links to is there.
func TestReadmeLinks(t *testing.T) {
	root := repositoryRoot(t)
	for _, page := range []string{"README.md", "CONTRIBUTING.md", "CHANGELOG.md"} {
		for _, match := range regexp.MustCompile(`\]\(([^):]+)\)`).FindAllStringSubmatch(readPage(t, page), -1) {
			if _, err := os.Stat(filepath.Join(root, match[1])); err != nil {
				t.Errorf("%s: %v", page, err)
			}
		}
	}
}

// readPage reads a file at the root of the repository.
func readPage(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(repositoryRoot(t), name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
