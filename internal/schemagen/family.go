package schemagen

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/stakegraph/stakegraph/graph/schema"
)

// node is a type of node, or an interface of several, with what @node says of it.
type node struct {
	*ast.Definition
	Field, List, Called, Plural, Listed string
}

func newNode(d *ast.Definition) *node {
	said := func(argument string) string { return schema.Argument(d.Directives, "node", argument) }
	return &node{d, said("field"), said("list"), said("called"), said("plural"), said("listed")}
}

// family is what the types of one kind of row are written from: rows are nodes, or relationships with the nodes at one end.
type family struct {
	Name    string // of the types, without what they end in
	Self    string // the type that is written
	Node    *node
	Far     *family     // of the nodes at the far end, where rows are relationships
	End     *schema.End // where rows are relationships
	Plural  string      // what the rows are called in a sentence, with no article
	Members []member    // what a row states, and where it leads
	Totals  []total
	Kinds   []*node // that a row of an interface can be
	Keys    ast.EnumValueList

	shared    map[string]string // what types begin with that are not the family's own, by what they end in
	isReached bool              // whether rows of others lead here, which are filtered and sorted by what these nodes come to
	isSingle  bool              // whether one of these nodes is a field of others
}

// types returns the names of the family's types without that of the family, which are also those of their templates.
func (f *family) types() []string {
	var types []string
	if f.OfEdges() || f.Node.List != "" {
		types = append(types, "Connection", "Edge")
	}
	if f.OfEdges() {
		types = append(types, "ListFilter")
	}
	types = append(types, "Filter", "Order")
	if f.isSingle {
		types = append(types, "FieldOrder")
	}
	types = append(types, "Aggregate")
	if f.OfEdges() || f.isReached {
		types = append(types, "AggregateFilter", "AggregateOrder")
	}
	if len(f.Keys) > 0 {
		types = append(types, "GroupBy", "Group", "GroupFilter", "GroupOrder")
	}
	return types
}

// Type returns the name of one of the family's types, which can be that of another family too.
func (f *family) Type(of string) string { return cmp.Or(f.shared[of], f.Name) + of }

// OfEdges reports whether rows are relationships.
func (f *family) OfEdges() bool { return f.End != nil }

// IsFact reports whether a row has sources and conflicts.
func (f *family) IsFact() bool { return f.OfEdges() || slices.Contains(f.Node.Interfaces, "Fact") }

// The returns the article that the relationships of a list are spoken of with.
func (f *family) The() string {
	if f.OfEdges() && strings.HasPrefix(f.Self, f.Name) {
		return "the "
	}
	return ""
}

// isTotalled reports whether rows state what can be aggregated.
func (f *family) isTotalled() bool {
	return slices.ContainsFunc(f.Members, func(m member) bool { return m.Aggregate != "" })
}

// total is what nodes that rows lead to come to.
type total struct {
	Name string  // of the field
	Of   *family // of the nodes
	Noun string
	One  string
}

// member is a field of a row, with the types of the fields of its name in the row's family. They are empty where there is
// none.
type member struct {
	*ast.FieldDefinition
	Noun                                                      string
	Filter, Order, Aggregate, AggregateFilter, AggregateOrder string
}

// IsList reports whether the field is a paged list.
func (m member) IsList() bool { return m.list() != "" }

// list returns the family of a paged list, or nothing.
func (m member) list() string {
	if list, is := strings.CutSuffix(m.Type.Name(), "Connection"); is {
		return list
	}
	return ""
}

// IsSingle reports whether the field is one other node.
func (m member) IsSingle() bool { return strings.HasSuffix(m.Order, "FieldOrder") }

// IsValue reports whether the field is a value that rows are sorted by.
func (m member) IsValue() bool { return m.Order != "" && !m.IsList() && !m.IsSingle() }

// noun is what a description names: how it begins, up to the first comma or full stop, so that it can stand in a sentence.
func noun(description string) string {
	if end := strings.IndexAny(description, ".,;:"); end >= 0 {
		description = description[:end]
	}
	first, size := utf8.DecodeRuneInString(description)
	return string(unicode.ToLower(first)) + description[size:]
}

// article puts the indefinite article before a noun.
func article(noun string) string {
	if strings.ContainsAny(noun[:1], "aeiouAEIOU") {
		return "an " + noun
	}
	return "a " + noun
}
