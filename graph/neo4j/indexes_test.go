package neo4j_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/stakegraph/stakegraph/graph/engine"
	"github.com/stakegraph/stakegraph/graph/store"
	"github.com/stakegraph/stakegraph/graph/store/storetest"
)

// indexedGraph is large enough for the database to prefer indexes.
var indexedGraph = storetest.PathsGraph

func loadGenerated(t testing.TB) func(store.Loader) error {
	return func(into store.Loader) error {
		_, err := into.Load(t.Context(), indexedGraph.Fill)
		return err
	}
}

// indexCase is a query with the required properties of the database's plan.
type indexCase struct {
	name, query string
	uses        []string // parts that the plan must contain
	not         []string // operators that the plan must not contain
	pages       bool     // whether the query reads a page in the middle
}

const (
	byID       = "NodeUniqueIndexSeek UNIQUE n2:Fact(id)"
	someOfFund = `investors: {some: {node: {id: {eq: "FUND"}}}}`
)

var (
	inOrder = []string{"Top", "PartialTop", "Sort", "PartialSort"} // absent if a page is in the order of the index
	atOnce  = []string{"Top", "Sort"}                              // absent if only rows that are equal in the index are sorted
)

var indexCases = []indexCase{
	{"lookup", `{ firm(id: "FIRM") { name } }`, []string{"IndexSeek", "(id) WHERE id = $p.a0", "(id) WHERE id = k1"}, nil, false},
	{"ids", `{ nodes(ids: ["FIRM", "FUND"]) { id } }`, []string{"NodeUniqueIndexSeek UNIQUE n1:Fact(id)"}, nil, false},
	{
		"20 of one hop by a property of the edge",
		`{ investor(id: "FUND") { investments(first: 20, orderBy: [{announcedOn: DESC}]) { edges { announcedOn node { name } } } } }`,
		[]string{"Seek", "(id) WHERE id = k1", "Expand(All) (n1)-[r3:INVESTED_IN]->(n3)"},
		nil, false,
	},
	{
		"two hops with totals",
		`{ investor(id: "FUND") { investments(first: 3) { totalCount nodes { investors(first: 10) { totalCount nodes { name } } } } } }`,
		[]string{"Seek", "getDegree((n1)-[:INVESTED_IN]->())", "getDegree((n3)<-[:INVESTED_IN]-())"},
		nil, false,
	},
	{
		"two roots", `{ firm(id: "FIRM") { name } investor(id: "FUND") { name } }`,
		[]string{"IndexSeek", "(id) WHERE id = $p.a0", "(id) WHERE id = k1", "(id) WHERE id = $p.a2", "(id) WHERE id = k3"},
		nil, false,
	},

	{"firms of a fund", `{ firms(filter: {` + someOfFund + `}) { nodes { name } } }`, []string{byID}, nil, false},
	{
		"firms of a fund, counted and sorted",
		`{ firms(filter: {` + someOfFund + `}, orderBy: [{name: ASC}]) { totalCount nodes { name } } }`,
		[]string{byID, "NodeUniqueIndexSeek UNIQUE n4:Fact(id)"},
		nil, false,
	},
	{
		"firms of a fund and more", `{ firms(filter: {and: [{foundedYear: {gt: 2000}}, {` + someOfFund + `}]}) { nodes { name } } }`,
		[]string{byID},
		nil, false,
	},
	{
		"firms of one fund or another",
		`{ firms(filter: {or: [{` + someOfFund + `}, {investors: {some: {node: {id: {eq: "investor:g0000002"}}}}}]}) { nodes { name } } }`,
		[]string{byID + " WHERE id = k2"},
		nil, false,
	},
	{
		"firms of some funds", `{ firms(filter: {investors: {some: {node: {id: {in: ["FUND", "investor:g0000002"]}}}}}) { nodes { name } } }`,
		[]string{byID + " WHERE id = k2"},
		nil, false,
	},
	{
		"firms of a fund or a sector",
		`{ firms(filter: {or: [{` + someOfFund + `}, {sectors: {some: {node: {id: {eq: "sector:g0000001"}}}}}]}) { totalCount nodes { name } } }`,
		[]string{byID, "NodeUniqueIndexSeek UNIQUE n3:Fact(id)", "Union"},
		nil, false,
	},
	{
		"firms of alternatives with conditions of their own",
		`{ firms(filter: {or: [{` + someOfFund + `, foundedYear: {gt: 2000}}, {id: {eq: "FIRM"}}]}) { nodes { name } } }`,
		[]string{byID, "NodeUniqueIndexSeek UNIQUE n1:Fact(id)", "Union"},
		nil, false,
	},
	{
		"firms of a fund in a programme, from the fund",
		`{ firms(filter: {designations: {some: {node: {id: {eq: "programme:g-little-giant"}}}}, ` + someOfFund + `}) { nodes { name } } }`,
		[]string{byID, "Expand(All) (n2)-[r2:INVESTED_IN]->(n1)"},
		nil, false,
	},
	{
		"firms of those who invested in a firm",
		`{ firms(filter: {investors: {some: {node: {investments: {some: {node: {id: {eq: "firm:g0000001"}}}}}}}}) { nodes { name } } }`,
		[]string{"NodeUniqueIndexSeek UNIQUE n3:Fact(id)"},
		nil, false,
	},
	{
		"investors in a firm", `{ investors(filter: {investments: {some: {node: {id: {eq: "firm:g0000001"}}}}}) { nodes { name } } }`,
		[]string{byID},
		nil, false,
	},

	{"firms", pageOf("firms", ""), []string{"n1:Firm(id)"}, inOrder, false},
	{"firms by name", pageOf("firms", "{name: ASC}"), []string{"NodeIndexScan RANGE INDEX n1:Firm(nameKey, id)"}, inOrder, false},
	{"firms by name, descending", pageOf("firms", "{name: DESC}"), []string{"NodeIndexScan RANGE INDEX n1:Firm(nameKey, id)"}, atOnce, false},
	{"firms by year", pageOf("firms", "{foundedYear: ASC}"), []string{"n1:Firm(foundedYear, id)"}, nil, false},
	{"firms by year, descending", pageOf("firms", "{foundedYear: DESC}"), []string{"n1:Firm(foundedYear, id)"}, nil, false},
	{"firms by unicorn's date", pageOf("firms", "{unicornSince: ASC}"), []string{"n1:Firm(unicornSince, unicornSinceLatest, id)"}, nil, false},
	{"firms by valuation and name", pageOf("firms", "{valuationUsd: DESC}, {name: ASC}"), []string{"n1:Firm(valuationUsd, id)", "n1:Firm(nameKey, id)"}, nil, false},
	{"rounds by date", pageOf("rounds", "{announcedOn: ASC}"), []string{"n1:Round(announcedOn, announcedOnLatest, id)"}, nil, false},
	{"rounds by date, descending", pageOf("rounds", "{announcedOn: DESC}"), []string{"n1:Round(announcedOn, announcedOnLatest, id)"}, nil, false},
	{"founders", pageOf("founders", ""), []string{"n1:Founder(id)"}, inOrder, false},
	{"founders by name", pageOf("founders", "{name: ASC}"), []string{"n1:Founder(nameKey, id)"}, inOrder, false},
	{"investors", pageOf("investors", ""), []string{"n1:Investor(id)"}, inOrder, false},
	{"investors by name", pageOf("investors", "{name: ASC}"), []string{"n1:Investor(nameKey, id)"}, inOrder, false},
	{"people by name, descending", pageOf("people", "{name: DESC}"), []string{"n1:Person(nameKey, id)"}, atOnce, false},
	{"totals", `{ firms { totalCount } investors { totalCount } founders { totalCount } }`, []string{"NodeCountFromCountStore"}, nil, false},

	{"next firms", pageOf("firms", ""), []string{"NodeIndexSeekByRange RANGE INDEX n1:Firm(id)"}, inOrder, true},
	{"next firms by name", pageOf("firms", "{name: ASC}"), []string{"NodeIndexSeek RANGE INDEX n1:Firm(nameKey, id) WHERE nameKey >="}, inOrder, true},
	{"next firms by name, descending", pageOf("firms", "{name: DESC}"), []string{"NodeIndexSeek RANGE INDEX n1:Firm(nameKey, id) WHERE nameKey <="}, atOnce, true},
	{"next firms by year", pageOf("firms", "{foundedYear: ASC}"), []string{"NodeIndexSeek RANGE INDEX n1:Firm(foundedYear, id) WHERE foundedYear >="}, nil, true},
	{"next firms by year, descending", pageOf("firms", "{foundedYear: DESC}"), []string{"NodeIndexSeek RANGE INDEX n1:Firm(foundedYear, id) WHERE foundedYear <="}, nil, true},
	{"next rounds by date", pageOf("rounds", "{announcedOn: ASC}"), []string{"n1:Round(announcedOn, announcedOnLatest, id) WHERE announcedOn >="}, nil, true},
	{"next rounds by date, descending", pageOf("rounds", "{announcedOn: DESC}"), []string{"n1:Round(announcedOn, announcedOnLatest, id) WHERE announcedOn <="}, nil, true},
	{"next investors by name", pageOf("investors", "{name: ASC}"), []string{"n1:Investor(nameKey, id) WHERE nameKey >="}, inOrder, true},

	{"firms by ids", `{ firms(filter: {id: {in: ["FIRM", "firm:g0000002"]}}, orderBy: [{name: ASC}]) { nodes { name } } }`, []string{"n1:Fact(id) WHERE id = k1"}, nil, false},
	{"names that begin so", `{ firms(filter: {name: {startsWith: "bo"}}) { nodes { name } } }`, []string{"n1:Firm(nameKey, id) WHERE nameKey STARTS WITH"}, nil, false},
	{"names that begin so, in order", `{ firms(filter: {name: {startsWith: "bo"}}, orderBy: [{name: ASC}]) { nodes { name } } }`, []string{"n1:Firm(nameKey, id) WHERE nameKey STARTS WITH"}, inOrder, false},
	{"how many names begin so", `{ firms(filter: {name: {startsWith: "bo"}}) { totalCount } }`, []string{"n1:Firm(nameKey, id) WHERE nameKey STARTS WITH"}, nil, false},
	{
		"names in either script that begin so", `{ firms(filter: {or: [{name: {startsWith: "bo"}}, {nameZh: {startsWith: "bo"}}]}) { nodes { name } } }`,
		[]string{"n1:Firm(nameKey, id) WHERE nameKey STARTS WITH", "n1:Firm(nameZhKey, id) WHERE nameZhKey STARTS WITH"},
		nil, false,
	},
	{"a name", `{ firms(filter: {name: {eq: "Bo"}}) { totalCount nodes { name } } }`, []string{"n1:Firm(nameKey, id) WHERE nameKey =", "n2:Firm(nameKey, id) WHERE nameKey ="}, nil, false},
	{"some names", `{ firms(filter: {name: {in: ["Bo", "Ao"]}}) { totalCount nodes { name } } }`, []string{"n1:Firm(nameKey, id) WHERE nameKey = k1", "n2:Firm(nameKey, id) WHERE nameKey = k2"}, nil, false},
	{"how many of a year", `{ firms(filter: {foundedYear: {eq: 2015}}) { totalCount } }`, []string{"n1:Firm(foundedYear, id) WHERE foundedYear ="}, nil, false},

	{
		"investors of a round, and its firm", `{ round(id: "round:g0000001") { investors { totalCount nodes { name } } firm { name } } }`,
		[]string{"DirectedRelationshipIndexSeek RANGE INDEX (n3)-[r3:INVESTED_IN(roundId)]->"},
		nil, false,
	},
	{
		"conflicts and sources", `{ firm(id: "FIRM") { conflicts { value sources { title } } sources { title } } }`,
		[]string{"NodeIndexSeek RANGE INDEX n3:Conflict(factId, id)", "Seek", "WHERE id = cache[n1.sources][i5]"},
		nil, false,
	},
}

// pageOf returns the query of a page of a root field in an order.
func pageOf(field, order string) string {
	if order != "" {
		order = ", orderBy: [" + order + "]"
	}
	return `query ($first: Int, $after: String) { ` + field + `(first: $first, after: $after` + order +
		`) { pageInfo { endCursor } nodes { name } } }`
}

// mostHits is the maximum db hits of a statement. Reading all firms takes more.
const mostHits = 1500

// TestIndexes checks that no statement scans a label if an index can be used, or sorts rows that an index has in order.
// It compares Neo4j's text of the plan, which a new version can word differently.
func TestIndexes(t *testing.T) {
	s := holding(t, "generated 2000", loadGenerated(t))
	server := serve(engine.Config{Store: s, Explainer: s})
	database := bare(t, forTest(t))
	settle(t, database)
	ids := strings.NewReplacer("FUND", indexedGraph.Hub(), "FIRM", indexedGraph.HubFirm())
	for _, c := range indexCases {
		t.Run(c.name, func(t *testing.T) {
			query, variables := ids.Replace(c.query), map[string]any{"first": json.Number("50")}
			if c.pages {
				variables["after"] = endOf(t, postQuery(t, server, query, map[string]any{"first": 100}))
			}
			explanation, err := server.Explain(t.Context(), query, "", variables)
			if err != nil {
				t.Fatal(err)
			}
			operators, hits := operatorsOf(t, database, explanation.Statement)
			for _, o := range operators {
				if readsAll(o) || slices.Contains(c.not, o.name) {
					t.Errorf("it does %s %s", o.name, o.details)
				}
			}
			for _, part := range c.uses {
				if !slices.ContainsFunc(operators, func(o operator) bool { return strings.Contains(o.name+" "+o.details, part) }) {
					t.Errorf("it does not do %q", part)
				}
			}
			if hits > mostHits {
				t.Errorf("it asks the storage %d times, want %d at most", hits, mostHits)
			}
			if t.Failed() {
				t.Logf("%s\n%s", explanation.Statement.Text, printed(operators))
			}
		})
	}
}

// readsAll reports whether an operator scans nodes or relationships without an index on a property.
func readsAll(o operator) bool {
	for _, part := range []string{"LabelScan", "LabelsScan", "AllNodesScan", "TypeScan", "TypesScan", "RelationshipsScan"} {
		if strings.HasSuffix(o.name, part) {
			return true
		}
	}
	return false
}

// endOf returns the cursor of the last row of an answer.
func endOf(t testing.TB, answer string) string {
	t.Helper()
	_, rest, found := strings.Cut(answer, `"endCursor":"`)
	cursor, _, _ := strings.Cut(rest, `"`)
	if !found || cursor == "" {
		t.Fatalf("there is no cursor in %.300s", answer)
	}
	return cursor
}
