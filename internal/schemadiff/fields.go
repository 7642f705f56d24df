package main

import "github.com/vektah/gqlparser/v2/ast"

// outputFields compares the fields of an object type or an interface. A new field breaks nothing.
func (c *comparison) outputFields(was, is *ast.Definition) {
	for _, field := range was.Fields {
		at, now := was.Name+"."+field.Name, is.Fields.ForName(field.Name)
		switch {
		case now == nil:
			c.breaks("FIELD_REMOVED", at, "it was removed")
			continue
		case !isSafeOutput(field.Type, now.Type):
			c.retyped("FIELD_CHANGED_KIND", at, field.Type, now.Type)
		}
		c.arguments(at, "", field.Arguments, now.Arguments)
	}
}

// inputFields compares the fields of an input object.
func (c *comparison) inputFields(was, is *ast.Definition) {
	for _, field := range was.Fields {
		at, now := was.Name+"."+field.Name, is.Fields.ForName(field.Name)
		switch {
		case now == nil:
			c.breaks("FIELD_REMOVED", at, "it was removed")
		case !isSafeInput(field.Type, now.Type):
			c.retyped("FIELD_CHANGED_KIND", at, field.Type, now.Type)
		default:
			c.defaults("INPUT_FIELD_", at, field.DefaultValue, now.DefaultValue, now.Type)
		}
	}
	for _, field := range is.Fields {
		switch at := was.Name + "." + field.Name; {
		case was.Fields.ForName(field.Name) != nil:
		case isRequired(field.Type, field.DefaultValue):
			c.breaks("REQUIRED_INPUT_FIELD_ADDED", at, "it was added, and is required")
		default:
			c.endangers("OPTIONAL_INPUT_FIELD_ADDED", at, "it was added")
		}
	}
}

// arguments compares the arguments of a field or a directive. The prefix of the rules' names says which.
func (c *comparison) arguments(of, prefix string, was, is ast.ArgumentDefinitionList) {
	for _, argument := range was {
		at, now := of+"("+argument.Name+":)", is.ForName(argument.Name)
		switch {
		case now == nil:
			c.breaks(prefix+"ARG_REMOVED", at, "it was removed")
		case !isSafeInput(argument.Type, now.Type):
			c.retyped(prefix+"ARG_CHANGED_KIND", at, argument.Type, now.Type)
		default:
			c.defaults(prefix+"ARG_", at, argument.DefaultValue, now.DefaultValue, now.Type)
		}
	}
	for _, argument := range is {
		switch at := of + "(" + argument.Name + ":)"; {
		case was.ForName(argument.Name) != nil:
		case isRequired(argument.Type, argument.DefaultValue):
			c.breaks("REQUIRED_"+prefix+"ARG_ADDED", at, "it was added, and is required")
		default:
			c.endangers("OPTIONAL_"+prefix+"ARG_ADDED", at, "it was added")
		}
	}
}

// defaults compares default values. A new one breaks nothing. A removed one breaks queries that rely on it, if null is not
// allowed; GraphQL.js calls this dangerous only.
func (c *comparison) defaults(prefix, at string, was, is *ast.Value, typ *ast.Type) {
	switch {
	case was == nil:
	case is == nil && typ.NonNull:
		c.breaks(prefix+"DEFAULT_VALUE_REMOVED", at, "its default value "+was.String()+" was removed, and it is required now")
	case is == nil:
		c.endangers(prefix+"DEFAULT_VALUE_CHANGE", at, "its default value "+was.String()+" was removed")
	case was.String() != is.String():
		c.endangers(prefix+"DEFAULT_VALUE_CHANGE", at, "its default value changed from "+was.String()+" to "+is.String())
	}
}

// isRequired reports whether an argument or a field of an input object is required.
func isRequired(t *ast.Type, value *ast.Value) bool { return t.NonNull && value == nil }

// isSafeOutput reports whether clients that expect one type of a field can read the other: a nullable type may become non-null.
func isSafeOutput(was, is *ast.Type) bool {
	switch {
	case was.NonNull && !is.NonNull:
		return false
	case was.Elem != nil:
		return is.Elem != nil && isSafeOutput(was.Elem, is.Elem)
	default:
		return is.Elem == nil && was.NamedType == is.NamedType
	}
}

// isSafeInput reports whether every value of one type of an argument is valid for the other: a non-null type may become
// nullable.
func isSafeInput(was, is *ast.Type) bool { return isSafeOutput(is, was) }
