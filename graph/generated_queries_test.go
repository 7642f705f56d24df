package graph_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/stakegraph/stakegraph"
)

// queryGenerator generates expensive queries from the schema: large pages, nested conditions, and orders and groups
// by aggregates of relationships. Some are refused, since it knows the types of arguments but not the allowed values.
type queryGenerator struct {
	schema *ast.Schema
	*rand.Rand
	room int // the number of further fields, arguments and values of the query
}

func newQueryGenerator(seed uint64) *queryGenerator {
	return &queryGenerator{
		schema: stakegraph.NewExecutableSchema(stakegraph.Config{}).Schema(), Rand: rand.New(rand.NewPCG(seed, 0)),
	}
}

// query returns a query with one to four root fields.
func (g *queryGenerator) query() string {
	g.room = 20 + g.IntN(400)
	var b strings.Builder
	b.WriteString("{")
	for i := range 1 + g.IntN(4) {
		root := g.field(g.schema.Query)
		fmt.Fprintf(&b, " r%d: %s", i, root)
	}
	b.WriteString(" }")
	return b.String()
}

// of returns true with the probability n/m.
func (g *queryGenerator) of(n, m int) bool { return g.IntN(m) < n }

// field returns a field of a type with its arguments and its selection.
func (g *queryGenerator) field(of *ast.Definition) string {
	var fields []*ast.FieldDefinition
	for _, f := range of.Fields {
		if !strings.HasPrefix(f.Name, "__") && (g.room > 0 || isScalar(g.schema.Types[f.Type.Name()])) {
			fields = append(fields, f)
		}
	}
	if len(fields) == 0 {
		return "__typename"
	}
	f := fields[g.IntN(len(fields))]
	if isScalar(g.schema.Types[f.Type.Name()]) && g.of(1, 2) {
		f = fields[g.IntN(len(fields))] // draws again, since fields with a selection cost more
	}
	g.room--
	return f.Name + g.arguments(f.Arguments) + g.selection(g.schema.Types[f.Type.Name()])
}

func isScalar(d *ast.Definition) bool { return d.Kind == ast.Scalar || d.Kind == ast.Enum }

func (g *queryGenerator) selection(of *ast.Definition) string {
	if isScalar(of) {
		return ""
	}
	var b strings.Builder
	b.WriteString(" {")
	if of.Kind == ast.Union {
		b.WriteString(" __typename")
	} else {
		for i := range 1 + g.IntN(4) {
			text := g.field(of)
			if text != "__typename" {
				text = fmt.Sprintf("f%d: %s", i, text)
			}
			b.WriteString(" " + text)
		}
	}
	b.WriteString(" }")
	return b.String()
}

// arguments sets the required arguments, and most others.
func (g *queryGenerator) arguments(of ast.ArgumentDefinitionList) string {
	var given []string
	for _, a := range of {
		if a.Name == "after" || a.Name == "before" || a.Name == "last" {
			continue // cursors come from answers
		}
		if a.Type.NonNull || g.of(2, 3) && g.room > 0 {
			given = append(given, a.Name+": "+g.value(a.Name, a.Type))
		}
	}
	if len(given) == 0 {
		return ""
	}
	return "(" + strings.Join(given, ", ") + ")"
}

// value returns a literal of a type, for an argument or a field with a name.
func (g *queryGenerator) value(name string, t *ast.Type) string {
	g.room--
	if t.Elem != nil {
		values := make([]string, 1+g.IntN(3))
		for i := range values {
			values[i] = g.value(name, t.Elem)
		}
		return "[" + strings.Join(values, ", ") + "]"
	}
	switch of := g.schema.Types[t.NamedType]; of.Kind {
	case ast.Enum:
		return of.EnumValues[g.IntN(len(of.EnumValues))].Name
	case ast.InputObject:
		return g.object(of)
	}
	pick := func(from ...string) string { return from[g.IntN(len(from))] }
	switch {
	case name == "first":
		return pick("1", "20", "100", "300", "1000", "1000")
	case t.NamedType == "ID":
		return pick(`"firm:uisee"`, `"firm:bytedance"`, `"investor:hongshan"`, `"investor:idg-capital"`, `"investor:tencent"`,
			`"investor:nmtuf"`, `"programme:little-giant"`, `"sector:semiconductors"`, `"person:wu-gansha"`)
	case t.NamedType == "Int":
		return pick("0", "1", "2", "3", "2010", "2100")
	case t.NamedType == "Boolean":
		return pick("true", "false")
	case t.NamedType == "Float":
		return pick("0.5", "0.85", "1")
	case t.NamedType == "Decimal":
		return pick(`"0"`, `"2"`, `"1000000"`, `"50"`)
	case t.NamedType == "PartialDate":
		return pick(`"2015"`, `"2020-06"`, `"2023-01-31"`)
	case name == "currency":
		return pick(`"USD"`, `"CNY"`)
	}
	return pick(`"a"`, `"Beijing"`, `"Capital"`, `"zz"`, `"科技"`, `"Series A"`)
}

// object returns an input object: one field of an order, and up to three of other types.
func (g *queryGenerator) object(of *ast.Definition) string {
	var names []string
	for _, f := range of.Fields {
		if f.Type.NonNull && f.DefaultValue == nil {
			names = append(names, f.Name)
		}
	}
	most := 3
	if strings.HasSuffix(of.Name, "Order") {
		most = 1
	}
	for range 1 + g.IntN(most) {
		f := of.Fields[g.IntN(len(of.Fields))]
		isDeep := g.schema.Types[f.Type.Name()].Kind == ast.InputObject
		if len(names) < most && !slices.Contains(names, f.Name) && (g.room > 0 || !isDeep || len(names) == 0) {
			names = append(names, f.Name)
		}
	}
	if g.room < -200 { // conditions can be nested without end
		names = nil
	}
	fields := make([]string, 0, len(names))
	for _, name := range names {
		fields = append(fields, name+": "+g.value(name, of.Fields.ForName(name).Type))
	}
	return "{" + strings.Join(fields, ", ") + "}"
}
