package graph

import (
	"context"
	"fmt"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/stakegraph/stakegraph/graph/response"
)

// presentFaults makes an error with a path of each place where stored data does not fit.
func (e *Executor) presentFaults(ctx context.Context, faults []response.Fault) gqlerror.List {
	var errs gqlerror.List
	for _, fault := range faults {
		path := make(ast.Path, len(fault.Path))
		for i, step := range fault.Path {
			switch step := step.(type) {
			case string:
				path[i] = ast.PathName(step)
			case int:
				path[i] = ast.PathIndex(step)
			default:
				panic(fmt.Sprintf("graph: a path has a %T", step))
			}
		}
		presented := e.presentOne(ctx, fmt.Errorf("write %s: %w", path, fault.Err))
		presented.Path = path
		errs = append(errs, presented)
	}
	return errs
}

// withErrors adds errors to each response.
func withErrors(responses graphql.ResponseHandler, errs gqlerror.List) graphql.ResponseHandler {
	if len(errs) == 0 {
		return responses
	}
	return func(ctx context.Context) *graphql.Response {
		made := responses(ctx)
		if made != nil {
			made.Errors = append(made.Errors, errs...)
		}
		return made
	}
}
