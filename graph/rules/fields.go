package rules

import (
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/core"
)

func fieldName(f *ast.FieldDefinition) string { return f.Name }

// fieldsOnCorrectType: a type has each field that is selected on it.
func fieldsOnCorrectType(observers *core.Events, add core.AddErrFunc) {
	var around map[*ast.Field]*ast.Field
	observers.OnField(func(walker *core.Walker, field *ast.Field) {
		of := field.ObjectDefinition
		if of == nil || field.Definition != nil || of.IsLeafType() { // another rule reports fields of leaves
			return
		}
		if around == nil {
			around = fieldsAround(walker.Document)
		}
		add(core.Message(`Cannot query field "%s" on type "%s".%s`, field.Name, of.Name, fieldHint(walker.Schema, of, field, around)),
			core.At(field.Position))
	})
}

// fieldHint describes where to select a field that a type does not have, or otherwise the fields of the type.
func fieldHint(schema *ast.Schema, of *ast.Definition, field *ast.Field, around map[*ast.Field]*ast.Field) string {
	name := field.Name
	if path := asType(schema, of, field); path != "" {
		return ` Use an inline fragment: "` + path + `".`
	}
	if on := having(schema, of, name); len(on) > 0 {
		hints := make([]string, len(on))
		for i, t := range on {
			hints[i] = "... on " + t + " { " + selected(schema, schema.Types[t].Fields.ForName(name)) + " }"
		}
		return " Use an inline fragment: " + oneOf(quoted(hints), "or") + "."
	}
	if path := fromPlace(schema, of, field, around); path != "" {
		return didYouMean([]string{path})
	}
	names := namesOf(of.Fields, fieldName)
	if hints := otherwise(otherFields[name], names); len(hints) > 0 {
		return didYouMean(hints)
	}
	if only := kin(schema, of, name); only != "" {
		return only
	}
	if hints := related(schema, of, name); len(hints) > 0 {
		return didYouMean(hints)
	}
	hints := below(schema, of, name)
	if len(hints) > 0 {
		hints = append(hints, alike(name, names)...)
	} else {
		hints = nearest(name, names)
	}
	if len(hints) > 0 {
		return didYouMean(hints)
	}
	return " Its fields are " + oneOf(names, "and") + "."
}
