package house

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestChineseReadmeHasTheSameExamples compares README.zh.md with README.md: their queries, answers, commands and links.
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

// TestPagesAreShort checks that each README has at most 150 lines, and each page of docs at most 300.
func TestPagesAreShort(t *testing.T) {
	for _, fault := range tooLong(Pages(t)) {
		t.Error(fault)
	}
}

func tooLong(pages []Page) []string {
	var faults []string
	for _, p := range pages {
		most := 0
		switch {
		case strings.HasPrefix(p.Path, "README."):
			most = 150
		case strings.HasPrefix(p.Path, "docs/"):
			most = 300
		default:
			continue
		}
		if lines := strings.Count(p.Text, "\n"); lines > most {
			faults = append(faults, fmt.Sprintf("%s has %d lines, and %d are the most: it has more than one subject", p.Path, lines, most))
		}
	}
	return faults
}

func TestTooLong(t *testing.T) {
	lines := func(n int) string { return strings.Repeat("A line.\n", n) }
	want := []string{
		"README.zh.md has 151 lines, and 150 are the most: it has more than one subject",
		"docs/a/b.md has 301 lines, and 300 are the most: it has more than one subject",
	}
	got := tooLong([]Page{
		{"README.md", lines(150)},
		{"README.zh.md", lines(151)},
		{"docs/a.md", lines(300)},
		{"docs/a/b.md", lines(301)},
		{"CHANGELOG.md", lines(1000)},
	})
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("pages (-want +got):\n%s", diff)
	}
}

// TestPageCommands checks that every make target on a page is in the Makefile.
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
