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

// node is a type of node, or an interface of several types, with the arguments of @node.
type node struct {
	*ast.Definition
	Field, List, Called, Plural, Listed string
}

func newNode(d *ast.Definition) *node {
	said := func(argument string) string { return schema.Argument(d.Directives, "node", argument) }
	return &node{d, said("field"), said("list"), said("called"), said("plural"), said("listed")}
}

// family is the input of the templates for one kind of row. Rows are nodes, or relationships with the nodes at one end.
type family struct {
	Name    string // prefix of the names of the types
	Self    string // the name of the type that the template defines
	Node    *node
	Far     *family     // of the nodes at the far end, if rows are relationships
	End     *schema.End // if rows are relationships
	Plural  string      // the noun for rows in a sentence, without an article
	Members []member    // the fields of a row
	Totals  []total
	Kinds   []*node // the types of the rows of an interface
	Keys    ast.EnumValueList

	shared    map[string]string // prefixes of types that are shared with other families, by their suffixes
	isReached bool              // whether rows of other families lead to these nodes, whose aggregates filter and sort them
	isSingle  bool              // whether one of these nodes is a field of other types
}

// types returns the suffixes of the names of the family's types, which are also the names of their templates.
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
	if f.OfEdges() {
		types = append(types, "AggregateKey")
	}
	if len(f.Keys) > 0 {
		types = append(types, "GroupBy", "GroupConnection", "GroupEdge", "Group", "GroupFilter", "GroupOrder")
	}
	return types
}

// Type returns the name of the family's type with a suffix. It can be a type of another family.
func (f *family) Type(of string) string { return cmp.Or(f.shared[of], f.Name) + of }

// OfEdges reports whether rows are relationships.
func (f *family) OfEdges() bool { return f.End != nil }

// IsFact reports whether rows have sources and conflicts.
func (f *family) IsFact() bool { return f.OfEdges() || slices.Contains(f.Node.Interfaces, "Fact") }

// The returns the article for the relationships of a list in descriptions.
func (f *family) The() string {
	if f.OfEdges() && strings.HasPrefix(f.Self, f.Name) {
		return "the "
	}
	return ""
}

// isTotalled reports whether rows have values that can be aggregated.
func (f *family) isTotalled() bool {
	return slices.ContainsFunc(f.Members, func(m member) bool { return m.Aggregate != "" })
}

// total is an aggregate of the nodes that rows lead to.
type total struct {
	Name string  // of the field
	Of   *family // of the nodes
	Noun string
	One  string
}

// member is a field of a row, with the types of the fields with its name in the row's family. A type is empty if there is no
// such field.
type member struct {
	*ast.FieldDefinition
	Noun                                                      string
	Filter, Order, Aggregate, AggregateFilter, AggregateOrder string
}

// IsList reports whether the field is a paged list.
func (m member) IsList() bool { return m.list() != "" }

// list returns the family of a paged list, or "" for other fields.
func (m member) list() string {
	list, _ := schema.List(m.Type.Name())
	return list
}

// IsSingle reports whether the field is a single other node.
func (m member) IsSingle() bool { return strings.HasSuffix(m.Order, "FieldOrder") }

// IsValue reports whether the field is a value by which rows can be sorted.
func (m member) IsValue() bool { return m.Order != "" && !m.IsList() && !m.IsSingle() }

// noun returns the noun phrase at the beginning of a description, up to the first punctuation mark, for use in a sentence.
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
