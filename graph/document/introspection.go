package document

import (
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
)

// schemaSizes has the number of objects in each list of the introspection schema: the total for "types", otherwise the
// average for one type or field, rounded up. Types with many fields are more often the type of a field, hence
// fieldsBehind.
type schemaSizes map[string]int

const fieldsBehind = "fields behind a field"

func sizesOf(schema *ast.Schema) schemaSizes {
	var fields, squares, inputs, values, arguments, possible, withFields int
	for _, definition := range schema.Types {
		values += len(definition.EnumValues)
		if definition.Kind == ast.InputObject {
			inputs += len(definition.Fields)
			continue
		}
		if len(definition.Fields) > 0 {
			withFields++
		}
		for _, field := range definition.Fields {
			fields++
			squares += len(definition.Fields)
			arguments += len(field.Arguments)
		}
		possible += len(schema.GetPossibleTypes(definition))
	}
	types := max(len(schema.Types), 1)
	each := func(n, of int) int { return (n + of - 1) / max(of, 1) }
	return schemaSizes{
		"types": types, "directives": len(schema.Directives), "fields": each(fields, types), "inputFields": each(inputs, types),
		"enumValues": each(values, types), "args": each(arguments, max(fields, 1)), "possibleTypes": each(possible, types),
		"interfaces": 1, fieldsBehind: each(squares, max(fields, 1)),
	}
}

// Introspected estimates the number of objects of the schema that an operation reads. It visits each fragment once for
// each spread, which Limits.Steps and Limits.Fields bound.
func (r *Reader) Introspected(document *ast.QueryDocument, operation *ast.OperationDefinition) int {
	e := &introspecting{fragments: document.Fragments, sizes: r.sizes, spread: map[string]bool{}}
	return e.objects(operation.SelectionSet, false)
}

type introspecting struct {
	fragments ast.FragmentDefinitionList
	sizes     schemaSizes
	behind    int             // number of enclosing `fields`
	spread    map[string]bool // fragments being visited; a fragment within itself is rejected later
}

func (e *introspecting) objects(set ast.SelectionSet, inSchema bool) int {
	sum := 0
	for _, selection := range set {
		switch s := selection.(type) {
		case *ast.Field:
			within := inSchema || IsIntrospection(s.Name)
			if !within {
				continue
			}
			many := 1
			if n, isList := e.sizes[s.Name]; isList && inSchema {
				many = n
			}
			if s.Name == "fields" && e.behind > 0 {
				many = e.sizes[fieldsBehind]
			}
			if s.Name == "fields" {
				e.behind++
			}
			sum += many * (1 + e.objects(s.SelectionSet, true))
			if s.Name == "fields" {
				e.behind--
			}
		case *ast.InlineFragment:
			sum += e.objects(s.SelectionSet, inSchema)
		case *ast.FragmentSpread:
			if definition := e.fragments.ForName(s.Name); definition != nil && !e.spread[s.Name] {
				e.spread[s.Name] = true
				sum += e.objects(definition.SelectionSet, inSchema)
				delete(e.spread, s.Name)
			}
		}
		if sum >= saturated {
			return saturated
		}
	}
	return sum
}

// readsSchema reports whether any part of a document selects __schema or __type.
func readsSchema(document *ast.QueryDocument) bool {
	var reads func(set ast.SelectionSet) bool
	reads = func(set ast.SelectionSet) bool {
		return slices.ContainsFunc(set, func(selection ast.Selection) bool {
			switch s := selection.(type) {
			case *ast.Field:
				return IsIntrospection(s.Name) // only the root type has these fields
			case *ast.InlineFragment:
				return reads(s.SelectionSet)
			}
			return false
		})
	}
	return slices.ContainsFunc(document.Operations, func(o *ast.OperationDefinition) bool { return reads(o.SelectionSet) }) ||
		slices.ContainsFunc(document.Fragments, func(f *ast.FragmentDefinition) bool { return reads(f.SelectionSet) })
}

// IsIntrospection reports whether a root field is an introspection field.
func IsIntrospection(name string) bool { return name == "__schema" || name == "__type" }
