package introspection

import "github.com/vektah/gqlparser/v2/ast"

// Field is a __Field.
type Field struct {
	deprecation
	schema     *ast.Schema
	definition *ast.FieldDefinition
}

// Name returns the field's name.
func (f *Field) Name() string { return f.definition.Name }

// Description returns the field's description, or nil.
func (f *Field) Description() *string { return textOrNull(f.definition.Description) }

// Type returns the type of the field.
func (f *Field) Type() *Type { return referred(f.schema, f.definition.Type, false) }

// Args returns the field's arguments.
func (f *Field) Args(includeDeprecated *bool) []InputValue {
	return arguments(f.schema, f.definition.Arguments, includeDeprecated)
}

// EnumValue is an __EnumValue.
type EnumValue struct {
	deprecation
	definition *ast.EnumValueDefinition
}

// Name returns the value's name.
func (v *EnumValue) Name() string { return v.definition.Name }

// Description returns the value's description, or nil.
func (v *EnumValue) Description() *string { return textOrNull(v.definition.Description) }

// InputValue is an __InputValue: an argument, or a field of an input object.
type InputValue struct {
	deprecation
	schema       *ast.Schema
	name         string
	description  string
	reference    *ast.Type
	defaultValue *ast.Value
}

// Name returns the value's name.
func (v *InputValue) Name() string { return v.name }

// Description returns the value's description, or nil.
func (v *InputValue) Description() *string { return textOrNull(v.description) }

// Type returns the type of the value.
func (v *InputValue) Type() *Type { return referred(v.schema, v.reference, false) }

// DefaultValue returns the default in GraphQL syntax, or nil.
func (v *InputValue) DefaultValue() *string {
	if v.defaultValue == nil {
		return nil
	}
	text := v.defaultValue.String()
	return &text
}

func arguments(schema *ast.Schema, definitions ast.ArgumentDefinitionList, includeDeprecated *bool) []InputValue {
	return shown(definitions, includeDeprecated, func(a *ast.ArgumentDefinition) InputValue {
		return InputValue{deprecation{a.Directives}, schema, a.Name, a.Description, a.Type, a.DefaultValue}
	})
}

// deprecation reports from directives whether a definition is deprecated.
type deprecation struct{ directives ast.DirectiveList }

// IsDeprecated reports whether the definition is deprecated.
func (d deprecation) IsDeprecated() bool { return d.directives.ForName("deprecated") != nil }

// DeprecationReason returns the reason for the deprecation, or nil.
func (d deprecation) DeprecationReason() *string {
	return argument(d.directives.ForName("deprecated"), "reason")
}

// shown converts the definitions that a list includes. A null argument means false.
func shown[D any, T interface{ IsDeprecated() bool }](definitions []D, includeDeprecated *bool, of func(D) T) []T {
	all := make([]T, 0, len(definitions))
	for _, definition := range definitions {
		if one := of(definition); includeDeprecated != nil && *includeDeprecated || !one.IsDeprecated() {
			all = append(all, one)
		}
	}
	return all
}

// argument returns the text of a directive's argument, or the argument's default.
func argument(directive *ast.Directive, name string) *string {
	if directive == nil {
		return nil
	}
	if given := directive.Arguments.ForName(name); given != nil {
		return &given.Value.Raw
	}
	if value := directive.Definition.Arguments.ForName(name).DefaultValue; value != nil {
		return &value.Raw
	}
	return nil
}
