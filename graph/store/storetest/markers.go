package storetest

import (
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// checkMarkers checks that markers are derived from the stored facts: Founder from roles, and Investor from
// Node.Investor, investments and commitments, regardless of the loads that add and remove these.
func checkMarkers(t *testing.T, open func(t *testing.T) store.Store) {
	role := func(person string, founder bool) model.Relationship {
		return relationship(model.HasRole, "role:a", person, "firm:a", model.Properties{model.IsFounder: founder})
	}
	investment := func(id, from string) model.Relationship {
		return relationship(model.InvestedIn, id, from, "firm:a", nil)
	}
	commitment := func(from, to string) model.Relationship {
		return relationship(model.CommittedTo, "commitment:a", from, to, nil)
	}
	base := facts{nodes: []model.Node{
		node(model.Firm, "firm:a", nil), node(model.Firm, "firm:b", nil), node(model.Person, "person:a", nil),
		node(model.Person, "person:b", nil), node(model.VCFund, "investor:a", nil), node(model.VCFund, "investor:b", nil),
		listed(node(model.OtherInvestor, "investor:listed", nil)),
	}}
	steps := []struct {
		name      string
		nodes     []model.Node
		load      []model.Relationship
		founders  list
		investors list
	}{
		{name: "listed", nodes: base.nodes, investors: singles("investor:listed")},
		{
			name: "a role of no founder", load: []model.Relationship{role("person:a", false)},
			investors: singles("investor:listed"),
		},
		{
			name: "the role is a founder's", load: []model.Relationship{role("person:a", true)},
			founders: singles("person:a"), investors: singles("investor:listed"),
		},
		{
			name: "a founder is written again", nodes: []model.Node{node(model.Person, "person:a", model.Properties{model.Name: "A"})},
			founders: singles("person:a"), investors: singles("investor:listed"),
		},
		{
			name: "the role is another's", load: []model.Relationship{role("person:b", true)},
			founders: singles("person:b"), investors: singles("investor:listed"),
		},
		{
			name: "the role is a founder's no more", load: []model.Relationship{role("person:b", false)},
			investors: singles("investor:listed"),
		},
		{
			name: "investments", load: []model.Relationship{investment("investment:a", "investor:a"), investment("investment:b", "firm:b")},
			investors: singles("firm:b", "investor:a", "investor:listed"),
		},
		{
			name: "an investor is written again", nodes: []model.Node{node(model.VCFund, "investor:a", model.Properties{model.Name: "A"})},
			investors: singles("firm:b", "investor:a", "investor:listed"),
		},
		{
			name: "an investment is another's", load: []model.Relationship{investment("investment:a", "investor:b")},
			investors: singles("firm:b", "investor:b", "investor:listed"),
		},
		{
			name: "a commitment marks who committed", load: []model.Relationship{commitment("investor:listed", "investor:a")},
			investors: singles("firm:b", "investor:b", "investor:listed"),
		},
		{
			name: "a commitment is another's", load: []model.Relationship{commitment("investor:a", "investor:b")},
			investors: singles("firm:b", "investor:a", "investor:b", "investor:listed"),
		},
		{
			name:      "one of two reasons goes",
			load:      []model.Relationship{commitment("investor:b", "investor:a"), investment("investment:a", "investor:listed")},
			investors: singles("firm:b", "investor:b", "investor:listed"),
		},
		{
			name: "an investor gets another label", nodes: []model.Node{node(model.StateFund, "investor:b", nil)},
			investors: singles("firm:b", "investor:b", "investor:listed"),
		},
		{
			name: "a firm is listed as an investor later", nodes: []model.Node{listed(node(model.Firm, "firm:a", nil))},
			investors: singles("firm:a", "firm:b", "investor:b", "investor:listed"),
		},
	}
	s := opened(t, open)
	for _, step := range steps {
		t.Run(step.name, func(t *testing.T) {
			load(t, s, facts{nodes: step.nodes, relationships: step.load})
			expect(t, s,
				root(all(marked(model.Person.Set(), model.Founder), id), all(marked(model.Investors, model.Investor), id),
					&plan.TotalCount{From: marked(model.Investors, model.Investor)}),
				list{append(list{}, step.founders...), step.investors, len(step.investors)})
		})
	}
}
