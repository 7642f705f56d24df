package differential_test

import (
	"slices"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"pgregory.net/rapid"

	"github.com/stakegraph/stakegraph"
)

// document is a query whose values are all variables, so that one statement serves many sets of values.
type document struct {
	text      string
	variables []variable
	pages     []page
}

// GoString returns the text in the form in which rapid prints what it drew.
func (d document) GoString() string { return d.text }

// variable is a variable of a document, with the properties that determine suitable values.
type variable struct {
	name     string
	typ      *ast.Type
	optional bool     // null or absent means the default of its argument
	operator string   // the argument or input field with the variable as its value
	subject  subject  // the operand that the value is compared with
	length   int      // of a list whose length is part of the statement's shape; otherwise 0
	labels   []string // of the nodes with suitable ids
	values   []any    // of an enum
}

// page is a list with a cursor, whose next page can be read.
type page struct{ key, variable string }

// values returns the generator of values for the document's variables, except cursors.
func (d document) values(s *valuePool) *rapid.Generator[map[string]any] {
	return rapid.Custom(func(t *rapid.T) map[string]any {
		values := map[string]any{}
		for _, v := range d.variables {
			if value, given := s.value(t, v); given {
				values[v.name] = value
			}
		}
		return values
	})
}

// The size of a document. A step to a field with arguments uses more depth than other steps.
const (
	mostDepth   = 16
	mostPages   = 3
	stepToList  = 3
	filterDepth = 4
)

// documents generates queries by a random walk of the schema, so that later additions to the schema are covered too.
var documents = rapid.Custom(func(t *rapid.T) document { return documentTo(t, of(t, goals())) })

// documentTo draws a query that is meant to reach a target.
func documentTo(t *rapid.T, to target) document {
	// Most documents are small, since the database needs time for each part of a new statement.
	d := &draft{t: t, schema: querySchema, kinds: map[string]string{}, goal: to}
	d.parts = of(t, []int{1, 2, 2, 3, 3, 4, 5, 10}) + stepsTo(d.goal.on)["Query"]/2
	d.arrive(d.schema.Query)
	var roots []string
	for range 1 + pick(t, 3) {
		if d.parts > 0 {
			fields := fieldsOf(d.schema.Query)
			roots = append(roots, d.object(d.schema.Query, fields[d.turn(fields)], mostDepth))
		}
	}
	return d.document("{ " + strings.Join(roots, " ") + " }")
}

// document completes a draft with the given root selection set.
func (d *draft) document(selection string) document {
	var declared []string
	for _, v := range d.variables {
		declared = append(declared, "$"+v.name+": "+v.typ.String())
	}
	for _, p := range d.pages {
		declared = append(declared, "$"+p.variable+": String")
	}
	text := "query"
	if len(declared) > 0 {
		text += "(" + strings.Join(declared, ", ") + ")"
	}
	text += " " + selection
	for _, f := range d.fragments {
		text += "\nfragment " + f.name + " on " + f.on + " " + f.selection
	}
	return document{text, d.variables, d.pages}
}

var querySchema = stakegraph.NewExecutableSchema(stakegraph.Config{}).Schema()

// draft is a document under construction.
type draft struct {
	t         *rapid.T
	schema    *ast.Schema
	variables []variable
	pages     []page
	fragments []fragment
	kinds     map[string]string // the type of each response key without an alias
	by        []string          // the keys of the innermost groups
	goal      target            // the target of most choices; empty when it is reached
	aliases   int
	parts     int // how many more lists, single nodes and conditions on relationships are allowed
}

type fragment struct{ name, on, selection string }

// fieldsOf returns the fields of a type except those of introspection.
func fieldsOf(definition *ast.Definition) ast.FieldList {
	return slices.DeleteFunc(slices.Clone(definition.Fields), func(f *ast.FieldDefinition) bool {
		return strings.HasPrefix(f.Name, "__")
	})
}

func (d *draft) isLeaf(f *ast.FieldDefinition) bool {
	kind := d.schema.Types[f.Type.Name()].Kind
	return kind == ast.Scalar || kind == ast.Enum
}

// selection writes a selection set of at most the given depth.
func (d *draft) selection(definition *ast.Definition, depth int) string {
	least := 0
	if d.arrive(definition) {
		least = 2
	}
	var leaves, objects ast.FieldList
	for _, f := range fieldsOf(definition) {
		switch {
		case d.isLeaf(f):
			leaves = append(leaves, f)
		case depth >= stepToList || len(f.Arguments) == 0 && depth > 0:
			objects = append(objects, f)
		}
	}
	var parts []string
	if definition.Name == "GroupKey" {
		leaves, objects = d.keyed(leaves), d.keyed(objects)
	}
	for _, f := range d.some(leaves, 1, 4) {
		key := d.key(f, len(f.Arguments) > 0)
		arguments, _ := d.arguments(f, d.schema.Types[f.Type.Name()], key)
		parts = append(parts, key+f.Name+arguments)
	}
	if len(leaves) < 2 { // a connection: its total alone is not interesting
		least = max(least, 1)
	}
	for _, f := range d.some(objects, least, 3) {
		if d.parts > 0 || !d.isPart(definition, f) {
			parts = append(parts, d.object(definition, f, depth))
		}
	}
	parts = append(parts, d.spreads(definition, depth-1)...)
	if len(parts) == 0 || chance(d.t, 1) && pick(d.t, 4) == 0 {
		parts = append(parts, "__typename")
	}
	return "{ " + strings.Join(parts, " ") + " }"
}

// keyed draws the fields of a group's key to select: mostly those that the groups have.
func (d *draft) keyed(fields ast.FieldList) ast.FieldList {
	if chance(d.t, 1) {
		return fields
	}
	return slices.DeleteFunc(slices.Clone(fields), func(f *ast.FieldDefinition) bool {
		return !slices.ContainsFunc(d.by, func(by string) bool { return keyField(by) == f.Name })
	})
}

// some draws different fields.
func (d *draft) some(fields ast.FieldList, least, most int) ast.FieldList {
	fields = slices.Clone(fields)
	var drawn ast.FieldList
	for n := least + pick(d.t, most-least+1); n > 0 && len(fields) > 0; n-- {
		i := d.turn(fields)
		drawn = append(drawn, fields[i])
		fields = slices.Delete(fields, i, i+1)
	}
	return drawn
}

// key writes an alias if one is drawn, or if the field's name is in use for another type or other arguments.
func (d *draft) key(f *ast.FieldDefinition, alias bool) string {
	kind, taken := d.kinds[f.Name]
	switch {
	case alias || taken && kind != f.Type.String():
	case f.Name == "cursor" || !chance(d.t, 1): // cursors are read from the response by their field names
		d.kinds[f.Name] = f.Type.String()
		return ""
	}
	d.aliases++
	return "x" + strconv.Itoa(d.aliases) + ": "
}

// isPart reports whether a field counts as a part: it follows relationships or aggregates rows. The rows of a connection and
// the fields of a composite value do not count.
func (d *draft) isPart(on *ast.Definition, f *ast.FieldDefinition) bool {
	target := d.schema.Types[f.Type.Name()]
	switch {
	case on.Fields.ForName("pageInfo") != nil:
		return f.Name == "aggregate" || f.Name == "groups"
	case strings.HasSuffix(on.Name, "Aggregate"):
		return f.Name == "currencies" || f.Name == "nodes" || f.Name == "rounds"
	}
	return f.Name != "node" && (len(f.Arguments) > 0 || target.Fields.ForName("id") != nil)
}

// object writes a field whose type has a selection set.
func (d *draft) object(on *ast.Definition, f *ast.FieldDefinition, depth int) string {
	if d.isPart(on, f) {
		d.parts--
	}
	definition := d.schema.Types[f.Type.Name()]
	key := d.key(f, len(f.Arguments) > 0)
	if len(f.Arguments) == 0 {
		return key + f.Name + " " + d.selection(definition, depth-1)
	}
	pages := len(d.pages)
	arguments, by := d.arguments(f, definition, strings.TrimSuffix(key, ": "))
	outer := d.by
	if by != nil {
		d.by = by
	}
	selection := d.selection(definition, depth-stepToList)
	d.by = outer
	if len(d.pages) > pages && d.pages[pages].key+": " == key {
		selection = "{ pageInfo { startCursor endCursor } " + strings.TrimPrefix(selection, "{ ")
	}
	return key + f.Name + arguments + " " + selection
}

// spreads writes fragments, inline or named, on possible types of a type.
func (d *draft) spreads(definition *ast.Definition, depth int) []string {
	abstract := definition.Kind != ast.Object
	if depth < 1 || !abstract && !chance(d.t, 1) {
		return nil
	}
	var parts []string
	conditions := d.conditions(definition)
	goal := slices.IndexFunc(conditions, func(c *ast.Definition) bool { return abstract && c.Name == d.goal.on })
	number := pick(d.t, 3)
	if goal >= 0 {
		number = max(1, number)
	}
	for range number {
		condition := of(d.t, conditions)
		if goal >= 0 && d.goal.on != "" {
			condition = conditions[goal]
			d.parts = max(d.parts, 2) // enough to reach the target, whatever was used before
		}
		named := slices.DeleteFunc(slices.Clone(d.fragments), func(f fragment) bool { return f.on != condition.Name })
		switch {
		case len(named) > 0 && d.parts > 0 && chance(d.t, 4): // reuse a fragment
			d.parts--
			parts = append(parts, "..."+of(d.t, named).name)
		case chance(d.t, 2):
			selection := d.selection(condition, depth)
			name := "f" + strconv.Itoa(len(d.fragments))
			d.fragments = append(d.fragments, fragment{name, condition.Name, selection})
			parts = append(parts, "..."+name)
		default:
			parts = append(parts, "... on "+condition.Name+" "+d.selection(condition, depth))
		}
	}
	return parts
}

// conditions returns the possible type conditions for a type.
func (d *draft) conditions(definition *ast.Definition) []*ast.Definition {
	var all []*ast.Definition
	for _, object := range d.schema.GetPossibleTypes(definition) {
		all = append(all, object)
		for _, name := range object.Interfaces {
			all = append(all, d.schema.Types[name])
		}
	}
	slices.SortFunc(all, func(a, b *ast.Definition) int { return strings.Compare(a.Name, b.Name) })
	return slices.Compact(all)
}
