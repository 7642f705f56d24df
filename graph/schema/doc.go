// Package schema holds the schema of the public API as people write it, and says what of the graph its types and fields
// show.
//
// It is SDL, one subject a file. nodes.graphqls and relationships.graphqls are the declaration: each type of node and of
// relationship stands there once, with what it states and where its fields lead; directives.graphqls says what the
// directives in it mean. Each has a family of types for its lists, filters, orders, aggregates and groups, which
// internal/schemagen writes by templates. What has no family stands in the other files in full, except that a field without
// a description has that of its interface, and a field that is a page has its arguments. All of it together is
// schema.graphqls, which go generate writes and nobody edits.
//
// The declaration is SDL, and not Go, because most of it is descriptions of an API, which are read and written as SDL. The
// model still says which properties there are and what their values are: the generator holds the declaration to it. The
// planner reads the declaration when it starts, and binds the fields of the schema to the graph by it, so that a directive
// has one meaning for both.
package schema
