package oracle_test

import (
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/internal/oracle"
)

// market returns a graph that is small enough to compute answers by hand.
//
// Firm a has two rounds: one with the largest possible amount, in CNY, with a fund v and a state fund s, and one of five
// cents with v alone. Firm b has a round of unknown amount with v. Firm c has none.
func market(t *testing.T) *oracle.Oracle {
	t.Helper()
	var g oracle.Graph
	dollar := int64(100)
	for _, n := range []model.Node{
		{Label: model.Firm, Properties: model.Properties{
			model.ID: "firm:a", model.Name: "Ａ", model.City: "Beijing", model.FoundedYear: int64(2010),
			model.ValuationUSD: int64(10_000), model.Aliases: []string{"x", "y"},
		}},
		{Label: model.Firm, Properties: model.Properties{
			model.ID: "firm:b", model.Name: "b", model.City: "Beijing", model.FoundedYear: int64(2013),
		}},
		{Label: model.Firm, Properties: model.Properties{
			model.ID: "firm:c", model.Name: "C", model.ValuationUSD: int64(5), model.UnicornSince: date(t, "2020"),
		}},
		{Label: model.VCFund, Properties: model.Properties{model.ID: "investor:v", model.Name: "V"}},
		{Label: model.StateFund, Properties: model.Properties{
			model.ID: "investor:s", model.Name: "S", model.Level: int64(0),
		}},
		{Label: model.OtherInvestor, Properties: model.Properties{model.ID: "investor:o", model.Name: "O"}},
		{Label: model.Round, Properties: model.Properties{
			model.ID: "round:1", model.Name: "A", model.AnnouncedOn: date(t, "2019-05"),
			model.AmountRaised: model.Money{Amount: model.MaxAmount, Currency: "CNY", USD: &dollar},
		}},
		{Label: model.Round, Properties: model.Properties{
			model.ID: "round:2", model.Name: "B", model.AnnouncedOn: date(t, "2019"),
			model.AmountRaised: model.Money{Amount: 5, Currency: "USD"},
		}},
		{Label: model.Round, Properties: model.Properties{model.ID: "round:3", model.Name: "A"}},
		{Label: model.Sector, Properties: model.Properties{model.ID: "sector:ai", model.Name: "AI"}},
		{Label: model.Sector, Properties: model.Properties{model.ID: "sector:chips", model.Name: "Chips"}},
		{Label: model.Sector, Properties: model.Properties{model.ID: "sector:tech", model.Name: "Tech"}},
		{Label: model.Programme, Properties: model.Properties{model.ID: "programme:l", model.Name: "L"}},
		{Label: model.Programme, Properties: model.Properties{model.ID: "programme:p", model.Name: "P"}},
	} {
		if err := g.Node(n); err != nil {
			t.Fatal(err)
		}
	}
	for _, r := range []model.Relationship{
		between(model.Raised, "1", "firm:a", "round:1", nil),
		between(model.Raised, "2", "firm:a", "round:2", nil),
		between(model.Raised, "3", "firm:b", "round:3", nil),
		between(model.InvestedIn, "1", "investor:v", "firm:a", model.Properties{
			model.RoundID: "round:1", model.Lead: true, model.AnnouncedOn: date(t, "2019-05"),
		}),
		between(model.InvestedIn, "2", "investor:s", "firm:a", model.Properties{
			model.RoundID: "round:1", model.AnnouncedOn: date(t, "2019-05"),
		}),
		between(model.InvestedIn, "3", "investor:v", "firm:a", model.Properties{
			model.RoundID: "round:2", model.Lead: false, model.AnnouncedOn: date(t, "2019"),
		}),
		between(model.InvestedIn, "4", "investor:v", "firm:b", model.Properties{
			model.RoundID: "round:3", model.Share: model.Money{Amount: 500, Currency: "CNY"},
		}),
		between(model.OperatesIn, "1", "firm:a", "sector:ai", nil),
		between(model.OperatesIn, "2", "firm:a", "sector:chips", nil),
		between(model.OperatesIn, "3", "firm:b", "sector:tech", nil),
		between(model.PartOf, "1", "sector:ai", "sector:tech", nil),
		between(model.PartOf, "2", "sector:chips", "sector:tech", nil),
		between(model.Designated, "1", "programme:l", "firm:a", model.Properties{model.BatchNumber: int64(1)}),
		between(model.Designated, "2", "programme:p", "firm:a", model.Properties{model.BatchNumber: int64(2)}),
		between(model.Designated, "3", "programme:l", "firm:b", nil),
		between(model.Designated, "4", "programme:p", "firm:b", nil),
	} {
		if err := g.Relationship(r); err != nil {
			t.Fatal(err)
		}
	}
	return oracle.New(schema, &g)
}

func between(t model.RelType, id, from, to string, values model.Properties) model.Relationship {
	properties := model.Properties{model.ID: id}
	for p, value := range values {
		properties[p] = value
	}
	return model.Relationship{Type: t, From: from, To: to, Properties: properties}
}

func date(t *testing.T, text string) model.PartialDate {
	t.Helper()
	d, err := model.ParsePartialDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
