package apierror

import (
	"context"
	"errors"
	"fmt"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/response"
)

// Faults returns an error with its path for each place where stored data does not match the query, or where an argument
// names a node that does not exist.
func (p Presenter) Faults(ctx context.Context, faults []response.Fault) gqlerror.List {
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
				panic(fmt.Sprintf("apierror: a path has a %T", step))
			}
		}
		cause := fmt.Errorf("write %s: %w", path, fault.Err)
		named, isNamed := errors.AsType[*plan.NamedError](fault.Err)
		if isNamed {
			cause = named // without the wrapping operation, which means nothing to clients
		}
		presented := p.One(ctx, cause)
		presented.Path = path
		if isNamed && named.Line > 0 {
			presented.Locations = []gqlerror.Location{{Line: named.Line, Column: named.Column}}
		}
		errs = append(errs, presented)
	}
	return errs
}
