// Package introspection tells of a schema what GraphQL's specification says that __schema and __type tell. gqlgen.yml binds
// its types, and gqlgen calls one method for each field of them. What does not apply to a kind of type is null, and not an
// empty list; lists are in the order of the schema's text, and the types and directives of the whole in that of their names.
package introspection
