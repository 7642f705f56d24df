package planner

import (
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// entity says what the properties of a type's rows are of.
func entity(typeName string) plan.Entity {
	if _, isEdge := edgeTypes[typeName]; isEdge {
		return plan.OfRelationship
	}
	return plan.OfNode
}

// aggregated is what rows are made into values of: those of a set, or of a group.
type aggregated struct {
	typeName string
	set      plan.Set
	operand  func(set plan.Set, value plan.Value) (operand, error)
}

// sums are the sets of which more can be asked beside the rows of a type themselves: the different nodes that these
// lead to.
var sums = map[string]map[string]sumOver{
	"Firm": {"rounds": {plan.From{Kind: plan.Expand, Rel: model.Raised, Direction: plan.Outgoing}, "Round"}},
	"InvestmentInvestor": {
		"nodes": {plan.From{Kind: plan.Same}, "Investor"}, "rounds": roundsOfInvestments,
	},
	"InvestmentFirm": {
		"nodes": {plan.From{Kind: plan.Same}, "Firm"}, "rounds": roundsOfInvestments,
	},
	"CommitmentFund":       {"nodes": {plan.From{Kind: plan.Same}, "Fund"}},
	"CommitmentInvestor":   {"nodes": {plan.From{Kind: plan.Same}, "Investor"}},
	"RoleOrganisation":     {"nodes": {plan.From{Kind: plan.Same}, "Organisation"}},
	"DesignationProgramme": {"nodes": {plan.From{Kind: plan.Same}, "Programme"}},
	"DesignationFirm":      {"nodes": {plan.From{Kind: plan.Same}, "Firm"}},
	"ActivityFirm":         {"nodes": {plan.From{Kind: plan.Same}, "Firm"}},
	"RaisingRound":         {"nodes": {plan.From{Kind: plan.Same}, "Round"}},
}

var roundsOfInvestments = sumOver{
	plan.From{Kind: plan.Referred, Of: plan.OfRelationship, Property: model.RoundID}, "Round",
}

// sumOver is the nodes that rows lead to, each once.
type sumOver struct {
	then     plan.From
	typeName string
}

// over returns the set of the nodes that another set's rows lead to.
func (p *planner) over(s sumOver, set plan.Set) plan.Set {
	set.Then, set.ThenWhere = &s.then, p.shown(s.then)
	return set
}
