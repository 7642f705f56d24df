package planner

import (
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/planner/input"
	"github.com/stakegraph/stakegraph/graph/response"
)

// named are the ids that an argument of a root field names, and the labels that it accepts.
type named struct {
	argument string
	ids      []string
	labels   model.LabelSet
}

// checked plans a value that is an error unless all ids in the arguments have nodes. The nodes are read by the row of the
// operation, in the same statement. A node that is not visible at the time of the field exists nevertheless.
func (p *planner) checked(at place, f collected, arguments []named, value response.Value) response.Value {
	if err := p.Meter.Part(at.depth + 1); err != nil {
		return p.failed(at, f, err)
	}
	var ids []string
	for _, n := range arguments { // no id is in two arguments
		ids = append(ids, n.ids...)
	}
	nodes, row := at.byID(plan.From{Kind: plan.Lookup, Labels: model.Nodes, IDs: ids}, nil)
	checked := response.Checked{
		At: nodes.At, IDAt: nodes.IDAt, KindAt: row.Column(plan.Column{Property: model.ID, Part: plan.Kind}), Value: value,
	}
	for _, n := range arguments {
		of := plan.Named{Argument: n.argument, Variable: input.VariableOf(f.field, n.argument), IDs: n.ids, Labels: n.labels}
		if position := f.field.Position; position != nil {
			of.Line, of.Column = position.Line, position.Column
		}
		checked.Named = append(checked.Named, of)
	}
	return checked
}
