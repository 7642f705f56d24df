package engine

import (
	"context"
	"fmt"

	"github.com/99designs/gqlgen/graphql"

	"github.com/stakegraph/stakegraph/graph/initplan"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/planner"
	"github.com/stakegraph/stakegraph/graph/store"
)

// Explanation describes how a query is executed.
type Explanation struct {
	Plan      string            // as an indented tree
	Searches  []SearchExplained // in the order of the plan's InitPlans; empty if Statement includes them
	Statement store.Statement   // without text if the query needs none
	Profile   string            // the database's profile of the statement; empty unless requested
}

// SearchExplained describes how an InitPlan is found.
type SearchExplained struct {
	InitPlan   string // as the plan prints it
	Statements []store.Statement
}

// Explain plans a query and renders its statement and those of its InitPlans, without sending them. operationName may be
// empty if the document has only one operation. Errors in the query are returned as a gqlerror.List. The executor must
// have an Explainer.
func (e *Executor) Explain(
	ctx context.Context, query, operationName string, variables map[string]any,
) (Explanation, error) {
	explanation, _, err := e.explain(ctx, query, operationName, variables)
	return explanation, err
}

// Profile explains a query like Explain, and also returns the profile of the store, which runs the query.
func (e *Executor) Profile(
	ctx context.Context, query, operationName string, variables map[string]any,
) (Explanation, error) {
	explanation, p, err := e.explain(ctx, query, operationName, variables)
	if err != nil || explanation.Statement.Text == "" {
		return explanation, err
	}
	profiled := p
	if len(explanation.Searches) > 0 {
		found, err := e.finder.All(ctx, p.InitPlans)
		if err != nil {
			return Explanation{}, e.errors.Public(ctx, err)
		}
		profiled = p.With(found)
	}
	if explanation.Profile, err = e.store.Profile(ctx, profiled); err != nil {
		return Explanation{}, e.errors.Public(ctx, fmt.Errorf("profile: %w", err))
	}
	return explanation, nil
}

func (e *Executor) explain(
	ctx context.Context, query, operationName string, variables map[string]any,
) (Explanation, *plan.Plan, error) {
	p, err := e.Plan(ctx, query, operationName, variables)
	if err != nil {
		return Explanation{}, nil, err
	}
	explanation, err := e.explainPlan(p)
	if err != nil {
		return Explanation{}, nil, fmt.Errorf("render: %w", err)
	}
	return explanation, p, nil
}

// Plan plans a query outside a request. Errors in it are returned as a gqlerror.List.
func (e *Executor) Plan(
	ctx context.Context, query, operationName string, variables map[string]any,
) (*plan.Plan, error) {
	ctx = graphql.StartOperationTrace(ctx)
	read, errs := e.documents.Read(query)
	if len(errs) > 0 {
		return nil, errs
	}
	op, errs := e.operation(withDocument(ctx, read), &graphql.RawParams{
		Query: query, OperationName: operationName, Variables: variables,
	})
	if len(errs) > 0 {
		return nil, errs
	}
	made, err := e.plans.make(read, planner.Operation{Doc: op.Doc, Definition: op.Operation, Variables: op.Variables})
	if err != nil {
		return nil, e.errors.Present(ctx, err)
	}
	if len(made.errs) > 0 {
		return nil, e.errors.Present(ctx, made.errs)
	}
	return made.plan, nil
}

// explainPlan explains the steps of fetch.
func (e *Executor) explainPlan(p *plan.Plan) (x Explanation, err error) {
	x.Plan = p.String()
	if len(p.InitPlans) > 0 {
		if x.Statement, err = e.explainer.Explain(p); err != nil || x.Statement.Text != "" {
			return x, err
		}
	}
	for _, initPlan := range p.InitPlans {
		statements, err := initplan.Explain(e.explainer, initPlan)
		if err != nil {
			return x, err
		}
		x.Searches = append(x.Searches, SearchExplained{initPlan.String(), statements})
	}
	if len(p.Row.Items) > 0 {
		x.Statement, err = e.explainer.Explain(p.With(plan.NothingFound(p)))
	}
	return x, err
}
