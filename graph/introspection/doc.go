// Package introspection implements __schema and __type as GraphQL specifies them. gqlgen.yml binds its types, and
// gqlgen calls one method for each of their fields. A field that does not apply to a kind of type is null, not an empty
// list. Lists have the order of the schema's text; all types and all directives are sorted by name.
package introspection
