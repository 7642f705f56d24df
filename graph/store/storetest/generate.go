package storetest

import (
	"errors"
	"fmt"
	"math/rand/v2"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/store"
)

// Shape is the size of a generated graph: a fictitious market in which a few large investors and firms have most of the
// investments, as in real markets. A shape always gives the same graph, on every machine.
//
// Firms are the firms that raise money. Corporate investors are Firms too, and a quarter of them are among these firms.
// The numbers of people, rounds, sectors, programmes, sources, commitments and conflicts are proportional.
type Shape struct {
	Firms, Investors, Investments int
	Seed                          uint64
}

// Standard is the graph of the benchmarks. Half of its investors have at most 2 investments, 90 % have at most 7, 1 %
// have 56 or more, and the largest has 896. Of its firms, 20 % have none, half have at most 2, 90 % have at most 8, 1 %
// have 51 or more, and the largest has 171. There are 28,551 rounds, 32,074 people, 33,770 roles, 20,958 designations,
// 26,042 activities and 1,875 commitments, and 1,345 investments repeat a pair.
var Standard = Shape{Firms: 20_000, Investors: 15_000, Investments: 80_000, Seed: 1}

var errShape = errors.New("a generated graph with investments needs firms and investors")

// Fill writes the graph to a load.
func (s Shape) Fill(w store.Writer) error {
	g, err := s.market()
	if err != nil {
		return err
	}
	for _, part := range []struct {
		name  string
		write func(store.Writer) error
	}{
		{"sources", g.writeSources},
		{"sectors", g.writeSectors},
		{"programmes", g.writeProgrammes},
		{"firms", g.writeFirms},
		{"investors", g.writeInvestors},
		{"people", g.writePeople},
		{"rounds", g.writeRounds},
		{"commitments", g.writeCommitments},
		{"conflicts", g.writeConflicts},
	} {
		if err := part.write(w); err != nil {
			return fmt.Errorf("generate %s: %w", part.name, err)
		}
	}
	return nil
}

// Hub returns the id of the investor with the most investments, or "" if there is none.
func (s Shape) Hub() string {
	g, err := s.market()
	if err != nil || s.Investments == 0 {
		return ""
	}
	degrees := make([]int, s.Investors)
	for _, d := range g.deals {
		degrees[d.investor]++
	}
	return g.investorID(greatest(degrees))
}

// HubFirm returns the id of the firm with the most investments in it, or "" if there is none.
func (s Shape) HubFirm() string {
	g, err := s.market()
	if err != nil || s.Investments == 0 {
		return ""
	}
	degrees := make([]int, s.Firms)
	for _, d := range g.deals {
		degrees[d.firm]++
	}
	return firmID(greatest(degrees))
}

func greatest(degrees []int) int {
	best := 0
	for i, degree := range degrees {
		if degree > degrees[best] {
			best = i
		}
	}
	return best
}

// market is a graph that is being generated, with the data that its parts share.
type market struct {
	shape     Shape
	investors []investor
	deals     []deal
	isListed  []bool // by firm: whether it is one of the investors
}

// stream numbers the random sources, one for each subject, so that a change of one subject does not affect the others.
type stream uint64

const (
	investorStream stream = iota
	dealStream
	roundStream
	firmStream
	fundStream
	peopleStream
	sourceStream
	programmeStream
	commitmentStream
	conflictStream
)

func (s Shape) chance(of stream) chance {
	return chance{rand.New(rand.NewPCG(s.Seed, uint64(of)))}
}

func (s Shape) market() (*market, error) {
	if s.Investments > 0 && (s.Firms <= 0 || s.Investors <= 0) {
		return nil, fmt.Errorf("%w: %+v", errShape, s)
	}
	g := &market{shape: s, isListed: make([]bool, s.Firms)}
	g.chooseInvestors(s.chance(investorStream))
	g.chooseDeals(s.chance(dealStream))
	return g, nil
}

// The g after the colon in ids marks generated facts.

func firmID(i int) string              { return fmt.Sprintf("firm:g%07d", i+1) }
func personID(i int) string            { return fmt.Sprintf("person:g%07d", i+1) }
func roundID(i int) string             { return fmt.Sprintf("round:g%07d", i+1) }
func sourceID(i int) string            { return fmt.Sprintf("source:g%07d", i+1) }
func sectorID(i int) string            { return fmt.Sprintf("sector:g%07d", i+1) }
func factID(kind string, i int) string { return fmt.Sprintf("%s:g%07d", kind, i+1) }

// sources returns the number of sources that facts cite.
func (g *market) sources() int { return g.shape.Firms/40 + 5 }

// cite adds one or two sources to a fact.
func (g *market) cite(c chance, p model.Properties) {
	first := c.IntN(g.sources())
	list := []string{sourceID(first)}
	if c.oneIn(4) {
		list = append(list, sourceID((first+1+c.IntN(g.sources()-1))%g.sources()))
	}
	p[model.Sources] = list
}
