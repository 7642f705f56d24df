package planner

import (
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// The expansions and references that lead from the rows to further keys.
var (
	toSectors    = along(model.OperatesIn, plan.Outgoing)
	toParent     = along(model.PartOf, plan.Outgoing)
	toProgrammes = along(model.Designated, plan.Incoming)
	toInvestors  = along(model.InvestedIn, plan.Incoming)
	ofRound      = plan.From{Kind: plan.BackReference, Rel: model.InvestedIn, Direction: plan.Incoming, Property: model.RoundID}
	namedRound   = plan.From{Kind: plan.Reference, Of: plan.OfRelationship, Property: model.RoundID}
	toFirm       = along(model.Raised, plan.Incoming)
)

// plainKeys are the keys that are a property of a node, with their fields in GroupKey.
var plainKeys = map[string]struct {
	column plan.Column
	field  string
}{
	"CITY":            {plan.Column{Property: model.City}, "city"},
	"PROVINCE":        {plan.Column{Property: model.Province}, "province"},
	"COUNTRY":         {plan.Column{Property: model.Country}, "country"},
	"FOUNDED_YEAR":    {plan.Column{Property: model.FoundedYear}, "foundedYear"},
	"TYPE":            {plan.Column{Property: model.ID, Part: plan.Kind}, "type"},
	"LEVEL":           {plan.Column{Property: model.Level}, "level"},
	"PUBLISHER":       {plan.Column{Property: model.Publisher}, "publisher"},
	"PROGRAMME_LEVEL": {plan.Column{Property: model.ProgrammeLevel}, "programmeLevel"},
	"CURRENCY":        {plan.Column{Property: model.AmountRaised, Part: plan.Currency}, "currency"},
}

// keyOf returns the key for a value of GroupBy on rows of a type, and its field in GroupKey. Steps that the key needs
// are added to the groups, each once, so that keys with the same step are read from the same relationship.
func (b bindings) keyOf(g *plan.Groups, typeName, by string) (plan.GroupKey, string) {
	switch by {
	case "INVESTOR_TYPE", "INVESTOR_LEVEL", "INVESTMENT_YEAR":
		return investorKey(g, typeName, by)
	}
	seat := 0 // step to the firm or investor that the keys belong to
	if typeName == "Round" && by != "YEAR" && by != "ROUND_NAME" && by != "CURRENCY" {
		seat = step(g, plan.Step{From: toFirm})
	}
	if plain, is := plainKeys[by]; is {
		return plan.GroupKey{At: seat, Column: plain.column}, plain.field
	}
	id := plan.Column{Property: model.ID}
	switch by {
	case "SECTOR", "SECTOR_WITH_PARENTS":
		at := seat
		switch {
		case typeName == "Sector":
			at = step(g, plan.Step{From: toParent})
		case b.edges[typeName].node != "Sector":
			at = step(g, plan.Step{Start: seat, From: toSectors})
		}
		if by == "SECTOR_WITH_PARENTS" {
			at = step(g, plan.Step{Start: at, From: toParent, Upwards: true})
		}
		return plan.GroupKey{At: at, Column: id}, "sector"
	case "PROGRAMME", "BATCH":
		at := seat
		if !b.isOver(typeName, model.Designated) {
			at = step(g, plan.Step{Start: seat, From: toProgrammes})
		}
		if by == "PROGRAMME" {
			return plan.GroupKey{At: at, Column: id}, "programme"
		}
		return plan.GroupKey{At: at, Column: plan.Column{Of: plan.OfRelationship, Property: model.BatchNumber}}, "batch"
	case "ROUND":
		return plan.GroupKey{At: step(g, plan.Step{From: namedRound}), Column: id}, "round"
	case "ROUND_NAME":
		at := 0
		if b.isOver(typeName, model.InvestedIn) {
			at = step(g, plan.Step{From: namedRound})
		}
		return plan.GroupKey{At: at, Column: plan.Column{Property: model.Name}}, "roundName"
	}
	year := plan.Column{Of: plan.OfRelationship, Property: model.Year}
	switch {
	case typeName == "Round" || b.edges[typeName].node == "Round":
		year = plan.Column{Property: model.AnnouncedOn, Part: plan.Year}
	case typeName == "Source":
		year = plan.Column{Property: model.PublishedOn, Part: plan.Year}
	case b.isOver(typeName, model.InvestedIn):
		year = plan.Column{Of: plan.OfRelationship, Property: model.AnnouncedOn, Part: plan.Year}
	}
	return plan.GroupKey{Column: year}, "year"
}

// isOver reports whether a type is the edge type of a type of relationship.
func (b bindings) isOver(typeName string, rel model.RelType) bool {
	edge, isEdge := b.edges[typeName]
	return isEdge && edge.rel == rel
}

// investorKey returns a key of the investments in a firm or in a round.
func investorKey(g *plan.Groups, typeName, by string) (plan.GroupKey, string) {
	from := toInvestors
	if typeName == "Round" {
		from = ofRound
	}
	at := step(g, plan.Step{From: from})
	switch by {
	case "INVESTOR_TYPE":
		return plan.GroupKey{At: at, Column: plan.Column{Property: model.ID, Part: plan.Kind}}, "investorType"
	case "INVESTOR_LEVEL":
		return plan.GroupKey{At: at, Column: plan.Column{Property: model.Level}}, "investorLevel"
	}
	column := plan.Column{Of: plan.OfRelationship, Property: model.AnnouncedOn, Part: plan.Year}
	return plan.GroupKey{At: at, Column: column}, "investmentYear"
}

// step adds a step unless the groups have it, and returns its number.
func step(g *plan.Groups, s plan.Step) int {
	for i, have := range g.Steps {
		if have.Start == s.Start && have.Upwards == s.Upwards && have.From.Kind == s.From.Kind &&
			have.From.Rel == s.From.Rel && have.From.Direction == s.From.Direction && have.From.Property == s.From.Property {
			return i + 1
		}
	}
	g.Steps = append(slices.Clip(g.Steps), s)
	return len(g.Steps)
}
