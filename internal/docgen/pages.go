package main

import (
	"fmt"
	"path"
	"regexp"
	"strings"
)

// maxLines is the maximum length of a page.
const maxLines = 300

// folder has the pages of the reference. It is next to the page that lists them.
const folder = "reference"

// written is a comment in each page about its origin.
const written = "<!-- Written by go generate from schema.graphqls and graph/testdata/cases. -->"

// section is a part of a page that is not split: an example or a type.
type section struct {
	heading  string
	text     string // ends with an empty line
	typeName string // the type that it describes, or ""
}

func (s section) String() string { return "## " + s.heading + "\n\n" + s.text }

// page is a page of the reference.
type page struct {
	title    string
	text     string // about its subject, without an empty line; may be ""
	sections []section
}

// name returns the file name of the page in the folder of the reference.
func (p page) name() string {
	return strings.ReplaceAll(strings.ToLower(strings.ReplaceAll(p.title, ",", "")), " ", "-") + ".md"
}

// beginning returns the text of the page before its sections.
func (p page) beginning() string {
	text := "# " + p.title + "\n\n" + written + "\n\n"
	if p.text != "" {
		text += p.text + "\n\n"
	}
	return text + "[All pages of the reference](../reference.md)\n\n"
}

func (p page) String() string {
	var b strings.Builder
	b.WriteString(p.beginning())
	for _, s := range p.sections {
		b.WriteString(s.String())
	}
	return strings.TrimRight(b.String(), "\n") + "\n"
}

// split returns the page or, if it is too long, several pages of similar length.
func (p page) split() []page {
	lines := func(text string) int { return strings.Count(text, "\n") }
	room, total := maxLines-lines(p.beginning()), 0
	for _, s := range p.sections {
		total += lines(s.String())
	}
	count := max(1, (total+room-1)/room)
	share := (total + count - 1) / count
	all := []page{{title: p.title, text: p.text}}
	filled := 0
	for _, s := range p.sections {
		n, last := lines(s.String()), &all[len(all)-1]
		if len(last.sections) > 0 && (filled >= share || filled+n > room) {
			all = append(all, page{title: fmt.Sprintf("%s, part %d", p.title, len(all)+1)})
			filled, last = 0, &all[len(all)-1]
		}
		last.sections = append(last.sections, s)
		filled += n
	}
	return all
}

// typeLink matches the placeholder that link writes for the address of a type.
var typeLink = regexp.MustCompile(`\]\(type:(\w+)\)`)

// place resolves the placeholders in a text to the pages that describe the types, for a page with the given file name.
func place(text, from string, pages []page) string {
	in := map[string]string{}
	for _, p := range pages {
		for _, s := range p.sections {
			if s.typeName != "" {
				in[s.typeName] = path.Join(folder, p.name())
			}
		}
	}
	return typeLink.ReplaceAllStringFunc(text, func(found string) string {
		name := typeLink.FindStringSubmatch(found)[1]
		target := in[name]
		switch {
		case target == from:
			target = ""
		case path.Dir(from) == folder:
			target = path.Base(target)
		}
		return "](" + target + "#" + strings.ToLower(name) + ")"
	})
}
