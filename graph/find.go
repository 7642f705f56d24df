package graph

import (
	"context"
	"fmt"

	"github.com/stakegraph/stakegraph/graph/plan"
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
	case *plan.Paths:
		return searched(ctx, e, func(ctx context.Context) (plan.FoundPaths, error) { return e.store.Paths(ctx, finding) })
	case *plan.Neighbourhood:
		return e.neighbourhood(ctx, finding)
	case *plan.Exposure:
		return e.exposure(ctx, finding)
	case *plan.Network:
		return e.network(ctx, finding)
	case *plan.Search:
		return e.search(ctx, finding)
	case *plan.Match:
		return e.match(ctx, finding)
	default:
		panic(fmt.Sprintf("there is no way to find %T", finding))
	}
}

func (e *Executor) neighbourhood(ctx context.Context, wanted *plan.Neighbourhood) (*plan.FoundNeighbourhood, error) {
	return searched(ctx, e, func(ctx context.Context) (*plan.FoundNeighbourhood, error) {
		return e.store.Neighbourhood(ctx, wanted)
	})
}

// searched traces a search of the store.
func searched[T any](ctx context.Context, e *Executor, search func(context.Context) (T, error)) (T, error) {
	ctx, end := e.step(ctx, "search")
	found, err := search(ctx)
	end(err)
	return found, err
}
