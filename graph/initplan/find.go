package initplan

import (
	"context"
	"fmt"

	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
	"github.com/stakegraph/stakegraph/graph/tracing"
)

// Finder finds the results of InitPlans.
type Finder struct {
	Store    store.Reader
	Networks *Networks
	Steps    tracing.Steps
}

// All finds the results of all of a plan's InitPlans, one after the other.
func (f *Finder) All(ctx context.Context, initPlans []plan.InitPlan) ([]plan.Found, error) {
	var found []plan.Found
	for _, initPlan := range initPlans {
		one, err := f.find(ctx, initPlan)
		if err != nil {
			return nil, fmt.Errorf("find: %w", err)
		}
		found = append(found, one)
	}
	return found, nil
}

func (f *Finder) find(ctx context.Context, initPlan plan.InitPlan) (plan.Found, error) {
	switch initPlan := initPlan.(type) {
	case *plan.Paths:
		return searched(ctx, f, func(ctx context.Context) (plan.FoundPaths, error) { return f.Store.Paths(ctx, initPlan) })
	case *plan.Neighbourhood:
		return f.Neighbourhood(ctx, initPlan)
	case *plan.Exposure:
		return f.exposure(ctx, initPlan)
	case *plan.Network:
		return f.network(ctx, initPlan)
	case *plan.Search:
		return f.search(ctx, initPlan)
	case *plan.Match:
		return f.match(ctx, initPlan)
	default:
		panic(fmt.Sprintf("initplan: unknown InitPlan %T", initPlan))
	}
}

// Neighbourhood has the store find the neighbourhood of some nodes.
func (f *Finder) Neighbourhood(ctx context.Context, spec *plan.Neighbourhood) (*plan.FoundNeighbourhood, error) {
	return searched(ctx, f, func(ctx context.Context) (*plan.FoundNeighbourhood, error) {
		return f.Store.Neighbourhood(ctx, spec)
	})
}

// searched traces a search of the store.
func searched[T any](ctx context.Context, f *Finder, search func(context.Context) (T, error)) (T, error) {
	ctx, end := f.Steps.Begin(ctx, "search")
	found, err := search(ctx)
	end(err)
	return found, err
}
