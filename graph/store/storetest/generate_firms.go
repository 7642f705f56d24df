package storetest

import (
	"fmt"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/store"
)

// writeFirms writes the firms with their sectors and designations.
func (g *market) writeFirms(w store.Writer) error {
	c := g.shape.chance(firmStream)
	sectors := newRanking(c, len(sectorTree), 3)
	designations := 0
	for i := range g.shape.Firms {
		n := node(model.Firm, firmID(i), g.firm(c, i))
		n.Investor = g.isListed[i]
		if err := w.Node(n); err != nil {
			return err
		}
		first := sectors.draw(c)
		for k, sector := range []int{first, (first + 1 + c.IntN(len(sectorTree)-1)) % len(sectorTree)} {
			if k == 1 && !c.percent(30) {
				break
			}
			p := model.Properties{}
			g.cite(c, p)
			activity := relationship(model.OperatesIn, factID("activity", 2*i+k), firmID(i), sectorID(sector), p)
			if err := w.Relationship(activity); err != nil {
				return err
			}
		}
		for which, programme := range programmes {
			if !c.percent(programme.percent) {
				continue
			}
			p := model.Properties{}
			g.cite(c, p)
			batch := c.IntN(programme.batches)
			if c.percent(70) {
				p[model.BatchNumber], p[model.Year] = int64(batch+1), int64(programme.started+batch)
			}
			designation := factID("designation", designations)
			if err := w.Relationship(relationship(model.Designated, designation, programmeID(which), firmID(i), p)); err != nil {
				return err
			}
			designations++
		}
	}
	return nil
}

func (g *market) firm(c chance, i int) model.Properties {
	name, seat := c.firmName(), pick(c, seats)
	p := model.Properties{model.Name: name.english}
	g.cite(c, p)
	if c.percent(90) {
		p[model.NameZh] = name.chinese
	}
	if c.percent(15) {
		p[model.Aliases] = []string{name.short, name.shortChinese}
	}
	if c.percent(85) {
		p[model.City], p[model.Country] = seat.city, seat.country
	}
	if c.percent(80) {
		p[model.Province] = seat.province
	}
	if c.percent(85) {
		p[model.FoundedYear] = int64(1985 + c.IntN(38))
	}
	if c.percent(40) {
		p[model.Website] = fmt.Sprintf("https://g%07d.example/", i+1)
	}
	if c.percent(10) {
		p[model.Listing] = fmt.Sprintf("STAR:688%03d", c.IntN(1000))
	}
	if c.percent(3) {
		p[model.UnicornSince], p[model.ValuationUSD] = c.day(2014+c.IntN(11)), 100*1_000_000*int64(1000+c.IntN(9000))
	}
	return p
}

// programmes are designation schemes, with the percentage of firms that have each.
var programmes = []struct {
	id, english, chinese, level string
	started, batches, percent   int
}{
	{"little-giant", "Little Giant", "专精特新“小巨人”企业", "LITTLE_GIANT", 2019, 6, 60},
	{"key-little-giant", "Key Little Giant", "重点“小巨人”企业", "KEY_LITTLE_GIANT", 2021, 3, 6},
	{"specialised-sme", "Specialised SME", "专精特新中小企业", "SPECIALISED_SME", 2016, 8, 35},
	{"champion", "Manufacturing Champion", "制造业单项冠军", "CHAMPION", 2016, 8, 4},
}

func programmeID(i int) string { return "programme:g-" + programmes[i].id }

// writeProgrammes writes the programmes with their batches and one subsidy each.
func (g *market) writeProgrammes(w store.Writer) error {
	c := g.shape.chance(programmeStream)
	var f facts
	for i, programme := range programmes {
		p := model.Properties{
			model.Name: programme.english, model.NameZh: programme.chinese, model.ProgrammeLevel: programme.level, model.Authority: "MIIT",
			model.StartedYear: int64(programme.started), model.ValidityYears: int64(3),
		}
		g.cite(c, p)
		f.nodes = append(f.nodes, node(model.Programme, programmeID(i), p))
		for b := range programme.batches {
			p := model.Properties{
				model.Number: int64(b + 1), model.Year: int64(programme.started + b), model.Basis: int64(c.IntN(4)),
				model.Firms: int64(g.shape.Firms * programme.percent / 100 / programme.batches),
			}
			g.cite(c, p)
			batch := fmt.Sprintf("batch:g-%s-%d", programme.id, b+1)
			f.nodes = append(f.nodes, node(model.Batch, batch, p))
			f.relationships = append(f.relationships, relationship(model.HasBatch, "of-"+batch, programmeID(i), batch, nil))
		}
		subsidy := model.Properties{model.Wording: "per firm, at most", model.AmountRaised: money(600_000_000, "CNY")}
		g.cite(c, subsidy)
		f.nodes = append(f.nodes, node(model.Subsidy, "subsidy:g-"+programme.id, subsidy))
		f.relationships = append(f.relationships,
			relationship(model.HasSubsidy, "of-subsidy:g-"+programme.id, programmeID(i), "subsidy:g-"+programme.id, nil))
	}
	return f.fill(w)
}

// writeSectors writes the sectors, in up to three levels.
func (g *market) writeSectors(w store.Writer) error {
	var f facts
	for i, sector := range sectorTree {
		p := model.Properties{model.Name: sector.english, model.NameZh: sector.chinese}
		f.nodes = append(f.nodes, node(model.Sector, sectorID(i), p))
		if sector.parent >= 0 {
			f.relationships = append(f.relationships,
				relationship(model.PartOf, factID("part", i), sectorID(i), sectorID(sector.parent), nil))
		}
	}
	return f.fill(w)
}

func (g *market) writeSources(w store.Writer) error {
	c := g.shape.chance(sourceStream)
	for i := range g.sources() {
		publisher := pick(c, publishers)
		p := model.Properties{
			model.Title: fmt.Sprintf("%s, no. %d", publisher, i+1), model.Publisher: publisher,
			model.URL: fmt.Sprintf("https://source.example/%d", i+1),
		}
		if c.percent(80) {
			p[model.PublishedOn] = c.day(2015 + c.IntN(11))
		}
		if err := w.Node(node(model.Source, sourceID(i), p)); err != nil {
			return err
		}
	}
	return nil
}

// writeConflicts writes conflicts about 1 % of the firms and 0.5 % of the investments.
func (g *market) writeConflicts(w store.Writer) error {
	c := g.shape.chance(conflictStream)
	for n := range g.shape.Firms/100 + g.shape.Investments/200 {
		p := model.Properties{model.Field: "foundedYear", model.OtherValue: fmt.Sprintf("%d", 1985+c.IntN(38))}
		if n < g.shape.Firms/100 {
			p[model.FactID] = firmID(c.IntN(g.shape.Firms))
		} else {
			p[model.FactID] = factID("investment", c.IntN(g.shape.Investments))
			p[model.Field], p[model.OtherValue] = "share", "north of CNY "+model.FormatAmount(100*pick(c, amounts))
		}
		g.cite(c, p)
		if err := w.Node(node(model.Conflict, factID("conflict", n), p)); err != nil {
			return err
		}
	}
	return nil
}
