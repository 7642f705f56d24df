package stakegraph

import (
	"slices"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/stakegraph/stakegraph/graph/introspection"
)

// gqlparser's prelude declares more than the specification: @defer, which is not supported, and directives on
// directive definitions.
func init() {
	delete(parsedSchema.Directives, "defer")
	deprecated, locations := parsedSchema.Directives["deprecated"], parsedSchema.Types["__DirectiveLocation"]
	deprecated.Locations = slices.DeleteFunc(deprecated.Locations, func(l ast.DirectiveLocation) bool {
		return l == ast.LocationDirectiveDefinition
	})
	locations.EnumValues = slices.DeleteFunc(locations.EnumValues, func(value *ast.EnumValueDefinition) bool {
		return value.Name == string(ast.LocationDirectiveDefinition)
	})
}

// IntrospectSchema returns the schema for __schema. It hides gqlgen's method, which returns gqlgen's own types.
func (ec *executionContext) IntrospectSchema() (*introspection.Schema, error) {
	return introspection.Of(ec.Schema()), nil
}

// IntrospectType returns a type for __type.
func (ec *executionContext) IntrospectType(name string) (*introspection.Type, error) {
	return introspection.Of(ec.Schema()).Type(name), nil
}
