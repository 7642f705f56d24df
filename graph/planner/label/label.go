package label

import (
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/response"
)

// Node plans the label of a row's node, for nodes of one type, and returns the number of parts that it adds to the row. If
// the node can be of other types, on is the set of this type, so that other nodes cost nothing; otherwise it is 0.
func Node(row *plan.Row, of model.Label, on model.LabelSet) (value response.Value, parts int) {
	name := func(property model.Property) response.Value {
		return response.Text{At: row.Column(plan.Column{Property: property}), Required: true}
	}
	switch of {
	case model.Firm, model.Person, model.VCFund, model.StateFund, model.OtherInvestor, model.Sector, model.Programme:
		return name(model.Name), 0
	case model.Source:
		return name(model.Title), 0
	case model.Subsidy:
		return name(model.Wording), 0
	case model.Round:
		firm := nameOf(row, plan.One{From: plan.From{Kind: plan.Expand, Rel: model.Raised, Direction: plan.Incoming}, On: on})
		return response.Phrase{IDAt: idOf(row, plan.OfNode), Words: []response.Word{
			firm, {Before: " ", At: row.Column(plan.Column{Property: model.Name})},
		}}, 1
	case model.Batch:
		programme := nameOf(row, plan.One{From: plan.From{Kind: plan.Expand, Rel: model.HasBatch, Direction: plan.Incoming}, On: on})
		return response.Phrase{IDAt: idOf(row, plan.OfNode), Words: []response.Word{
			programme,
			{Before: ", ", Noun: "batch ", At: row.Column(plan.Column{Property: model.Number})},
			{Before: ", ", At: row.Column(plan.Column{Property: model.Year})},
		}}, 1
	case model.Conflict:
		panic("label: a conflict has no label")
	default:
		panic("label: a node of an unknown type")
	}
}

// Relationship plans the label of a row's relationship, and returns the number of parts that it adds to the row.
func Relationship(row *plan.Row, rel model.RelType) (value response.Value, parts int) {
	end := func(direction plan.Direction) response.Word {
		return nameOf(row, plan.One{From: plan.From{Kind: plan.AtEnd, Of: plan.OfRelationship, Rel: rel, Direction: direction}})
	}
	start, far := end(plan.Incoming), end(plan.Outgoing)
	far.Before = " → "
	return response.Phrase{IDAt: idOf(row, plan.OfRelationship), Words: []response.Word{start, far}}, 2
}

// nameOf returns the name of a node that the row leads to.
func nameOf(row *plan.Row, one plan.One) response.Word {
	place, joined := row.One(one)
	return response.Word{In: &place, At: joined.Row.Column(plan.Column{Property: model.Name})}
}

func idOf(row *plan.Row, of plan.Entity) plan.Place {
	return row.Column(plan.Column{Of: of, Property: model.ID})
}
