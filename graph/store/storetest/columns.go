package storetest

import (
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// checkColumns checks that each part of each property is returned as it was written, and is null if it is unknown.
func checkColumns(t *testing.T, s store.Store) {
	t.Run("Organisation", func(t *testing.T) { checkRecorded(t, s, "columns_organisation") })
	t.Run("Other", func(t *testing.T) { checkRecorded(t, s, "columns_other") })
	t.Run("Relationship", func(t *testing.T) { checkRecorded(t, s, "columns_relationship") })
	t.Run("UnknownAliases", func(t *testing.T) {
		expect(t, s, at("firm:empty", of(model.Aliases)), atNode(nil))
	})
}

func moneyParts(p model.Property) []plan.Item {
	return []plan.Item{part(p, plan.Units), part(p, plan.Currency), part(p, plan.USD)}
}

func dateParts(p model.Property) []plan.Item {
	return []plan.Item{part(p, plan.Earliest), part(p, plan.Latest), part(p, plan.Precision)}
}

func organisationColumns() []planCase {
	texts := []plan.Item{
		of(model.Name), key(model.Name), of(model.NameZh), key(model.NameZh), of(model.City), key(model.City),
		of(model.Province), key(model.Province), of(model.Country), key(model.Country), of(model.Website), of(model.Listing),
	}
	byLabel := func(items ...plan.Item) *plan.Plan {
		return root(all(lookup("firm:empty", "investor:angel", "investor:muni", "investor:yun"), items...))
	}
	return []planCase{
		{"texts and their keys", at("firm:alpha", texts...)},
		{"texts not known", at("firm:empty", texts...)},
		{
			"keys in full width, of sharp s, beyond the BMP",
			root(all(lookup("firm:alpha-wide", "firm:plane2", "firm:sharp"), of(model.Name), key(model.Name))),
		},
		{"a list of texts, as listed", at("firm:alpha", of(model.Aliases))},
		{
			"numbers", root(all(lookup("firm:alpha", "firm:below", "firm:empty", "firm:limit", "firm:percent"),
				of(model.FoundedYear), of(model.ValuationUSD))),
		},
		{
			"money", root(all(lookup("firm:alpha", "firm:below", "firm:empty", "firm:limit", "investor:yun"),
				moneyParts(model.Size)...)),
		},
		{
			"dates of every precision",
			root(all(lookup("firm:alpha", "firm:below", "firm:compat", "firm:empty", "firm:limit"),
				dateParts(model.UnicornSince)...)),
		},
		{
			"years and dates as one value",
			root(all(lookup("firm:alpha", "firm:below", "firm:compat", "firm:empty", "firm:limit"),
				part(model.UnicornSince, plan.Year), part(model.UnicornSince, plan.Moment))),
		},
		{"the label", byLabel(kind, id)},
		{"an enum, and null where the label has no such property", byLabel(of(model.Level), of(model.Province))},
		{"the same column again", at("firm:limit", of(model.Name), id, of(model.Name), of(model.Name))},
	}
}

func otherColumns() []planCase {
	round := append([]plan.Item{id, of(model.Name)}, dateParts(model.AnnouncedOn)...)
	round = append(round, moneyParts(model.AmountRaised)...)
	batch := append([]plan.Item{kind, of(model.Number), of(model.Year), of(model.Firms), of(model.Basis)},
		dateParts(model.AnnouncedOn)...)
	subsidy := append([]plan.Item{kind, of(model.Wording), of(model.Period)}, moneyParts(model.AmountRaised)...)
	source := append([]plan.Item{id, of(model.Title), key(model.Title), key(model.Publisher), of(model.URL)},
		dateParts(model.PublishedOn)...)
	return []planCase{
		{"person", root(all(lookup("person:none", "person:wu"), kind, of(model.Name), key(model.NameZh)))},
		{"round", root(all(scan(model.Round.Set()), round...))},
		{
			"programme", root(all(scan(model.Programme.Set()), kind, of(model.Name), of(model.NameZh), of(model.ProgrammeLevel),
				key(model.ProgrammeLevel), of(model.Authority), of(model.StartedYear), of(model.ValidityYears))),
		},
		{"batch", root(all(scan(model.Batch.Set()), batch...))},
		{"subsidy", root(all(scan(model.Subsidy.Set()), subsidy...))},
		{"conflict", root(all(lookup("conflict:a", "conflict:e"), kind, of(model.FactID), of(model.Field), of(model.OtherValue)))},
		{"source", root(all(scan(model.Source.Set()), source...))},
	}
}

func relationshipColumns() []planCase {
	investment := []plan.Item{relID, rel(of(model.RoundID)), rel(of(model.Lead))}
	for _, item := range append(moneyParts(model.Share), dateParts(model.AnnouncedOn)...) {
		investment = append(investment, rel(item.(plan.Column)))
	}
	role := []plan.Item{rel(of(model.Title)), rel(key(model.Title)), rel(of(model.IsFounder))}
	for _, item := range append(dateParts(model.From), dateParts(model.To)...) {
		role = append(role, rel(item.(plan.Column)))
	}
	return []planCase{
		{
			"investment", root(all(lookup("firm:alpha", "firm:plane2"), where(incoming(model.InvestedIn),
				in(relID, "investment:yun-alpha-1", "investment:yun-alpha-2", "investment:yun-alpha-3", "investment:alpha-plane2"),
				investment...))),
		},
		{"role", root(all(lookup("person:both", "person:li", "person:wu"), all(outgoing(model.HasRole), role...)))},
		{
			"commitment", root(all(lookup("investor:lp", "investor:muni", "investor:state"), all(outgoing(model.CommittedTo),
				rel(part(model.AmountRaised, plan.Units)), rel(part(model.AmountRaised, plan.Currency)), rel(of(model.Year))))),
		},
		{"designation", at("programme:giant", all(outgoing(model.Designated), relID, rel(of(model.BatchNumber)), rel(of(model.Year))))},
	}
}
