package graph

import (
	"context"
	"fmt"

	"stakegraph/graph/plan"
)

// findAll looks for what a plan's row is to be read of, one after the other.
func (e *Executor) findAll(ctx context.Context, findings []plan.Finding) ([]plan.Found, error) {
	var found []plan.Found
	for _, finding := range findings {
		one, err := e.find(ctx, finding)
		if err != nil {
			return nil, fmt.Errorf("find: %w", err)
		}
		found = append(found, one)
	}
	return found, nil
}

func (e *Executor) find(ctx context.Context, finding plan.Finding) (plan.Found, error) {
	switch finding := finding.(type) {
	case *plan.Search:
		return e.search(ctx, finding)
	case *plan.Match:
		return e.match(ctx, finding)
	default:
		return nil, fmt.Errorf("there is no way to find %T", finding)
	}
}
