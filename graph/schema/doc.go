// Package schema contains the hand-written schema of the public API, and defines what its types and fields read from
// the graph.
//
// It is SDL, with one subject per file. nodes.graphqls and relationships.graphqls are the declaration: they declare
// each type of node and relationship once, with its properties and the fields that lead to others. directives.graphqls
// defines the directives in it. Each type has a family of types for its lists, filters, orders, aggregates and groups,
// which internal/schemagen generates from templates. Types without a family are in the other files in full, except that
// a field without a description gets that of its interface, and a field with pages gets its arguments. All of this
// together is schema.graphqls, which go generate writes and nobody edits.
//
// The declaration is SDL rather than Go, because most of it is descriptions of an API, which are best read and written
// as SDL. The model still defines the properties and their values: the generator checks the declaration against it. The
// planner reads the declaration at start and derives its bindings from it, so that a directive has the same meaning for
// both.
package schema
