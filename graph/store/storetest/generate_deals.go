package storetest

import (
	"fmt"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/store"
)

// deal is one investment. Deals of one firm are adjacent, and so are deals of one round.
type deal struct {
	investor, firm int
	round          int // noRound if it is unknown
}

const noRound = -1

// The larger the softness, the more even the degrees.
const (
	investorSoftness = 10
	firmSoftness     = 100
)

// chooseDeals gives almost every investor one investment, and distributes the others by rank. One in ten has no round.
func (g *market) chooseDeals(c chance) {
	if g.shape.Investments == 0 {
		return
	}
	investors := newRanking(c, g.shape.Investors, investorSoftness)
	firms := newRanking(c, g.shape.Firms, firmSoftness)
	byFirm := make([][]int, g.shape.Firms)
	for n := range g.shape.Investments {
		i := n
		if n >= g.shape.Investors || c.percent(3) {
			i = investors.draw(c)
		}
		firm := firms.draw(c)
		for range 8 {
			if g.investors[i].firm != firm { // a firm that invests in itself is rare
				break
			}
			firm = firms.draw(c)
		}
		byFirm[firm] = append(byFirm[firm], i)
	}
	rounds := 0
	g.deals = make([]deal, 0, g.shape.Investments)
	for firm, investors := range byFirm {
		rounds = g.formRounds(c, firm, investors, rounds)
	}
}

// formRounds divides a firm's investors into rounds without repeated investors, and returns the number of rounds so
// far.
func (g *market) formRounds(c chance, firm int, investors []int, rounds int) int {
	var together map[int]bool
	size := 0
	for _, i := range investors {
		if c.percent(10) {
			g.deals = append(g.deals, deal{investor: i, firm: firm, round: noRound})
			continue
		}
		if together == nil || len(together) == size || together[i] {
			together = make(map[int]bool)
			size = 1 + c.IntN(4) + c.IntN(1+len(investors)/8)
			rounds++
		}
		together[i] = true
		g.deals = append(g.deals, deal{investor: i, firm: firm, round: rounds - 1})
	}
	return rounds
}

var roundNames = []string{
	"Angel", "Pre-A", "Series A", "Series A+", "Series B", "Series B+", "Series C", "Series D", "Series E", "Pre-IPO",
}

func roundName(n int) string {
	if n < len(roundNames) {
		return roundNames[n]
	}
	return fmt.Sprintf("Round %d", n+1)
}

// writeRounds writes each round with the firm that raised it, and its investments. The rounds of a firm are in
// chronological order.
func (g *market) writeRounds(w store.Writer) error {
	c := g.shape.chance(roundStream)
	firm, number, year := -1, 0, 0
	current, announced := noRound, model.PartialDate{}
	for n, d := range g.deals {
		if d.firm != firm {
			firm, number, year, current = d.firm, 0, 2008+c.IntN(12), noRound
		}
		investment := model.Properties{}
		g.cite(c, investment)
		switch {
		case d.round != noRound:
			if d.round != current {
				current, year = d.round, min(year+c.IntN(3), 2025)
				announced = c.day(year)
				if err := g.writeRound(w, c, d, number, announced); err != nil {
					return err
				}
				number++
			}
			investment[model.RoundID], investment[model.AnnouncedOn] = roundID(d.round), announced
			if c.percent(30) {
				investment[model.Lead] = c.oneIn(3)
			}
			if c.percent(8) {
				investment[model.Share] = c.money()
			}
		case c.oneIn(2):
			investment[model.AnnouncedOn] = c.day(year)
		}
		from, to := g.investorID(d.investor), firmID(firm)
		if err := w.Relationship(relationship(model.InvestedIn, factID("investment", n), from, to, investment)); err != nil {
			return err
		}
	}
	return nil
}

func (g *market) writeRound(w store.Writer, c chance, d deal, number int, announced model.PartialDate) error {
	p := model.Properties{model.Name: roundName(number), model.AnnouncedOn: announced}
	g.cite(c, p)
	if c.percent(80) {
		p[model.AmountRaised] = c.money()
	}
	if err := w.Node(node(model.Round, roundID(d.round), p)); err != nil {
		return err
	}
	return w.Relationship(relationship(model.Raised, factID("raised", d.round), firmID(d.firm), roundID(d.round), nil))
}
