package oracle_test

import (
	"strings"
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/internal/oracle"
)

// years returns a graph of facts that begin and end. It has a programme whose designations are valid for three years, and
// one that does not state their validity.
func years(t *testing.T) *oracle.Oracle {
	t.Helper()
	var g oracle.Graph
	for _, n := range []model.Node{
		{Label: model.Firm, Properties: model.Properties{model.ID: "firm:a", model.Name: "A"}},
		{Label: model.VCFund, Properties: model.Properties{model.ID: "investor:v", model.Name: "V"}},
		{Label: model.Person, Properties: model.Properties{model.ID: "person:p", model.Name: "P"}},
		{Label: model.Programme, Properties: model.Properties{
			model.ID: "programme:three", model.Name: "Three", model.ValidityYears: int64(3),
		}},
		{Label: model.Programme, Properties: model.Properties{model.ID: "programme:open", model.Name: "Open"}},
		{Label: model.Batch, Properties: model.Properties{model.ID: "batch:1", model.Year: int64(2019)}},
		{Label: model.Batch, Properties: model.Properties{
			model.ID: "batch:2", model.Year: int64(2018), model.AnnouncedOn: date(t, "2019-07"),
		}},
	} {
		if err := g.Node(n); err != nil {
			t.Fatal(err)
		}
	}
	role := func(id, from, to string) model.Relationship {
		values := model.Properties{model.Title: "T", model.IsFounder: false}
		if from != "" {
			values[model.From] = date(t, from)
		}
		if to != "" {
			values[model.To] = date(t, to)
		}
		return between(model.HasRole, id, "person:p", "firm:a", values)
	}
	for _, r := range []model.Relationship{
		role("1:from2018", "2018", ""),
		role("2:to2019", "2015", "2019"),
		role("3:unknown", "", ""),
		between(model.Designated, "1:three2019", "programme:three", "firm:a", model.Properties{model.Year: int64(2019)}),
		between(model.Designated, "2:open2019", "programme:open", "firm:a", model.Properties{model.Year: int64(2019)}),
		between(model.Designated, "3:three", "programme:three", "firm:a", nil),
		between(model.CommittedTo, "1:2019", "firm:a", "investor:v", model.Properties{model.Year: int64(2019)}),
		between(model.HasBatch, "1", "programme:three", "batch:1", nil),
		between(model.HasBatch, "2", "programme:three", "batch:2", nil),
	} {
		if err := g.Relationship(r); err != nil {
			t.Fatal(err)
		}
	}
	return oracle.New(schema, &g)
}

// TestTimes checks which facts are valid at a time, surely and possibly.
func TestTimes(t *testing.T) {
	e := years(t)
	lists := map[string]string{
		"people":       `{ firm(id: "firm:a") { people(time: @) { edges { relationship { id } } } } }`,
		"designations": `{ firm(id: "firm:a") { designations(time: @) { edges { relationship { id } } } } }`,
		"commitments":  `{ firm(id: "firm:a") { commitments(time: @) { edges { relationship { id } } } } }`,
		"batches":      `{ programme(id: "programme:three") { batches(time: @) { id } } }`,
	}
	for _, c := range []struct{ list, time, surely, possibly string }{
		{"people", `{asOf: "2014"}`, "", "unknown"},
		{"people", `{asOf: "2018-06"}`, "to2019", "from2018 to2019 unknown"},
		{"people", `{asOf: "2019-01-01"}`, "from2018 to2019", "from2018 to2019 unknown"},
		{"people", `{asOf: "2019-06"}`, "from2018", "from2018 to2019 unknown"},
		{"people", `{asOf: "2020-01-01"}`, "from2018", "from2018 unknown"},
		{"people", `{from: "2018", to: "2019"}`, "from2018", "from2018 unknown"},
		{"people", `{to: "2018-03"}`, "to2019", "from2018 to2019 unknown"},
		{"people", `{from: "2018-03"}`, "", "from2018 unknown"},
		{"designations", `{asOf: "2018"}`, "", "three"},
		{"designations", `{asOf: "2019-06"}`, "", "three2019 open2019 three"},
		{"designations", `{asOf: "2021-12-31"}`, "three2019 open2019", "three2019 open2019 three"},
		{"designations", `{asOf: "2022-01-01"}`, "open2019", "three2019 open2019 three"},
		{"designations", `{asOf: "2022-12-31"}`, "open2019", "open2019 three"},
		{"designations", `{from: "2019", to: "2019"}`, "three2019 open2019", "three2019 open2019 three"},
		{"commitments", `{asOf: "2019-06"}`, "", "2019"},
		{"commitments", `{asOf: "2019"}`, "2019", "2019"},
		{"batches", `{asOf: "2019-06"}`, "", "1"},
		{"batches", `{asOf: "2019-07"}`, "2", "2 1"},
		{"batches", `{asOf: "2019"}`, "2 1", "2 1"},
	} {
		for certainty, want := range map[string]string{"SURELY": c.surely, "POSSIBLY": c.possibly} {
			time := c.time[:len(c.time)-1] + ", certainty: " + certainty + "}"
			if got := ids(t, e, strings.Replace(lists[c.list], "@", time, 1)); got != want {
				t.Errorf("%s %s: %q, want %q", c.list, time, got, want)
			}
		}
	}
}

// TestTimesOfAMarket checks rounds of investments, and firms with common investors, at a time.
func TestTimesOfAMarket(t *testing.T) {
	e := market(t)
	for query, want := range map[string]string{
		`{ rounds(time: {asOf: "2019-06"}) { nodes { id } } }`:                                                                               "1",
		`{ rounds(time: {asOf: "2019"}) { nodes { id firm { id } } } }`:                                                                      "1 a 2 a",
		`{ nodes(ids: ["round:2", "firm:a"], time: {asOf: "2019-06"}) { id } round(id: "round:1", time: {asOf: "2019-06"}) { id } }`:         "a 1",
		`{ firms(filter: {investors: {some: {}}}, time: {asOf: "2018"}) { nodes { id } } a: rounds(time: {asOf: "2018"}) { nodes { id } } }`: "",
		`{ rounds(time: {asOf: "2019"}) { nodes { id investors(time: {to: "2018"}) { edges { relationship { id } } } } } }`:                  "1 2",
		`{ rounds(time: {asOf: "2019-06"}) { nodes { id firm { rounds { nodes { id } } } } } }`:                                              "1 1 2",
		`{ rounds(time: {asOf: "2019-06"}) { groups(by: [YEAR]) { nodes { members { nodes { id } } } } } }`:                                  "1",
		`query($none: TimeFilter) { rounds(time: $none) { nodes { id } } a: rounds(time: null) { nodes { id } } }`:                           "1 2 3 1 2 3",
		`{ commonInvestors(firms: ["firm:a", "firm:b"]) { nodes { id } } }`:                                                                  "v",
		`{ commonInvestors(firms: ["firm:a", "firm:b"], time: {asOf: "2019"}) { nodes { id } } }`:                                            "",
		`{ commonInvestors(firms: ["firm:a", "firm:b", "firm:a"], atLeast: 1) { nodes { id } } }`:                                            "s v",
		`{ commonPortfolio(investors: ["investor:v", "investor:s"]) { nodes { id } } }`:                                                      "a",
	} {
		if got := ids(t, e, query); got != want {
			t.Errorf("%s: %q, want %q", query, got, want)
		}
	}
	for _, query := range []string{
		`{ rounds(time: {asOf: "x"}) { totalCount } }`,
		`{ rounds(time: {from: "2020", to: "2019"}) { totalCount } }`,
		`{ rounds(time: {}) { totalCount } }`,
		`{ rounds(time: {certainty: POSSIBLY, from: null}) { totalCount } }`,
		`{ rounds(time: {asOf: "2019", to: "2020"}) { totalCount } }`,
		`{ commonInvestors(firms: []) { totalCount } }`,
		`{ commonInvestors(firms: ["firm:a", "firm:none"]) { totalCount } }`,
		`{ commonInvestors(firms: ["investor:v"]) { totalCount } }`,
		`{ exposure(of: ["sector:ai"]) { reached: nodes { distance } } }`,
		`{ paths(from: ["firm:a"], to: ["firm:none"]) { length } }`,
		`{ commonInvestors(firms: ["firm:a", "firm:a"], atLeast: 2) { totalCount } }`,
	} {
		if answer, err := e.Answer(query, nil); err == nil {
			t.Errorf("%s: %v", query, answer)
		}
	}
}
