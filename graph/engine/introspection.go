package engine

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/stakegraph/stakegraph/graph/document"
	"github.com/stakegraph/stakegraph/graph/store"
)

// introspects reports whether an operation selects __schema or __type, which gqlgen resolves from the schema.
func introspects(op *graphql.OperationContext, of *document.Document) bool {
	return of.ReadsSchema && slices.ContainsFunc(graphql.CollectFields(op, op.Operation.SelectionSet, []string{"Query"}),
		func(f graphql.CollectedField) bool { return document.IsIntrospection(f.Name) })
}

func weighSchema(key planKey, data json.RawMessage) int64 { return key.bytes() + int64(cap(data)) }

// aboutSchema executes an operation with introspection. answer has the values of its other root fields. gqlgen needs a
// tenth of a second for a typical introspection query. If an operation has no other fields, its response never changes
// and is cached, because tools send the same query every time.
func (e *Executor) aboutSchema(
	ctx context.Context, op *graphql.OperationContext, answer answered, next graphql.OperationHandler,
) graphql.ResponseHandler {
	key, small := keyOf(documentOf(ctx), op.Operation, op.Variables)
	if cached, found := e.schemas.Get(key); small && found {
		return graphql.OneShot(&graphql.Response{Data: cached})
	}
	allowance := store.AllowanceOf(ctx)
	needed := bytesOfIntrospected * e.documents.Introspected(documentOf(ctx).QueryDocument, op.Operation)
	if err := allowance.Hold(needed); err != nil {
		return graphql.OneShot(&graphql.Response{Errors: append(e.errors.Present(ctx, err), answer.errs...), Data: json.RawMessage("null")})
	}
	op.Operation = forGQLGen(op)
	execute := next(context.WithValue(ctx, answerKey{}, answer))
	return func(ctx context.Context) *graphql.Response {
		made := execute(ctx)
		if made == nil {
			return nil
		}
		allowance.Release(needed)
		err := allowance.Check(len(made.Data))
		if err == nil {
			err = allowance.Hold(cap(made.Data))
		}
		if err != nil {
			return &graphql.Response{Errors: append(e.errors.Present(ctx, err), answer.errs...), Data: json.RawMessage("null")}
		}
		made.Errors, made.Extensions = append(made.Errors, answer.errs...), extensionsOf(answer.hints)
		if small && !answer.hasData && len(made.Errors) == 0 && e.seenSchemas.Again(key) {
			e.schemas.Add(key, made.Data)
		}
		return made
	}
}

// standIn is the root field that replaces all others in the code that gqlgen generates, except __schema and __type.
const standIn = "standIn"

// forGQLGen returns an operation in the form that gqlgen's code can execute: every root field except introspection is
// renamed to standIn, and retains its response key.
func forGQLGen(op *graphql.OperationContext) *ast.OperationDefinition {
	operation := *op.Operation
	operation.SelectionSet = nil
	for _, collected := range graphql.CollectFields(op, op.Operation.SelectionSet, []string{"Query"}) {
		field := *collected.Field
		field.Directives, field.SelectionSet = nil, collected.Selections
		if !document.IsIntrospection(field.Name) {
			field.Name, field.SelectionSet = standIn, nil
		}
		operation.SelectionSet = append(operation.SelectionSet, &field)
	}
	return &operation
}

// bytesOfIntrospected is an estimate of the memory that gqlgen needs for each object and field of an introspection
// response. It needs about 750 bytes for an actual one, but the estimated number of objects is high.
const bytesOfIntrospected = 400
