package introspection

import (
	"maps"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
)

// Schema is a __Schema.
type Schema struct{ schema *ast.Schema }

// Of returns the introspection of a schema.
func Of(schema *ast.Schema) *Schema { return &Schema{schema} }

// Description returns the schema's description, or nil.
func (s *Schema) Description() *string { return textOrNull(s.schema.Description) }

// Types returns all named types, including those of introspection.
func (s *Schema) Types() []Type {
	types := make([]Type, 0, len(s.schema.Types))
	for _, name := range slices.Sorted(maps.Keys(s.schema.Types)) {
		types = append(types, Type{schema: s.schema, definition: s.schema.Types[name]})
	}
	return types
}

// Type returns the type with a name, or nil.
func (s *Schema) Type(name string) *Type { return named(s.schema, s.schema.Types[name]) }

// QueryType returns the type of queries.
func (s *Schema) QueryType() *Type { return named(s.schema, s.schema.Query) }

// MutationType returns the type of mutations, or nil.
func (s *Schema) MutationType() *Type { return named(s.schema, s.schema.Mutation) }

// SubscriptionType returns the type of subscriptions, or nil.
func (s *Schema) SubscriptionType() *Type { return named(s.schema, s.schema.Subscription) }

// Directives returns all directives.
func (s *Schema) Directives() []Directive {
	directives := make([]Directive, 0, len(s.schema.Directives))
	for _, name := range slices.Sorted(maps.Keys(s.schema.Directives)) {
		directives = append(directives, Directive{s.schema, s.schema.Directives[name]})
	}
	return directives
}

// Directive is a __Directive.
type Directive struct {
	schema     *ast.Schema
	definition *ast.DirectiveDefinition
}

// Name returns the directive's name.
func (d *Directive) Name() string { return d.definition.Name }

// Description returns the directive's description, or nil.
func (d *Directive) Description() *string { return textOrNull(d.definition.Description) }

// IsRepeatable reports whether the directive may occur more than once in one place.
func (d *Directive) IsRepeatable() bool { return d.definition.IsRepeatable }

// Locations returns the locations where the directive may occur.
func (d *Directive) Locations() []string {
	locations := make([]string, len(d.definition.Locations))
	for i, location := range d.definition.Locations {
		locations[i] = string(location)
	}
	return locations
}

// Args returns the directive's arguments.
func (d *Directive) Args(includeDeprecated *bool) []InputValue {
	return arguments(d.schema, d.definition.Arguments, includeDeprecated)
}

// textOrNull returns a text, or nil if it is empty.
func textOrNull(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}
