// Package graph ties the steps of a request together: it takes a GraphQL request over HTTP, has gqlgen parse and
// validate it, plans the operation, has a store run the plan as one statement, and writes the record as the answer.
package graph

//go:generate go -C .. run ./internal/docgen
