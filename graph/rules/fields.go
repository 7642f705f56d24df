package rules

import (
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/core"
)

func fieldName(f *ast.FieldDefinition) string { return f.Name }

// fieldsOnCorrectType: a type has each field that is selected of it.
func fieldsOnCorrectType(observers *core.Events, add core.AddErrFunc) {
	observers.OnField(func(walker *core.Walker, field *ast.Field) {
		of := field.ObjectDefinition
		if of == nil || field.Definition != nil || of.IsLeafType() { // that a leaf has no fields is another rule's
			return
		}
		add(core.Message(`Cannot query field "%s" on type "%s".%s`, field.Name, of.Name, fieldHint(walker.Schema, of, field.Name)),
			core.At(field.Position))
	})
}

// fieldHint says where a field is to be found that a type does not have, or else which fields the type has.
func fieldHint(schema *ast.Schema, of *ast.Definition, name string) string {
	if on := having(schema, of, name); len(on) > 0 {
		hints := make([]string, len(on))
		for i, t := range on {
			hints[i] = "... on " + t + " { " + selected(schema, schema.Types[t].Fields.ForName(name)) + " }"
		}
		return " Use an inline fragment: " + oneOf(quoted(hints), "or") + "."
	}
	names := namesOf(of.Fields, fieldName)
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

// otherwiseCalled are names that other APIs have for arguments.
var otherwiseCalled = map[string]string{
	"limit": "first", "take": "first", "pageSize": "first", "skip": "after", "offset": "after", "cursor": "after",
	"where": "filter", "sort": "orderBy", "order": "orderBy", "q": "text", "query": "text",
}

// knownArgumentNames: a field and a directive have each argument that they are given.
func knownArgumentNames(observers *core.Events, add core.AddErrFunc) {
	check := func(given ast.ArgumentList, known ast.ArgumentDefinitionList, where string, at *ast.Position) {
		for _, a := range given {
			if known.ForName(a.Name) != nil {
				continue
			}
			names := namesOf(known, func(d *ast.ArgumentDefinition) string { return d.Name })
			hints := nearest(a.Name, names)
			if usual := otherwiseCalled[a.Name]; usual != "" && known.ForName(usual) != nil {
				hints = []string{usual}
			}
			allowed := " It has no arguments."
			switch {
			case len(names) == 1:
				allowed = " Its only argument is " + names[0] + "."
			case len(names) > 1:
				allowed = " Its arguments are " + oneOf(names, "and") + "."
			}
			if a.Name == "name" && known.ForName("id") != nil {
				allowed += " To find the id of a name, use search."
			}
			add(core.Message(`Unknown argument "%s" on %s.%s%s`, a.Name, where, didYouMean(hints), allowed), core.At(at))
		}
	}
	observers.OnField(func(_ *core.Walker, field *ast.Field) {
		if field.Definition != nil && field.ObjectDefinition != nil {
			where := `field "` + field.ObjectDefinition.Name + "." + field.Name + `"`
			check(field.Arguments, field.Definition.Arguments, where, field.Position)
		}
	})
	observers.OnDirective(func(_ *core.Walker, d *ast.Directive) {
		if d.Definition != nil {
			check(d.Arguments, d.Definition.Arguments, `directive "@`+d.Name+`"`, d.Position)
		}
	})
}
