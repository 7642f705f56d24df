package main

import (
	"fmt"
	"slices"
	"strings"
)

const preface = `# Reference

` + written + `

The reference lists the arguments and fields that all lists have in common, with examples, and every type of the schema.
[queries.md](queries.md) is the place to start.

Every list and every relationship takes the same arguments and returns the same fields: it can be filtered, sorted, read page
by page from either end, counted, summed and grouped, and so can the members of each group. A query is one database
statement. The tests run the examples on both databases, with a copy of the Little Giants that never changes; the data that comes
with the program has grown since, so your answers can have more.

`

// index returns the text of the page that lists all pages and all types.
func index(ofChapters, ofSubjects []page) string {
	var b strings.Builder
	b.WriteString(preface)
	list := func(title string, pages []page) {
		fmt.Fprintf(&b, "## %s\n\n", title)
		for _, p := range pages {
			fmt.Fprintf(&b, "- [%s](%s/%s)\n", p.title, folder, p.name())
		}
		b.WriteString("\n")
	}
	list("Lists, with examples", ofChapters)
	list("Types", ofSubjects)
	var names []string
	for _, p := range slices.Concat(ofChapters, ofSubjects) {
		for _, s := range p.sections {
			if s.typeName != "" {
				names = append(names, s.typeName)
			}
		}
	}
	slices.Sort(names)
	b.WriteString("## Types by name")
	letter := ""
	for _, name := range names {
		if name[:1] == letter {
			fmt.Fprintf(&b, ", %s", link(name))
		} else {
			letter = name[:1]
			fmt.Fprintf(&b, "\n\n%s", link(name))
		}
	}
	b.WriteString("\n")
	return b.String()
}
