package initplan

import (
	"context"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// nothingLinked has the reason for which a network of each view has no edges although relationships satisfy its conditions.
var nothingLinked = [...]string{
	model.Bipartite:        "no investor and firm are left",
	model.InvestorsByFirm:  "no two investors share a firm",
	model.InvestorsByRound: "no two investors share a round that is known",
	model.FirmsByInvestor:  "no two firms share an investor",
	model.StateCapital:     "no investment or commitment comes from a state fund, directly or through funds",
}

// WhyEmpty returns why a network has no edges. It sends a statement, which is worth it because such a network is rare.
func (f *Finder) WhyEmpty(ctx context.Context, spec *plan.Network) (*plan.NetworkHint, error) {
	condition, isEmpty, err := f.FirstWithoutResult(ctx, spec)
	switch {
	case err != nil:
		return nil, err
	case !isEmpty:
		return &plan.NetworkHint{Message: "the network has no edges: " + nothingLinked[spec.View]}, nil
	case condition == "":
		return &plan.NetworkHint{Message: "the network is empty: the graph has no relationships of its types"}, nil
	}
	return &plan.NetworkHint{
		Condition: condition,
		Message:   "the network is empty: no relationship satisfies `" + condition + "` and the conditions before it",
	}, nil
}

// FirstWithoutResult returns the first condition after which no relationship is left for a network, and whether there is
// one. It is empty if there are no relationships without conditions either.
func (f *Finder) FirstWithoutResult(ctx context.Context, spec *plan.Network) (condition string, isEmpty bool, err error) {
	p := spec.LeftBySteps()
	record, err := f.Store.Run(ctx, p)
	if err != nil {
		return "", false, err
	}
	cell := record.Root() + 1
	for _, step := range spec.Steps {
		left := int64(0)
		for range step.Expansion.Patterns {
			left += record.Int(cell)
			cell = record.Next(cell)
		}
		if left == 0 {
			return step.Condition, true, nil
		}
	}
	return "", false, nil
}
