package main

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

// TestSplit checks that a page that is too long becomes pages of similar length, with whole sections in their order.
func TestSplit(t *testing.T) {
	for _, c := range []struct {
		sections []int // number of lines of each section
		want     []int // number of sections of each page
	}{
		{nil, []int{0}},
		{[]int{100, 100}, []int{2}},
		{[]int{200, 50, 200, 50}, []int{2, 2}},
		{[]int{280, 280, 10}, []int{1, 2}},
		{[]int{20, 280, 280, 20}, []int{1, 1, 1, 1}}, // no two of these fit a page of 292
		{[]int{1000, 10}, []int{1, 1}},               // a section is never split
	} {
		p := page{title: "P", text: "A text."}
		for i, lines := range c.sections {
			p.sections = append(p.sections, section{heading: fmt.Sprint(i), text: strings.Repeat("\n", lines-2)})
		}
		var got []int
		var sections []section
		for _, part := range p.split() {
			got = append(got, len(part.sections))
			sections = append(sections, part.sections...)
			if n := strings.Count(part.String(), "\n"); n > maxLines && len(part.sections) > 1 {
				t.Errorf("%v: a page has %d lines", c.sections, n)
			}
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%v: pages (-want +got):\n%s", c.sections, diff)
		}
		if diff := cmp.Diff(p.sections, sections, cmp.AllowUnexported(section{})); diff != "" {
			t.Errorf("%v: sections (-want +got):\n%s", c.sections, diff)
		}
	}
	parts := page{title: "P, and so on", sections: []section{{text: strings.Repeat("\n", 200)}, {text: strings.Repeat("\n", 200)}}}.split()
	if names := []string{parts[0].name(), parts[1].name()}; !cmp.Equal(names, []string{"p-and-so-on.md", "p-and-so-on-part-2.md"}) {
		t.Errorf("names: %q", names)
	}
}

// TestPlace checks that a link leads to the page that describes the type, from any page.
func TestPlace(t *testing.T) {
	pages := []page{{title: "Firms", sections: []section{{typeName: "Firm"}}}, {title: "People", sections: []section{{typeName: "Person"}}}}
	text := "[`Firm!`](type:Firm) and [`Person`](type:Person), [a](b.md)"
	for from, want := range map[string]string{
		"reference.md":        "[`Firm!`](reference/firms.md#firm) and [`Person`](reference/people.md#person), [a](b.md)",
		"reference/firms.md":  "[`Firm!`](#firm) and [`Person`](people.md#person), [a](b.md)",
		"reference/people.md": "[`Firm!`](firms.md#firm) and [`Person`](#person), [a](b.md)",
	} {
		if got := place(text, from, pages); got != want {
			t.Errorf("from %s: %s, want %s", from, got, want)
		}
	}
}

// TestSubjects checks that a type is on the page of the subject whose word begins its name, and that each word has a type.
func TestSubjects(t *testing.T) {
	for name, want := range map[string]string{
		"Firm": "Firms", "FirmFilter": "Firms", "InvestmentFirmEdge": "Investments", "Investor": "Investors", "StateFundOrder": "State funds",
		"StateSource": "State capital", "Neighbour": "Paths and neighbourhoods", "Neighbourly": otherTypes, "Decimal": otherTypes,
	} {
		if got := subjectOf(name); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
	text, err := os.ReadFile("../../schema.graphqls")
	if err != nil {
		t.Fatal(err)
	}
	schema, err := gqlparser.LoadSchema(&ast.Source{Input: string(text)})
	if err != nil {
		t.Fatal(err)
	}
	described := map[string]int{}
	for _, s := range subjects {
		sections := s.sections(schema)
		for _, section := range sections {
			described[section.typeName]++
		}
		for _, word := range s.words {
			found := false
			for name := range schema.Types {
				found = found || strings.HasPrefix(name, word)
			}
			if !found {
				t.Errorf("%s: no type begins with %s", s.title, word)
			}
		}
	}
	for _, c := range chapters {
		for _, name := range c.types {
			described[name]++
		}
	}
	for name, definition := range schema.Types {
		if !definition.BuiltIn && described[name] != 1 {
			t.Errorf("%s is described %d times", name, described[name])
		}
	}
}
