package graph

import (
	"io"

	"github.com/99designs/gqlgen/graphql"
)

// introspects reports whether an operation asks for __schema or __type, which gqlgen answers from the schema.
func introspects(op *graphql.OperationContext) bool {
	for _, field := range graphql.CollectFields(op, op.Operation.SelectionSet, []string{"Query"}) {
		if field.Name == "__schema" || field.Name == "__type" {
			return true
		}
	}
	return false
}

// MarshalGQL writes the value as it is.
func (j rawJSON) MarshalGQL(w io.Writer) { _, _ = w.Write(j) }
