package apierror

import (
	"context"
	"fmt"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/stakegraph/stakegraph/graph/response"
)

// Faults returns an error with its path for each place where stored data does not match the query.
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
		presented := p.One(ctx, fmt.Errorf("write %s: %w", path, fault.Err))
		presented.Path = path
		errs = append(errs, presented)
	}
	return errs
}
