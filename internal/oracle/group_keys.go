package oracle

import (
	"slices"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/stakegraph/stakegraph/graph/model"
)

// groupKey is what the rows of a group have alike: for each of By a value, which is nil, a string or an int64. Nodes are
// their ids.
type groupKey struct {
	by     []string
	values []any
}

// keyFields are the fields of GroupKey that show what groups are made by.
var keyFields = map[string]string{
	"TYPE": "type", "LEVEL": "level", "SECTOR": "sector", "SECTOR_WITH_PARENTS": "sector", "PROGRAMME": "programme",
	"BATCH": "batch", "YEAR": "year", "FOUNDED_YEAR": "foundedYear", "CITY": "city", "PROVINCE": "province",
	"COUNTRY": "country", "ROUND": "round", "ROUND_NAME": "roundName", "CURRENCY": "currency",
	"PUBLISHER": "publisher", "RUNG": "rung",
	"INVESTOR_TYPE": "investorType", "INVESTOR_LEVEL": "investorLevel", "INVESTMENT_YEAR": "investmentYear",
}

func (groupKey) typeName() string { return "GroupKey" }

func (k groupKey) field(e *evaluation, f *ast.Field) any {
	i := slices.IndexFunc(k.by, func(by string) bool { return keyFields[by] == f.Name })
	if i < 0 || k.values[i] == nil {
		return nil
	}
	switch f.Name {
	case "sector", "programme", "round":
		return node{row{node: e.graph.whole.byID[k.values[i].(string)]}}
	case "level", "investorLevel":
		return model.Level.Values()[k.values[i].(int64)]
	}
	return k.values[i]
}

// compare compares the keys in the order that groups are made by.
func (k groupKey) compare(other groupKey, direction string) int {
	for i := range k.values {
		if c := compareDirected(k.values[i], other.values[i], direction); c != 0 {
			return c
		}
	}
	return 0
}

// keysOf returns the keys of a row, once for each of its sectors and each of its designations. A programme and a batch
// are those of one designation.
func (g grouping) keysOf(r row) [][]any {
	fields := map[string]bool{}
	for _, one := range g.by {
		if fields[keyFields[one]] {
			refuse("groups by %s twice", keyFields[one])
		}
		fields[keyFields[one]] = true
	}
	seat := r.far()
	if g.name == "Round" {
		seat, _ = g.single(seat, "firm")
	}
	sectors, designations, investments := []row{{}}, []row{{}}, []row{{}}
	switch {
	case slices.Contains(g.by, "SECTOR"):
		sectors = g.sectors(seat)
	case slices.Contains(g.by, "SECTOR_WITH_PARENTS"):
		sectors = g.upwards(g.sectors(seat))
	}
	if fields["programme"] || fields["batch"] {
		designations = g.designations(r, seat)
	}
	if fields["investorType"] || fields["investorLevel"] || fields["investmentYear"] {
		investments = orNothing(g.related(r.far().node, "investors", "InvestmentInvestor"))
	}
	var all [][]any
	for _, sector := range sectors {
		for _, designation := range designations {
			for _, investment := range investments {
				var values []any
				for _, one := range g.by {
					switch one {
					case "SECTOR", "SECTOR_WITH_PARENTS":
						values = append(values, nodeID(sector))
					case "PROGRAMME":
						values = append(values, nodeID(designation))
					case "BATCH":
						_, batch := designation.value("batch")
						values = append(values, batch)
					case "INVESTOR_TYPE", "INVESTOR_LEVEL", "INVESTMENT_YEAR":
						values = append(values, ofInvestment(one, investment))
					default:
						values = append(values, g.keyOf(one, r, seat))
					}
				}
				all = append(all, values)
			}
		}
	}
	return all
}

// ofInvestment returns a key of an investment, which may be none.
func ofInvestment(by string, investment row) any {
	switch {
	case investment.node == nil:
		return nil
	case by == "INVESTOR_TYPE":
		return investment.node.Label.String()
	case by == "INVESTMENT_YEAR":
		return year(investment)
	}
	_, level := investment.far().value("level")
	return level
}

func nodeID(r row) any {
	if r.node == nil {
		return nil
	}
	return r.node.ID()
}

// sectors returns those that a row is put into groups by: of a firm those that it works in, of its work in a sector
// that sector, of a sector the one that it is a part of; a row of nothing where there is none.
func (g grouping) sectors(r row) []row {
	sectors := []row{}
	switch {
	case g.name == "ActivitySector":
		return []row{r}
	case g.name == "Sector":
		parent, _ := g.single(r, "parent")
		return []row{parent}
	case r.node != nil:
		sectors = g.ends(r.node, model.OperatesIn, false)
	}
	return orNothing(sectors)
}

// upwards adds to sectors all that they are a part of, up to the top.
func (g grouping) upwards(sectors []row) []row {
	all := different(sectors)
	for i := 0; i < len(all); i++ {
		if parent, _ := g.single(all[i], "parent"); parent.node != nil && !slices.Contains(all, parent) {
			all = append(all, parent)
		}
	}
	return all
}

// designations returns the row itself where it is one, else those of the firm.
func (g grouping) designations(r, firm row) []row {
	switch {
	case r.relationship != nil && r.relationship.Type == model.Designated:
		return []row{r}
	case firm.node == nil:
		return []row{{}}
	}
	return orNothing(g.ends(firm.node, model.Designated, true))
}

func orNothing(rows []row) []row {
	if len(rows) == 0 {
		return []row{{}}
	}
	return rows
}

// keyOf returns a key that a row has one of at most. The seat is the firm or the investor that it belongs to.
func (g grouping) keyOf(by string, r, seat row) any {
	of, field := seat, keyFields[by]
	switch by {
	case "TYPE":
		return of.node.Label.String()
	case "ROUND":
		round, _ := g.single(r, "round")
		return nodeID(round)
	case "ROUND_NAME":
		of, field = r.far(), "name"
		if round, is := g.single(r, "round"); is {
			of = round
		}
	case "CURRENCY":
		if _, amount := r.far().value("amount"); amount != nil {
			return amount.(model.Money).Currency
		}
		return nil
	case "RUNG":
		field = "level"
	case "YEAR":
		return year(r)
	}
	_, value := of.value(field)
	return value
}

// year returns the year of a relationship or, where it states none, of its node.
func year(r row) any {
	for _, of := range []row{r, r.far()} {
		for _, field := range []string{"year", "announcedOn", "publishedOn"} {
			switch p, value := of.value(field); value := value.(type) {
			case int64:
				return value
			case model.PartialDate:
				return value.Earliest / 10_000
			default:
				if p.String() == field {
					return nil // stated for such a row, and not known of this one
				}
			}
		}
	}
	return nil
}
