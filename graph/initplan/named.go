package initplan

import (
	"context"
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// CheckNamed returns a plan.NamedError if an id of a parameter has no node. Root fields are checked by the statement that
// reads their row, but a file has none.
func (f *Finder) CheckNamed(ctx context.Context, parameter string, ids []string) error {
	record, err := f.Store.Run(ctx, idsOf(model.Nodes, ids))
	if err != nil {
		return err
	}
	fault := &plan.NamedError{Named: plan.Named{Argument: parameter, IDs: ids, Labels: model.Nodes}, Unknown: slices.Clone(ids)}
	list := record.Root() + 1
	for row := list + 1; row < record.Next(list); row = record.Next(row) {
		found := record.Text(row + 1)
		fault.Unknown = slices.DeleteFunc(fault.Unknown, func(id string) bool { return id == found })
	}
	if len(fault.Unknown) > 0 {
		return fault
	}
	return nil
}

// idsOf returns the plan that reads which of some nodes have one of the labels.
func idsOf(labels model.LabelSet, ids []string) *plan.Plan {
	return &plan.Plan{Row: plan.Row{Items: []plan.Item{&plan.List{
		From:  plan.From{Kind: plan.Lookup, Labels: labels, IDs: ids},
		Order: []plan.Sort{{Column: plan.Column{Property: model.ID}}},
		Limit: plan.Unlimited,
		Row:   plan.Row{Items: []plan.Item{plan.Column{Property: model.ID}}},
	}}}}
}
