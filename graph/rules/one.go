package rules

import (
	"slices"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/core"
)

// one checks that an object with @oneOf has exactly one field, which is not null. A variable in it is checked by
// variablesInOneOf, and unknown fields by another rule.
func (c *check) one(of *ast.Definition, v given, members []member, at *step) {
	var names []string
	for _, m := range members {
		if of.Fields.ForName(m.name) == nil {
			return
		}
		if !slices.Contains(names, m.name) { // a repeated field is reported by another rule
			names = append(names, m.name)
		}
	}
	switch {
	case len(names) == 0:
		c.wrong(at, v, "the object is empty: write exactly one field, such as "+written(v, "{"+c.firstOf(of)+"}"))
	case len(names) > 1 && c.nulls(members) > 0 && len(names)-c.nulls(members) <= 1:
		c.wrong(at, v, "the object has "+fieldsOf(names)+"; exactly one is allowed, also if others are null: omit those")
	case len(names) > 1 && listElement(at):
		c.wrong(at, v, "the object has "+fieldsOf(names)+"; exactly one is allowed: write "+c.apart(v, members, at))
	case len(names) > 1:
		c.wrong(at, v, "the object has "+fieldsOf(names)+"; exactly one is allowed: remove the others")
	case members[0].value.form() == aNull:
		c.wrong(&step{before: at, name: names[0]}, v, "null is not allowed: write a value, such as "+written(v, "{"+c.valueOf(of.Fields.ForName(names[0]))+"}"))
	}
}

// nulls returns how many fields are null.
func (c *check) nulls(members []member) (count int) {
	for _, m := range members {
		if m.value.form() == aNull {
			count++
		}
	}
	return count
}

// firstOf returns the first field of an object with a value.
func (c *check) firstOf(of *ast.Definition) string { return c.valueOf(of.Fields[0]) }

// valueOf returns a field of an object with a value that it accepts.
func (c *check) valueOf(field *ast.FieldDefinition) string {
	inner := c.schema.Types[field.Type.Name()]
	switch {
	case len(inner.EnumValues) > 0:
		return field.Name + ": " + inner.EnumValues[0].Name
	case inner.Kind == ast.InputObject:
		return field.Name + ": {" + c.required(inner) + "}"
	}
	return field.Name + ": …"
}

// required returns the fields that an object needs: one of an object with @oneOf, otherwise those that are not null.
func (c *check) required(of *ast.Definition) string {
	if of.Directives.ForName("oneOf") != nil {
		return c.firstOf(of)
	}
	var all []string
	for _, field := range of.Fields {
		if field.Type.NonNull {
			all = append(all, c.valueOf(field))
		}
	}
	return strings.Join(all, ", ")
}

// shownFields is the maximum number of fields that a message about an object names.
const shownFields = 4

func fieldsOf(names []string) string {
	count := strconv.Itoa(len(names)) + " fields, "
	if len(names) > shownFields {
		return count + strings.Join(names[:shownFields], ", ") + " and others"
	}
	return count + oneOf(names, "and")
}

// listElement reports whether a value is in an element of a list, or can be one.
func listElement(at *step) bool {
	for ; at != nil; at = at.before {
		if at.name == "" || at.name == "orderBy" {
			return true
		}
	}
	return false
}

// apart writes each field of an element of a list as an element of its own: orderBy[0].investors.by gives
// [{investors: {by: {count: ASC}}}, {investors: {by: {nodeCount: DESC}}}].
func (c *check) apart(v given, members []member, at *step) string {
	before, after := "{", "}"
	for ; at.name != "" && at.before != nil; at = at.before {
		before, after = "{"+at.name+": "+before, after+"}"
	}
	var elements []string
	for _, m := range members[:min(len(members), shownFields)] {
		elements = append(elements, before+m.name+": "+object(m.value)+after)
	}
	if len(members) > shownFields {
		elements = append(elements, "…")
	}
	return written(v, "["+strings.Join(elements, ", ")+"]")
}

// object writes a value of a sort key: a direction, or an object with one field. Larger objects are abbreviated.
func object(v given) string {
	switch v.form() {
	case aNull:
		return "ASC"
	case anObject:
		if members := v.members(); len(members) == 1 {
			return "{" + members[0].name + ": " + object(members[0].value) + "}"
		}
	case aName, aVariable:
		return shown(v)
	case aText:
		if v.literal == nil && len(v.text()) <= len("DESC_NULLS_FIRST") {
			return v.text()
		}
	case aTruth, aNumber, aList:
	default:
		panic("rules: a value of an unknown form")
	}
	return "{…}"
}

// variablesInOneOf: a variable in an object with @oneOf is never null, so that the object always has its field.
func variablesInOneOf(observers *core.Events, add core.AddErrFunc) {
	observers.OnValue(func(walker *core.Walker, value *ast.Value) {
		if value.Kind != ast.ObjectValue || value.Definition == nil || value.Definition.Directives.ForName("oneOf") == nil {
			return
		}
		for _, child := range value.Children {
			field := value.Definition.Fields.ForName(child.Name)
			if child.Value.Kind != ast.Variable || field == nil || walker.CurrentOperation == nil {
				continue
			}
			d := walker.CurrentOperation.VariableDefinitions.ForName(child.Value.Raw)
			if d == nil || d.Type.NonNull || !d.Type.IsCompatible(field.Type) { // other rules report the rest
				continue
			}
			add(core.Message(`Variable "$%s" of type "%s" used in field "%s" of "%s", which cannot be null. Define it as "$%s: %s!".`,
				d.Variable, d.Type, child.Name, value.Definition.Name, d.Variable, d.Type), core.At(child.Value.Position))
		}
	})
}
