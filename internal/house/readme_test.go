package house

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestChineseReadmeHasTheSameExamples holds README.zh.md to the queries, answers, commands and links of README.md.
func TestChineseReadmeHasTheSameExamples(t *testing.T) {
	english, chinese := ReadPage(t, "README.md"), ReadPage(t, "README.zh.md")
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
		if lines := strings.Count(ReadPage(t, page), "\n"); lines > most {
			t.Errorf("%s has %d lines, and %d are the most: a page of docs has room", page, lines, most)
		}
	}
}

// TestPageCommands: every `make` that a page names is in the Makefile.
func TestPageCommands(t *testing.T) {
	makefile := ReadPage(t, "Makefile")
	named := 0
	for _, p := range Pages(t) {
		for _, match := range regexp.MustCompile("(?m)(?:`|^)make ([a-z0-9-]+)").FindAllStringSubmatch(p.Text, -1) {
			named++
			if !strings.Contains(makefile, "\n"+match[1]+":") {
				t.Errorf("%s: there is no make %s", p.Path, match[1])
			}
		}
	}
	if named < 10 {
		t.Errorf("only %d commands are found", named)
	}
}
