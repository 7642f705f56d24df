package introspection

import (
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// Type is a __Type: a named type, or a list or non-null type.
type Type struct {
	schema     *ast.Schema
	definition *ast.Definition // of a named type

	reference *ast.Type // of a list or non-null type
	inner     bool      // ignore the "!" of the reference
}

// named returns a named type, or nil.
func named(schema *ast.Schema, definition *ast.Definition) *Type {
	if definition == nil {
		return nil
	}
	return &Type{schema: schema, definition: definition}
}

// referred returns the type of a field or argument. With inner, it is the type without its "!".
func referred(schema *ast.Schema, reference *ast.Type, inner bool) *Type {
	if reference.NamedType != "" && (inner || !reference.NonNull) {
		return named(schema, schema.Types[reference.NamedType])
	}
	return &Type{schema: schema, reference: reference, inner: inner}
}

// is reports whether the type is a named one of these kinds.
func (t *Type) is(kinds ...ast.DefinitionKind) bool {
	return t.definition != nil && slices.Contains(kinds, t.definition.Kind)
}

// Kind returns the type's kind.
func (t *Type) Kind() string {
	switch {
	case t.definition != nil:
		return string(t.definition.Kind)
	case t.reference.NonNull && !t.inner:
		return "NON_NULL"
	default:
		return "LIST"
	}
}

// Name returns the name of a named type.
func (t *Type) Name() *string {
	if t.definition == nil {
		return nil
	}
	return &t.definition.Name
}

// Description returns the description of a named type, or nil.
func (t *Type) Description() *string {
	if t.definition == nil {
		return nil
	}
	return textOrNull(t.definition.Description)
}

// SpecifiedByURL returns the address of a scalar's specification, or nil.
func (t *Type) SpecifiedByURL() *string {
	if !t.is(ast.Scalar) {
		return nil
	}
	return argument(t.definition.Directives.ForName("specifiedBy"), "url")
}

// Fields returns the fields of an object or an interface.
func (t *Type) Fields(includeDeprecated *bool) []Field {
	if !t.is(ast.Object, ast.Interface) {
		return nil
	}
	fields := shown(t.definition.Fields, includeDeprecated, func(field *ast.FieldDefinition) Field {
		return Field{deprecation{field.Directives}, t.schema, field}
	})
	return slices.DeleteFunc(fields, func(f Field) bool { return strings.HasPrefix(f.Name(), "__") })
}

// Interfaces returns the interfaces of an object or an interface.
func (t *Type) Interfaces() []Type {
	if !t.is(ast.Object, ast.Interface) {
		return nil
	}
	interfaces := make([]Type, len(t.definition.Interfaces))
	for i, name := range t.definition.Interfaces {
		interfaces[i] = Type{schema: t.schema, definition: t.schema.Types[name]}
	}
	return interfaces
}

// PossibleTypes returns the object types of an interface or a union.
func (t *Type) PossibleTypes() []Type {
	if !t.is(ast.Interface, ast.Union) {
		return nil
	}
	possible := []Type{}
	for _, definition := range t.schema.GetPossibleTypes(t.definition) {
		if definition.Kind == ast.Object { // gqlparser also includes interfaces
			possible = append(possible, Type{schema: t.schema, definition: definition})
		}
	}
	return possible
}

// EnumValues returns the values of an enum.
func (t *Type) EnumValues(includeDeprecated *bool) []EnumValue {
	if !t.is(ast.Enum) {
		return nil
	}
	return shown(t.definition.EnumValues, includeDeprecated, func(value *ast.EnumValueDefinition) EnumValue {
		return EnumValue{deprecation{value.Directives}, value}
	})
}

// InputFields returns the fields of an input object.
func (t *Type) InputFields(includeDeprecated *bool) []InputValue {
	if !t.is(ast.InputObject) {
		return nil
	}
	return shown(t.definition.Fields, includeDeprecated, func(field *ast.FieldDefinition) InputValue {
		return InputValue{
			deprecation{field.Directives}, t.schema, field.Name, field.Description, field.Type, field.DefaultValue,
		}
	})
}

// IsOneOf reports whether an input object requires exactly one of its fields.
func (t *Type) IsOneOf() *bool {
	if !t.is(ast.InputObject) {
		return nil
	}
	is := t.definition.Directives.ForName("oneOf") != nil
	return &is
}

// OfType returns the wrapped type of a list or non-null type.
func (t *Type) OfType() *Type {
	switch {
	case t.definition != nil:
		return nil
	case t.reference.NonNull && !t.inner:
		return referred(t.schema, t.reference, true)
	default:
		return referred(t.schema, t.reference.Elem, false)
	}
}
