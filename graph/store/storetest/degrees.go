package storetest

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/search"
	"github.com/stakegraph/stakegraph/graph/store"
)

// checkDegrees checks that the degree of a candidate counts its relationships of every type and time after every load,
// and that it sorts hits with equal scores.
func checkDegrees(t *testing.T, open func(t *testing.T) store.Store) {
	s := opened(t, open)
	known := func(t model.RelType, id, from, to string) model.Relationship {
		return model.Relationship{Type: t, From: from, To: to, Properties: model.Properties{model.ID: id}}
	}
	load(t, s, facts{
		nodes: []model.Node{
			named(model.Firm, "firm:a", "Delta One", nil), named(model.Firm, "firm:b", "Delta Two", nil),
			named(model.Firm, "firm:c", "Delta Six", nil), named(model.VCFund, "investor:a", "Delta Fund", nil),
			named(model.StateFund, "investor:b", "Delta Found", nil), named(model.Person, "person:a", "Delta Person", nil),
			named(model.Sector, "sector:a", "Delta Sector", nil), named(model.Sector, "sector:b", "Delta Field", nil),
			named(model.Programme, "programme:a", "Delta Programme", nil),
			{Label: model.Source, Properties: model.Properties{model.ID: "source:a", model.Title: "Delta Source"}},
			{Label: model.Round, Properties: model.Properties{model.ID: "round:a", model.Name: "Series A"}},
			{Label: model.Batch, Properties: model.Properties{model.ID: "batch:a", model.Number: int64(1)}},
		},
		relationships: []model.Relationship{
			{Type: model.InvestedIn, From: "investor:a", To: "firm:a", Properties: model.Properties{
				model.ID: "investment:1", model.AnnouncedOn: model.PartialDate{Earliest: 20190101, Latest: 20191231, Precision: model.YearPrecision},
			}},
			known(model.InvestedIn, "investment:2", "investor:a", "firm:a"),
			known(model.InvestedIn, "investment:3", "firm:a", "firm:b"),
			known(model.CommittedTo, "commitment:1", "investor:b", "investor:a"),
			{Type: model.HasRole, From: "person:a", To: "firm:a", Properties: model.Properties{model.ID: "role:1", model.Title: "Chair", model.IsFounder: false}},
			known(model.Designated, "designation:1", "programme:a", "firm:a"),
			known(model.OperatesIn, "works:1", "firm:a", "sector:a"),
			known(model.PartOf, "part:1", "sector:a", "sector:b"),
			known(model.Raised, "raised:1", "firm:a", "round:a"),
			known(model.HasBatch, "has:1", "programme:a", "batch:a"),
		},
	})
	checkDegreesAre(t, s, map[string]int64{
		"firm:a": 7, "firm:b": 1, "firm:c": 0, "investor:a": 3, "investor:b": 1, "person:a": 1, "sector:a": 2, "sector:b": 1,
		"programme:a": 2, "source:a": 0,
	})
	checkHits(t, s, "delta", "firm:a", "firm:b", "firm:c") // the names have nine characters

	load(t, s, facts{
		nodes: []model.Node{named(model.StateFund, "investor:a", "Delta Fund", nil)},
		relationships: []model.Relationship{
			known(model.InvestedIn, "investment:2", "investor:a", "firm:c"),
			known(model.InvestedIn, "investment:3", "investor:b", "firm:c"),
			known(model.Designated, "designation:1", "programme:a", "firm:a"),
		},
	})
	checkDegreesAre(t, s, map[string]int64{
		"firm:a": 5, "firm:b": 0, "firm:c": 2, "investor:a": 3, "investor:b": 2, "person:a": 1, "sector:a": 2, "sector:b": 1,
		"programme:a": 2, "source:a": 0,
	})
	checkHits(t, s, "delta", "firm:a", "firm:c", "firm:b")

	load(t, s, facts{nodes: []model.Node{
		named(model.Firm, "firm:d", "三角洲", nil), named(model.Firm, "firm:e", "三角洲号码", nil),
		named(model.Firm, "firm:f", "Zeta", model.Properties{model.NameZh: "三角洲"}),
	}})
	checkHits(t, s, "三角洲", "firm:d", "firm:f", "firm:e")
}

func checkDegreesAre(t *testing.T, s store.Store, want map[string]int64) {
	t.Helper()
	found, err := s.Candidates(t.Context(), []search.Lookup{{AnyOf: [][]string{{"gdel"}}, Most: 100}}, false)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]int64{}
	for _, c := range found[0] {
		got[c.Node.ID()] = c.Degree
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("numbers of relationships (-want +got):\n%s", diff)
	}
}

// checkHits checks which firms a text finds, and their order.
func checkHits(t *testing.T, s store.Store, text string, want ...string) {
	t.Helper()
	lookUp := func(expected []search.Lookup) ([][]search.Candidate, error) {
		return s.Candidates(t.Context(), expected, false)
	}
	hits, err := search.NewQuery(text, true).Find(model.Firm.Set(), 10, lookUp)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, h := range hits {
		got = append(got, h.Node.ID())
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q finds %v, want %v", text, got, want)
	}
}
