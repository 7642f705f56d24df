package differential_test

import (
	"slices"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// arguments writes a field's arguments, and returns the values of its `by`. The variable of a cursor is recorded in a page,
// since its value comes from a response.
func (d *draft) arguments(f *ast.FieldDefinition, result *ast.Definition, key string) (text string, by []string) {
	left := map[string]bool{"last": true} // arguments that exclude those used
	expected := ""
	if d.goal.on == "" && d.goal.field == "" {
		expected, d.goal.argument = d.goal.argument, ""
	}
	if left[expected] || expected != "first" && f.Arguments.ForName("last") != nil && chance(d.t, 4) {
		left = map[string]bool{"first": true}
	}
	var parts []string
	for _, a := range f.Arguments {
		required := a.Type.NonNull && a.DefaultValue == nil || a.Name == expected
		target := d.schema.Types[a.Type.Name()]
		value := ""
		switch {
		case left[a.Name]:
		case a.Name == "after" || a.Name == "before":
			if a.Name == expected || len(d.pages) < mostPages && chance(d.t, 4) {
				value = "$c" + strconv.Itoa(len(d.pages))
				d.pages = append(d.pages, page{key, value[1:]})
			}
		case a.Name == "time":
			if a.Name == expected || d.nearer(a.Type, f.Type) || chance(d.t, 2) {
				value = d.time()
			}
		case a.Name == "rows":
			value = d.rows(target)
		case target.Kind == ast.Enum && !strings.HasSuffix(target.Name, "GroupBy"):
			if a.Name == expected || chance(d.t, 3) {
				value = d.variable(variable{typ: a.Type, optional: !a.Type.NonNull, operator: a.Name, length: 1 + pick(d.t, 4)})
			}
		case target.Kind == ast.Enum && a.Type.Elem != nil:
			by = d.groupKeys(target)
			value = "[" + strings.Join(by, ", ") + "]"
		case target.Kind == ast.InputObject && a.Type.Elem != nil:
			if required || d.nearer(a.Type, f.Type) || chance(d.t, 5) {
				value = d.order(target)
			}
		case target.Kind == ast.InputObject:
			if required || d.nearer(a.Type, f.Type) || chance(d.t, 5) {
				value = d.filter(target, subject{}, filterDepth)
			}
		case required || chance(d.t, 7):
			v := variable{typ: a.Type, optional: !a.Type.NonNull, operator: a.Name, subject: subject{owner: result.Name}}
			switch a.Name {
			case "firms":
				v.subject.owner = "Firm"
			case "investors":
				v.subject.owner = "Investor"
			}
			value = d.variable(v)
		}
		if value != "" {
			parts = append(parts, a.Name+": "+value)
		}
	}
	if len(parts) == 0 {
		return "", nil
	}
	return "(" + strings.Join(parts, ", ") + ")", by
}

// rows writes the rows of a match. Each has a name and some of the other fields, with variables as values.
func (d *draft) rows(definition *ast.Definition) string {
	d.arrive(definition)
	var rows []string
	for range 1 + pick(d.t, 3) {
		var fields []string
		for _, f := range definition.Fields {
			if f.Type.NonNull || chance(d.t, 3) {
				subject := subject{property: f.Name}
				fields = append(fields, f.Name+": "+d.variable(variable{typ: f.Type, operator: "row", subject: subject}))
			}
		}
		rows = append(rows, "{"+strings.Join(fields, ", ")+"}")
	}
	return "[" + strings.Join(rows, ", ") + "]"
}

// groupKeys draws the values of `by`, with each field of the key at most once. They are part of the statement's shape.
func (d *draft) groupKeys(definition *ast.Definition) []string {
	var by, fields []string
	for range 1 + pick(d.t, 3) {
		name := of(d.t, definition.EnumValues).Name
		if field := keyField(name); !slices.Contains(fields, field) {
			by, fields = append(by, name), append(fields, field)
		}
	}
	return by
}

// keyField returns the field of GroupKey for a value of `by`.
func keyField(by string) string {
	words := strings.Split(strings.ToLower(strings.TrimSuffix(by, "_WITH_PARENTS")), "_")
	for i, word := range words[1:] {
		words[i+1] = strings.ToUpper(word[:1]) + word[1:]
	}
	return strings.Join(words, "")
}

// variable declares a variable and returns the reference to it.
func (d *draft) variable(v variable) string {
	v.name = "v" + strconv.Itoa(len(d.variables))
	if definition := d.schema.Types[v.typ.Name()]; definition.Kind == ast.Enum {
		for _, value := range definition.EnumValues {
			v.values = append(v.values, value.Name)
		}
	}
	v.labels = d.labels(v.subject.owner)
	d.variables = append(d.variables, v)
	return "$" + v.name
}

// labels returns the possible object types of a type.
func (d *draft) labels(name string) []string {
	definition := d.schema.Types[name]
	if definition == nil {
		return nil
	}
	var labels []string
	for _, object := range d.schema.GetPossibleTypes(definition) {
		labels = append(labels, object.Name)
	}
	slices.Sort(labels) // the schema has them in random order
	return labels
}

// order writes a list of sort keys, each with one field. They are part of the statement's shape, with their directions.
func (d *draft) order(definition *ast.Definition) string {
	var keys []string
	for range 1 + pick(d.t, 3) {
		keys = append(keys, d.sortKey(definition))
	}
	return "[" + strings.Join(keys, ", ") + "]"
}

// sortKey writes a sort key. If it is an aggregate, it can have a filter and a currency.
func (d *draft) sortKey(definition *ast.Definition) string {
	d.arrive(definition)
	var keys ast.FieldList
	var beside []string
	for _, f := range definition.Fields {
		target := d.schema.Types[f.Type.Name()]
		switch {
		case strings.HasSuffix(target.Name, "Filter"):
			if d.parts > 0 && (d.goal.on == target.Name || chance(d.t, 3)) {
				beside = append(beside, f.Name+": "+d.filter(target, subject{}, filterDepth-2))
			}
		case target.Kind == ast.Scalar:
			currency := variable{typ: f.Type, operator: "eq", subject: subject{part: f.Name}}
			beside = append(beside, f.Name+": "+d.variable(currency))
		case target.Fields.ForName("filter") == nil || d.parts > 0: // there is always a field that is no aggregate
			keys = append(keys, f)
		}
	}
	f := keys[d.turn(keys)]
	inner := d.schema.Types[f.Type.Name()]
	if inner.Kind == ast.InputObject {
		if inner.Fields.ForName("filter") != nil || strings.HasSuffix(inner.Name, "FieldOrder") {
			d.parts--
		}
		return "{" + strings.Join(append(beside, f.Name+": "+d.sortKey(inner)), ", ") + "}"
	}
	return "{" + strings.Join(append(beside, f.Name+": "+of(d.t, inner.EnumValues).Name), ", ") + "}"
}
