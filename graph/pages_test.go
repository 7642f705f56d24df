package graph_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stakegraph/stakegraph/graph/engine"
)

// TestPageExamples asks every query of the pages, and compares what it gets with the answer below it. The READMEs, whose
// reader has just started the program, are about its own data; what the other pages say of their examples has to stay
// true when the data grows, so these are about the copy that never changes. The reference is left out: its examples are
// the cases.
func TestPageExamples(t *testing.T) {
	own := serve(engine.Config{Store: shipped(t)})
	frozen := serve(engine.Config{Store: littleGiants(t)})
	asked := map[string]int{}
	for _, p := range pages(t) {
		if p.path == "docs/reference.md" {
			continue
		}
		examples, err := readExamples(p.text)
		if err != nil {
			t.Errorf("%s: %v", p.path, err)
		}
		asked[p.path] = len(examples)
		executor := frozen
		if strings.HasPrefix(p.path, "README.") {
			executor = own
		}
		for _, e := range examples {
			t.Run(fmt.Sprintf("%s/Line%d", strings.ReplaceAll(p.path, "/", "_"), e.line), func(t *testing.T) {
				_, got := post(t, executor, e.query, nil)
				if diff := cmp.Diff(indented(t, e.answer), indented(t, got)); diff != "" {
					t.Errorf("%s:%d: the answer is another one (-page +now):\n%s", p.path, e.line, diff)
				}
			})
		}
	}
	for page, least := range map[string]int{
		"README.md": 3, "README.zh.md": 3, "docs/queries.md": 10, "docs/errors.md": 1, "docs/exposure.md": 1,
		"docs/network.md": 2, "docs/paths.md": 2, "docs/time.md": 1,
	} {
		if asked[page] < least {
			t.Errorf("%s has %d examples, and %d at least are expected", page, asked[page], least)
		}
	}
}

// TestChineseReadmeHasTheSameExamples holds README.zh.md to the queries, answers, commands and links of README.md.
func TestChineseReadmeHasTheSameExamples(t *testing.T) {
	english, chinese := readPage(t, "README.md"), readPage(t, "README.zh.md")
	blocks := regexp.MustCompile("(?ms)^```[a-z]+\n.*?^```$")
	if diff := cmp.Diff(blocks.FindAllString(english, -1), blocks.FindAllString(chinese, -1)); diff != "" {
		t.Errorf("blocks (-README.md +README.zh.md):\n%s", diff)
	}
	targets := func(page string) []string {
		var all []string
		for _, link := range links(page) {
			if link != "README.md" && link != "README.zh.md" {
				all = append(all, link)
			}
		}
		slices.Sort(all)
		return slices.Compact(all)
	}
	if diff := cmp.Diff(targets(english), targets(chinese)); diff != "" {
		t.Errorf("links (-README.md +README.zh.md):\n%s", diff)
	}
}

// TestReadmeIsShort: both READMEs have at most 150 lines, so that a newcomer reads all of them.
func TestReadmeIsShort(t *testing.T) {
	const most = 150
	for _, page := range []string{"README.md", "README.zh.md"} {
		if lines := strings.Count(readPage(t, page), "\n"); lines > most {
			t.Errorf("%s has %d lines, and %d are the most: a page of docs has room", page, lines, most)
		}
	}
}

// page is a page of Markdown, with its path from the root of the repository.
type page struct{ path, text string }

// pages returns all pages that people read here, but for those of other people's code.
func pages(t *testing.T) []page {
	t.Helper()
	var all []page
	root := os.DirFS(repositoryRoot(t))
	err := fs.WalkDir(root, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && name != "." && (strings.HasPrefix(entry.Name(), ".") || entry.Name() == "third_party"):
			return fs.SkipDir
		case entry.IsDir() || path.Ext(name) != ".md":
			return nil
		}
		text, err := fs.ReadFile(root, name)
		all = append(all, page{name, string(text)})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
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

// indented lays JSON out line by line, the order of its keys kept.
func indented(t *testing.T, text string) []string {
	t.Helper()
	var b bytes.Buffer
	if err := json.Indent(&b, []byte(strings.TrimSpace(text)), "", "  "); err != nil {
		t.Fatalf("not JSON: %v\n%s", err, text)
	}
	return strings.Split(b.String(), "\n")
}

// TestPageCommands: every `make` that a page names is in the Makefile.
func TestPageCommands(t *testing.T) {
	makefile := readPage(t, "Makefile")
	named := 0
	for _, p := range pages(t) {
		for _, match := range regexp.MustCompile("(?m)(?:`|^)make ([a-z0-9-]+)").FindAllStringSubmatch(p.text, -1) {
			named++
			if !strings.Contains(makefile, "\n"+match[1]+":") {
				t.Errorf("%s: there is no make %s", p.path, match[1])
			}
		}
	}
	if named < 10 {
		t.Errorf("only %d commands are found", named)
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
