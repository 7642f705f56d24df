package house

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
)

// TestPageLinks checks that every file that a page links to or embeds exists, and has the heading of the link's anchor.
func TestPageLinks(t *testing.T) {
	site := siteOf(t)
	found := 0
	for _, p := range Pages(t) {
		for _, link := range links(p.Text) {
			found++
			if fault := site.follow(p.Path, link); fault != "" {
				t.Errorf("%s: (%s): %s", p.Path, link, fault)
			}
		}
	}
	if found < 100 {
		t.Errorf("only %d links are found", found)
	}
}

// TestDocsAreReachable checks that every page of docs is linked from the README, or from the index page of its folder.
func TestDocsAreReachable(t *testing.T) {
	for _, fault := range unreachable(Pages(t)) {
		t.Error(fault)
	}
}

func unreachable(pages []Page) []string {
	linked := map[string]bool{}
	for _, p := range pages {
		if p.Path == "README.md" || p.Path == "docs/reference.md" {
			for _, link := range links(p.Text) {
				name, _, _ := strings.Cut(link, "#")
				linked[path.Join(path.Dir(p.Path), name)] = true
			}
		}
	}
	var faults []string
	for _, p := range pages {
		if strings.HasPrefix(p.Path, "docs/") && !linked[p.Path] {
			faults = append(faults, "README.md has no link to "+p.Path)
		}
	}
	return faults
}

func TestUnreachable(t *testing.T) {
	pages := []Page{
		{"README.md", "[a](docs/a.md#x) [b](docs/reference.md)"},
		{"docs/a.md", "[d](d.md)"},
		{"docs/reference.md", "[c](reference/c.md)"},
		{"docs/reference/c.md", ""},
		{"docs/reference/e.md", ""},
		{"docs/d.md", ""},
		{"other.md", ""},
	}
	want := []string{"README.md has no link to docs/reference/e.md", "README.md has no link to docs/d.md"}
	if diff := cmp.Diff(want, unreachable(pages)); diff != "" {
		t.Errorf("pages (-want +got):\n%s", diff)
	}
}

// site is the folder that links resolve to, with the anchors of its pages.
type site struct {
	root    string
	anchors map[string][]string
}

func siteOf(t *testing.T) site {
	t.Helper()
	s := site{Root(t), map[string][]string{}}
	for _, p := range Pages(t) {
		s.anchors[p.Path] = headings(p.Text)
	}
	return s
}

// follow returns what is wrong with a link of a page, or "".
func (s site) follow(from, link string) string {
	name, anchor, _ := strings.Cut(link, "#")
	target := from
	if name != "" {
		target = path.Join(path.Dir(from), name)
	}
	_, err := os.Stat(filepath.Join(s.root, filepath.FromSlash(target)))
	switch anchors, isPage := s.anchors[target]; {
	case err != nil:
		return "there is no " + target
	case anchor != "" && !isPage:
		return target + " has no headings"
	case anchor != "" && !slices.Contains(anchors, anchor):
		return target + " has no heading with this anchor"
	default:
		return ""
	}
}

// linkTarget matches the target of a link or an image without a title.
var linkTarget = regexp.MustCompile(`\]\(([^()\s]+)\)`)

// links returns the targets of a page's links and images that are files of the repository, in order.
func links(page string) []string {
	var all []string
	for _, match := range linkTarget.FindAllStringSubmatch(prose(page), -1) {
		if !strings.Contains(match[1], "://") && !strings.HasPrefix(match[1], "mailto:") {
			all = append(all, match[1])
		}
	}
	return all
}

// headingLink matches a link in a heading. Only its text is part of the anchor.
var headingLink = regexp.MustCompile(`\[([^\]]*)\]\([^)]*\)`)

// headings returns the anchors of a page's headings, in the form of GitHub: lower-case letters, digits, hyphens and
// underscores, with a hyphen for each space, and a number if the same anchor occurs before.
func headings(page string) []string {
	var all []string
	met := map[string]int{}
	for line := range strings.Lines(prose(page)) {
		mark, text, isHeading := strings.Cut(strings.TrimSpace(line), " ")
		if !isHeading || strings.Trim(mark, "#") != "" || len(mark) > 6 {
			continue
		}
		text = headingLink.ReplaceAllString(text, "$1")
		anchor := strings.Map(func(r rune) rune {
			switch {
			case r == ' ':
				return '-'
			case r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r):
				return unicode.ToLower(r)
			default:
				return -1
			}
		}, strings.TrimSpace(text))
		if n := met[anchor]; n > 0 {
			all = append(all, fmt.Sprintf("%s-%d", anchor, n))
		} else {
			all = append(all, anchor)
		}
		met[anchor]++
	}
	return all
}

// prose returns a page without its code blocks, in which brackets and number signs have other meanings.
func prose(page string) string {
	var b strings.Builder
	inside := false
	for line := range strings.Lines(page) {
		if strings.HasPrefix(strings.TrimSpace(line), "```") {
			inside = !inside
			continue
		}
		if !inside {
			b.WriteString(line)
		}
	}
	return b.String()
}

func TestHeadings(t *testing.T) {
	page := "# A `code` & more\n\n```sh\n# no heading\n```\n## 三个问题\n### [Linked](x.md) 5,000\n## Again\n## Again\n#no\n"
	want := []string{"a-code--more", "三个问题", "linked-5000", "again", "again-1"}
	if diff := cmp.Diff(want, headings(page)); diff != "" {
		t.Errorf("anchors (-want +got):\n%s", diff)
	}
}

func TestLinksFindFaults(t *testing.T) {
	page := "[a](docs/limits.md#limits) [b](https://example.org) ![c](none.png) [d](README.md#none) [e](graph#x)\n```\n[f](g)\n```\n"
	want := []string{"docs/limits.md#limits", "none.png", "README.md#none", "graph#x"}
	got := links(page)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("links (-want +got):\n%s", diff)
	}
	faults := []string{
		"", "there is no none.png", "README.md has no heading with this anchor", "graph has no headings",
	}
	site := siteOf(t)
	for i, link := range got {
		if fault := site.follow("CONTRIBUTING.md", link); fault != faults[i] {
			t.Errorf("%s: %q, want %q", link, fault, faults[i])
		}
	}
}
