// Package schemagen writes schema.graphqls from graph/schema: the types in its files and, for its declaration of nodes and
// relationships, the families of types for lists, filters, orders, aggregates and groups. The folder templates has one SDL
// template for each member of a family. The results are parsed, joined with the other types and printed in one layout.
// Templates therefore define types, and not line breaks.
package schemagen
