// Package schemagen writes schema.graphqls from graph/schema: what stands there, and of its declaration of nodes and
// relationships the families of types that lists, filters, orders, aggregates and groups need. templates/ holds one
// template for each member of a family, as SDL. What comes of them is parsed, held together with the rest, and printed in
// one layout, so that a template says what a type is, and nothing of where its lines break.
package schemagen
