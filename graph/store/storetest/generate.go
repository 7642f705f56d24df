package storetest

import (
	"errors"
	"fmt"
	"math/rand/v2"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/store"
)

// Shape is the size of a generated graph: a made-up market whose few great investors and firms have most of the
// investments, as real ones do. One shape gives one graph, the same on every machine.
//
// Firms are those that money is raised by; investors of the corporate kind are Firms too, and a quarter of those are
// among the firms. People, rounds, sectors, programmes, sources, commitments and conflicts follow in proportion.
type Shape struct {
	Firms, Investors, Investments int
	Seed                          uint64
}

// Standard is the graph of the benchmarks. Of its investors half have at most 2 investments, nine in ten at most 7, one
// in a hundred has 56 or more, the greatest 896. Of its firms one in five has none, half have at most 2, nine in ten at
// most 8, one in a hundred has 51 or more, the greatest 171. There are 28,551 rounds, 32,074 people, 33,770 roles,
// 20,958 designations, 26,042 activities and 1,875 commitments, and 1,345 investments repeat a pair.
var Standard = Shape{Firms: 20_000, Investors: 15_000, Investments: 80_000, Seed: 1}

var errShape = errors.New("a generated graph with investments needs firms and investors")

// Fill writes the graph; it is what Load takes.
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

// Hub returns the id of the investor with the most investments, and "" where there is none.
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

// HubFirm returns the id of the firm with the most investments in it, and "" where there is none.
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

// market is a graph in the making: what its parts refer to in each other.
type market struct {
	shape     Shape
	investors []investor
	deals     []deal
	isListed  []bool // by firm: it is one of the investors
}

// stream numbers the sources of chance, one for each subject, so that a change of one leaves the others as they were.
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

// Ids tell by their first letter after the colon that a graph was generated.

func firmID(i int) string              { return fmt.Sprintf("firm:g%07d", i+1) }
func personID(i int) string            { return fmt.Sprintf("person:g%07d", i+1) }
func roundID(i int) string             { return fmt.Sprintf("round:g%07d", i+1) }
func sourceID(i int) string            { return fmt.Sprintf("source:g%07d", i+1) }
func sectorID(i int) string            { return fmt.Sprintf("sector:g%07d", i+1) }
func factID(kind string, i int) string { return fmt.Sprintf("%s:g%07d", kind, i+1) }

// sources is how many sources there are for facts to cite.
func (g *market) sources() int { return g.shape.Firms/40 + 5 }

// cite gives a fact one source, or two.
func (g *market) cite(c chance, p model.Properties) {
	first := c.IntN(g.sources())
	list := []string{sourceID(first)}
	if c.oneIn(4) {
		list = append(list, sourceID((first+1+c.IntN(g.sources()-1))%g.sources()))
	}
	p[model.Sources] = list
}
