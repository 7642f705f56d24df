package history

import (
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// OfNodes returns the condition that a node of any type is visible. Rounds and batches have a history; all others are
// always visible. It is nil if all nodes are visible.
func (w When) OfNodes() plan.Predicate {
	if w.kind == always {
		return nil
	}
	return plan.AllOf(
		w.ofRounds(),
		plan.AnyOf(plan.NoneOf(plan.HasLabel{Labels: model.Batch.Set()}), w.ofBatch()))
}

// RequiresDates reports whether rows without a date are hidden.
func (w When) RequiresDates() bool { return w.kind != always && !w.possibly }

// Undated returns the condition that a row of From is hidden only because its date is unknown. It is nil if there are no
// such rows.
func (w When) Undated(from plan.From) plan.Predicate {
	if !w.RequiresDates() {
		return nil
	}
	switch {
	case from.Kind == plan.Scan && from.Labels == model.Round.Set():
		return unknown(plan.OfNode, model.AnnouncedOn)
	case from.Kind != plan.Expand && from.Kind != plan.BackReference:
		return nil
	}
	switch from.Rel {
	case model.InvestedIn:
		return unknown(plan.OfRelationship, model.AnnouncedOn)
	case model.Raised:
		if from.Direction == plan.Outgoing {
			return unknown(plan.OfNode, model.AnnouncedOn)
		}
	case model.CommittedTo, model.Designated:
		return unknown(plan.OfRelationship, model.Year)
	case model.HasRole:
		return plan.AllOf(unknown(plan.OfRelationship, model.From), w.isCurrent())
	case model.HasBatch:
		return plan.AllOf(unknown(plan.OfNode, model.AnnouncedOn), unknown(plan.OfNode, model.Year))
	}
	return nil
}

// UndatedNodes returns the condition that a node is hidden only because its date is unknown. It is nil if there are no
// such nodes.
func (w When) UndatedNodes() plan.Predicate {
	if !w.RequiresDates() {
		return nil
	}
	return plan.AnyOf(
		plan.AllOf(plan.HasLabel{Labels: model.Round.Set()}, unknown(plan.OfNode, model.AnnouncedOn)),
		plan.AllOf(
			plan.HasLabel{Labels: model.Batch.Set()}, unknown(plan.OfNode, model.AnnouncedOn), unknown(plan.OfNode, model.Year)))
}

// unknown holds if a date or a year is unknown.
func unknown(of plan.Entity, property model.Property) plan.Predicate {
	column := plan.Column{Of: of, Property: property}
	if property.Type() == model.DateType {
		column.Part = plan.Earliest
	}
	return plan.IsNull{Column: column}
}
