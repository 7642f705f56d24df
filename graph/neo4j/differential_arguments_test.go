package neo4j_test

import (
	"slices"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// arguments writes a field's arguments. A cursor's variable is a page's: its value comes from an answer.
func (d *draft) arguments(f *ast.FieldDefinition, result *ast.Definition, key string) string {
	var parts []string
	for _, a := range f.Arguments {
		required := a.Type.NonNull && a.DefaultValue == nil
		target := d.schema.Types[a.Type.Name()]
		value := ""
		switch {
		case a.Name == "after" && result.Fields.ForName("pageInfo") != nil:
			if len(d.pages) < mostPages && chance(d.t, 3) {
				value = "$c" + strconv.Itoa(len(d.pages))
				d.pages = append(d.pages, page{key, value[1:]})
			}
		case target.Kind == ast.InputObject && a.Type.Elem != nil:
			if required || chance(d.t, 5) {
				value = d.order(target)
			}
		case target.Kind == ast.InputObject:
			if required || chance(d.t, 5) {
				value = d.filter(target, "", filterDepth)
			}
		case required || chance(d.t, 6):
			value = d.variable(variable{typ: a.Type, optional: !required, operator: a.Name, labels: d.labels(result.Name)})
		}
		if value != "" {
			parts = append(parts, a.Name+": "+value)
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "(" + strings.Join(parts, ", ") + ")"
}

// variable declares a variable and returns what names it.
func (d *draft) variable(v variable) string {
	v.name = "v" + strconv.Itoa(len(d.variables))
	if definition := d.schema.Types[v.typ.Name()]; definition.Kind == ast.Enum {
		for _, value := range definition.EnumValues {
			v.values = append(v.values, value.Name)
		}
	}
	d.variables = append(d.variables, v)
	return "$" + v.name
}

// labels returns the object types that a type stands for.
func (d *draft) labels(name string) []string {
	definition := d.schema.Types[name]
	if definition == nil {
		return nil
	}
	var labels []string
	for _, object := range d.schema.GetPossibleTypes(definition) {
		labels = append(labels, object.Name)
	}
	slices.Sort(labels) // the schema has them in no order
	return labels
}

// order writes a list of sort keys. Each has one field, and with the directions they are the statement's shape.
func (d *draft) order(definition *ast.Definition) string {
	var keys []string
	for range 1 + pick(d.t, 3) {
		keys = append(keys, d.sortKey(definition))
	}
	return "[" + strings.Join(keys, ", ") + "]"
}

func (d *draft) sortKey(definition *ast.Definition) string {
	f := of(d.t, definition.Fields)
	inner := d.schema.Types[f.Type.Name()]
	if inner.Kind == ast.InputObject {
		return "{" + f.Name + ": " + d.sortKey(inner) + "}"
	}
	return "{" + f.Name + ": " + of(d.t, inner.EnumValues).Name + "}"
}

// filter writes a value of an input type. The subject is the field whose operators these are.
func (d *draft) filter(definition *ast.Definition, subject string, depth int) string {
	var fields ast.FieldList
	for _, f := range definition.Fields {
		if depth > 0 && d.parts > 0 || d.isLeaf(f) || d.isOperators(d.schema.Types[f.Type.Name()]) {
			fields = append(fields, f)
		}
	}
	least, most := 1, 2
	if d.isOperators(definition) {
		most = 1
	}
	if chance(d.t, 1) {
		most++
	}
	if chance(d.t, 1) {
		least = 0
	}
	var parts []string
	for _, f := range d.some(fields, least, most) {
		parts = append(parts, f.Name+": "+d.condition(f, definition, subject, depth))
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

func (d *draft) condition(f *ast.FieldDefinition, on *ast.Definition, subject string, depth int) string {
	target := d.schema.Types[f.Type.Name()]
	switch {
	case target.Kind == ast.InputObject && f.Type.Elem != nil:
		var parts []string
		for range pick(d.t, 4) {
			parts = append(parts, d.filter(target, subject, depth-1))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case d.isOperators(target):
		// What an id is compared with depends on whose it is.
		return d.filter(target, on.Name+"."+f.Name, depth-1)
	case target.Kind == ast.InputObject:
		if strings.HasSuffix(target.Name, "ListFilter") {
			d.parts--
		}
		return d.filter(target, subject, depth-1)
	case f.Name == "isNull": // another condition for true than for false, not another value
		return strconv.FormatBool(chance(d.t, 4))
	}
	owner, field, _ := strings.Cut(subject, ".")
	return d.variable(variable{
		typ: f.Type, operator: f.Name, subject: field, labels: d.labels(strings.TrimSuffix(owner, "Filter")),
	})
}

// isOperators reports whether an input type has nothing but values.
func (d *draft) isOperators(definition *ast.Definition) bool {
	if definition.Kind != ast.InputObject {
		return false
	}
	for _, f := range definition.Fields {
		if !d.isLeaf(f) {
			return false
		}
	}
	return true
}
