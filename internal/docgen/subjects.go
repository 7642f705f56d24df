package main

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/vektah/gqlparser/v2/ast"
)

// subject is a page of types that no chapter describes: those whose names begin with one of its words.
type subject struct {
	title string
	words []string
}

var subjects = []subject{
	{"Root fields and nodes", []string{"Query", "Node"}},
	{"Firms", []string{"Firm"}},
	{"People", []string{"Person"}},
	{"Investors", []string{"Investor"}},
	{"Venture funds", []string{"VCFund"}},
	{"State funds", []string{"StateFund"}},
	{"Other investors", []string{"OtherInvestor"}},
	{"Funds", []string{"Fund"}},
	{"Organisations", []string{"Organisation"}},
	{"Rounds", []string{"Round"}},
	{"Sectors", []string{"Sector"}},
	{"Programmes", []string{"Programme", "Batch", "Subsidy"}},
	{"Facts and sources", []string{"Fact", "Source", "Conflict", "HeldValue", "Relationship"}},
	{"Investments", []string{"Investment"}},
	{"Rounds of firms", []string{"Raising"}},
	{"Commitments", []string{"Commitment"}},
	{"Roles", []string{"Role"}},
	{"Designations", []string{"Designation"}},
	{"Sectors of firms", []string{"Activity"}},
	{"Sectors of sectors", []string{"Part"}},
	{"Searches", []string{"Search", "Match", "Matched", "Name"}},
	{"Paths and neighbourhoods", []string{"Path", "Neighbour", "Neighbourhood"}},
	{"State capital", []string{"Exposure", "Exposed", "StateSource"}},
	{"Networks", []string{"Network"}},
	{otherTypes, nil},
}

// otherTypes is the title of the page with all remaining types.
const otherTypes = "Other types"

// kinds has the kinds of types in their order on the page of a subject.
var kinds = []ast.DefinitionKind{ast.Object, ast.Interface, ast.Union, ast.InputObject, ast.Enum, ast.Scalar}

// subjectOf returns the title of the subject with the longest word that begins a type's name.
func subjectOf(typeName string) string {
	title, longest := otherTypes, ""
	for _, s := range subjects {
		for _, word := range s.words {
			rest, begins := strings.CutPrefix(typeName, word)
			next, _ := utf8.DecodeRuneInString(rest)
			if begins && (rest == "" || !unicode.IsLower(next)) && len(word) > len(longest) {
				title, longest = s.title, word
			}
		}
	}
	return title
}

// sections returns the types of the subject, sorted by kind and name.
func (s subject) sections(schema *ast.Schema) []section {
	var types []*ast.Definition
	for name, definition := range schema.Types {
		if !definition.BuiltIn && !inChapter(name) && subjectOf(name) == s.title {
			types = append(types, definition)
		}
	}
	slices.SortFunc(types, func(a, b *ast.Definition) int {
		return cmp.Or(cmp.Compare(slices.Index(kinds, a.Kind), slices.Index(kinds, b.Kind)), cmp.Compare(a.Name, b.Name))
	})
	all := make([]section, len(types))
	for i, definition := range types {
		all[i] = section{heading: definition.Name, text: typeText(definition), typeName: definition.Name}
	}
	return all
}
