package initplan

import (
	"context"

	"github.com/stakegraph/stakegraph/graph/exposure"
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// exposure has the store find all investments and commitments that can matter, and the state funds among the investors.
func (f *Finder) exposure(ctx context.Context, spec *plan.Exposure) (plan.Found, error) {
	near, err := f.Neighbourhood(ctx, spec.Around())
	if err != nil {
		return nil, err
	}
	if !near.Complete {
		return nil, &plan.LimitError{
			Limit: "exposure", What: "nodes around those in `of`", Most: spec.Around().First, Figure: len(near.Nodes), More: true,
		}
	}
	record, err := f.Store.Run(ctx, stateFunds(near.NodeIDs()))
	if err != nil {
		return nil, err
	}
	isState := map[string]bool{}
	list := record.Root() + 1
	for row := list + 1; row < record.Next(list); row = record.Next(row) {
		isState[record.Text(row+1)] = true
	}
	return exposure.Of(spec, near, func(id string) bool { return isState[id] }), nil
}

// stateFunds returns the plan that reads which of some nodes are state funds.
func stateFunds(ids []string) *plan.Plan { return idsOf(model.StateFund.Set(), ids) }
