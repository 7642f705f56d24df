package graph

import (
	"context"
	"fmt"

	"github.com/99designs/gqlgen/graphql"

	"stakegraph/graph/planner"
	"stakegraph/graph/store"
)

// Explanation shows how a query is answered.
type Explanation struct {
	Plan      string          // as an indented tree
	Statement store.Statement // empty where the query needs none
}

// Explain plans a query and renders its statement without sending it. The operation's name may be empty where the
// document has only one. What is wrong with the query is returned as a gqlerror.List.
func (e *Executor) Explain(
	ctx context.Context, query, operationName string, variables map[string]any,
) (Explanation, error) {
	ctx = graphql.StartOperationTrace(ctx)
	op, errs := e.gqlgen.CreateOperationContext(ctx, &graphql.RawParams{
		Query: query, OperationName: operationName, Variables: variables,
	})
	if len(errs) > 0 {
		return Explanation{}, errs
	}
	made, err := e.plans.make(planner.Operation{Doc: op.Doc, Definition: op.Operation, Variables: op.Variables})
	if err != nil {
		return Explanation{}, e.present(ctx, err)
	}
	p := made.plan
	if len(p.Row.Items) == 0 {
		return Explanation{Plan: p.String()}, nil
	}
	statement, err := e.store.Explain(p)
	if err != nil {
		return Explanation{}, fmt.Errorf("render: %w", err)
	}
	return Explanation{Plan: p.String(), Statement: statement}, nil
}
