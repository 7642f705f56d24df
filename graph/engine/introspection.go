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

// introspects reports whether an operation asks for __schema or __type, which gqlgen answers from the schema.
func introspects(op *graphql.OperationContext, of *document.Document) bool {
	return of.ReadsSchema && slices.ContainsFunc(graphql.CollectFields(op, op.Operation.SelectionSet, []string{"Query"}),
		func(f graphql.CollectedField) bool { return document.IsIntrospection(f.Name) })
}

func weighSchema(key planKey, data json.RawMessage) int64 { return key.bytes() + int64(cap(data)) }

// aboutSchema answers an operation that asks about the schema, beside data that is prepared already. One that asks for
// nothing else has always the same answer, which takes gqlgen a tenth of a second and is therefore kept: tools ask the same
// every time.
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
		made.Errors = append(made.Errors, answer.errs...)
		if small && !answer.hasData && len(made.Errors) == 0 && e.seenSchemas.Again(key) {
			e.schemas.Add(key, made.Data)
		}
		return made
	}
}

// standIn is the root field that gqlgen's code is generated with in the place of all that do not ask about the schema.
const standIn = "standIn"

// forGQLGen returns an operation as gqlgen's code can execute it: every root field that does not ask about the schema has the
// name of the one that stands for all, and the key that it is asked for by.
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

// bytesOfIntrospected is about what gqlgen needs for each object and field of the schema that it may answer with. It needs
// some 750 for one that there is; the estimate of how many there are is high.
const bytesOfIntrospected = 400
