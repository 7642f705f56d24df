package oracle

import (
	"slices"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/stakegraph/stakegraph/graph/model"
)

// groupKey is the key of a group: for each element of by a value, which is nil, a string or an int64. A node is represented
// by its id.
type groupKey struct {
	by     []string
	values []any
}

// keyFields maps the values of `by` to the fields of GroupKey.
var keyFields = map[string]string{
	"TYPE": "type", "LEVEL": "level", "SECTOR": "sector", "SECTOR_WITH_PARENTS": "sector", "PROGRAMME": "programme",
	"BATCH": "batch", "YEAR": "year", "FOUNDED_YEAR": "foundedYear", "CITY": "city", "PROVINCE": "province",
	"COUNTRY": "country", "ROUND": "round", "ROUND_NAME": "roundName", "CURRENCY": "currency",
	"PUBLISHER": "publisher", "PROGRAMME_LEVEL": "programmeLevel",
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

// keysOf returns the keys of a row: one for each combination of its sectors, designations and investments. The programme and
// the batch of a key are those of the same designation.
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

// ofInvestment returns an element of a key from an investment, or nil if the row is empty.
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

// sectors returns the sectors of a row: those of a firm, the sector of a firm's activity, or the parent of a sector. If there
// is none, it returns an empty row.
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

// upwards adds the ancestors of sectors.
func (g grouping) upwards(sectors []row) []row {
	all := different(sectors)
	for i := 0; i < len(all); i++ {
		if parent, _ := g.single(all[i], "parent"); parent.node != nil && !slices.Contains(all, parent) {
			all = append(all, parent)
		}
	}
	return all
}

// designations returns the row itself if it is a designation, and the designations of the firm otherwise.
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

// keyOf returns an element of a key that has at most one value per row. The seat is the firm or investor of the row.
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
	case "YEAR":
		return year(r)
	}
	_, value := of.value(field)
	return value
}

// year returns the year of a relationship, or of its node if the relationship's type has no year or date.
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
					return nil // rows of this type have the property, but its value is null
				}
			}
		}
	}
	return nil
}
