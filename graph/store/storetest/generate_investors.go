package storetest

import (
	"fmt"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/store"
)

// investor is the data of an investor that deals use: its label and, for a corporate investor among the firms, the
// firm.
type investor struct {
	label model.Label
	firm  int // notAmongFirms for all others
}

const notAmongFirms = -1

// chooseInvestors chooses labels: 70 % are venture-capital funds, 3 % state funds, 15 % Firms and 12 % others.
func (g *market) chooseInvestors(c chance) {
	firms := c.Perm(g.shape.Firms)
	g.investors = make([]investor, g.shape.Investors)
	for i := range g.investors {
		of := &g.investors[i]
		of.firm = notAmongFirms
		switch kind := c.IntN(100); {
		case kind < 3:
			of.label = model.StateFund
		case kind < 18:
			of.label = model.Firm
			if c.oneIn(4) && len(firms) > 0 {
				of.firm, firms = firms[0], firms[1:]
				g.isListed[of.firm] = true
			}
		case kind < 30:
			of.label = model.OtherInvestor
		default:
			of.label = model.VCFund
		}
	}
}

func (g *market) investorID(i int) string {
	if of := g.investors[i]; of.firm != notAmongFirms {
		return firmID(of.firm)
	}
	return fmt.Sprintf("investor:g%07d", i+1)
}

// writeInvestors writes the investors that are not among the firms.
func (g *market) writeInvestors(w store.Writer) error {
	c := g.shape.chance(fundStream)
	for i, of := range g.investors {
		if of.firm != notAmongFirms {
			continue
		}
		name, seat := c.fundName(of.label), pick(c, seats)
		p := model.Properties{model.Name: name.english}
		g.cite(c, p)
		if c.percent(60) {
			p[model.NameZh] = name.chinese
		}
		if c.percent(70) {
			p[model.City], p[model.Country] = seat.city, seat.country
		}
		if c.percent(60) {
			p[model.FoundedYear] = int64(1990 + c.IntN(34))
		}
		if c.percent(20) {
			p[model.Size] = c.money()
		}
		if of.label == model.StateFund && c.percent(95) {
			p[model.Level] = pick(c, []int64{0, 1, 1, 1, 1, 2, 2, 2, 2, 2})
		}
		if err := w.Node(listed(node(of.label, g.investorID(i), p))); err != nil {
			return err
		}
	}
	return nil
}

// writeCommitments writes commitments of random investors to other funds, one for every eight investors.
func (g *market) writeCommitments(w store.Writer) error {
	c := g.shape.chance(commitmentStream)
	var funds []int
	for i, of := range g.investors {
		if model.Funds.Has(of.label) {
			funds = append(funds, i)
		}
	}
	if len(funds) < 2 {
		return nil
	}
	for n := range len(g.investors) / 8 {
		from, to := c.IntN(len(g.investors)), pick(c, funds)
		for from == to {
			to = pick(c, funds)
		}
		p := model.Properties{}
		g.cite(c, p)
		if c.percent(50) {
			p[model.AmountRaised] = c.money()
		}
		if c.percent(80) {
			p[model.Year] = int64(2005 + c.IntN(20))
		}
		commitment := relationship(model.CommittedTo, factID("commitment", n), g.investorID(from), g.investorID(to), p)
		if err := w.Relationship(commitment); err != nil {
			return err
		}
	}
	return nil
}
