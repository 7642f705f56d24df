package storetest

import (
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/store"
)

// writePeople writes one or two founders for 85 % of the firms, further people for some firms and funds, and several
// roles for some people.
func (g *market) writePeople(w store.Writer) error {
	p := &people{market: g, w: w, chance: g.shape.chance(peopleStream)}
	for i := range g.shape.Firms {
		if p.percent(85) {
			for range 1 + p.IntN(2) {
				if err := p.role(firmID(i), pick(p.chance, founderTitles), true); err != nil {
					return err
				}
			}
		}
		if p.percent(30) {
			if err := p.role(firmID(i), pick(p.chance, staffTitles), false); err != nil {
				return err
			}
		}
	}
	for i, of := range g.investors {
		if of.firm == notAmongFirms && p.percent(15) {
			if err := p.role(g.investorID(i), "Partner", false); err != nil {
				return err
			}
		}
	}
	return nil
}

var (
	founderTitles = []string{"Founder", "Founder and CEO", "Co-founder", "创始人", "Founder, chairman"}
	staffTitles   = []string{"CEO", "CTO", "General manager", "Chairman", "总经理"}
)

// people writes roles, and the people that they need.
type people struct {
	*market
	chance
	w              store.Writer
	persons, roles int
}

// role writes a role of a new person or, less often, of a person who has a role already.
func (p *people) role(organisation, title string, founder bool) error {
	who := p.persons
	if p.persons > 0 && p.oneIn(20) {
		who = p.IntN(p.persons)
	} else {
		name := p.personName()
		properties := model.Properties{model.Name: name.english}
		p.cite(p.chance, properties)
		if p.percent(70) {
			properties[model.NameZh] = name.chinese
		}
		if err := p.w.Node(node(model.Person, personID(who), properties)); err != nil {
			return err
		}
		p.persons++
	}
	properties := model.Properties{model.Title: title, model.IsFounder: founder}
	p.cite(p.chance, properties)
	if p.percent(40) {
		year := 1995 + p.IntN(25)
		properties[model.From] = p.day(year)
		if p.oneIn(4) {
			properties[model.To] = p.day(year + 1 + p.IntN(5))
		}
	}
	p.roles++
	return p.w.Relationship(relationship(model.HasRole, factID("role", p.roles-1), personID(who), organisation, properties))
}
