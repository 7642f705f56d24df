package graph

import (
	"context"
	"fmt"

	"github.com/99designs/gqlgen/graphql"

	"stakegraph/graph/plan"
	"stakegraph/graph/planner"
	"stakegraph/graph/store"
)

// Explanation shows how a query is answered.
type Explanation struct {
	Plan      string          // as an indented tree
	Statement store.Statement // empty where the query needs none
	Profile   string          // what the database tells of the statement; empty unless asked for
}

// Explain plans a query and renders its statement without sending it. The operation's name may be empty where the
// document has only one. What is wrong with the query is returned as a gqlerror.List.
func (e *Executor) Explain(
	ctx context.Context, query, operationName string, variables map[string]any,
) (Explanation, error) {
	explanation, _, err := e.explain(ctx, query, operationName, variables)
	return explanation, err
}

// Profile explains a query as Explain does, and has the store run it and tell how it went about it.
func (e *Executor) Profile(
	ctx context.Context, query, operationName string, variables map[string]any,
) (Explanation, error) {
	explanation, p, err := e.explain(ctx, query, operationName, variables)
	if err != nil || len(p.Row.Items) == 0 {
		return explanation, err
	}
	if len(p.Findings) > 0 {
		explanation.Profile, err = e.store.Profile(ctx, p)
		return explanation, err
	}
	found, err := e.findAll(ctx, p.Findings)
	if err != nil {
		return Explanation{}, err
	}
	if explanation.Profile, err = e.store.Profile(ctx, p.With(found)); err != nil {
		return Explanation{}, fmt.Errorf("profile: %w", err)
	}
	return explanation, nil
}

func (e *Executor) explain(
	ctx context.Context, query, operationName string, variables map[string]any,
) (Explanation, *plan.Plan, error) {
	ctx = graphql.StartOperationTrace(ctx)
	document, errs := e.documents.read(query)
	if len(errs) > 0 {
		return Explanation{}, nil, errs
	}
	op, errs := e.operation(ctx, document, &graphql.RawParams{
		Query: query, OperationName: operationName, Variables: variables,
	})
	if len(errs) > 0 {
		return Explanation{}, nil, errs
	}
	made, err := e.plans.make(planner.Operation{Doc: op.Doc, Definition: op.Operation, Variables: op.Variables})
	if err != nil {
		return Explanation{}, nil, e.present(ctx, err)
	}
	p := made.plan
	if len(p.Row.Items) == 0 {
		return Explanation{Plan: p.String()}, p, nil
	}
	statement, err := e.store.Explain(p.With(plan.NothingFound(p)))
	if err != nil {
		return Explanation{}, nil, fmt.Errorf("render: %w", err)
	}
	return Explanation{Plan: p.String(), Statement: statement}, p, nil
}
