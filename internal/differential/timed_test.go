package differential_test

import (
	"log/slog"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/stakegraph/stakegraph/graph/engine"
	"github.com/stakegraph/stakegraph/graph/sqlite"
)

// timedQueries are queries that reach relationships and rounds in every possible way. An @ marks the place of a directive
// with a time. The random walk of the schema seldom reaches these with a time that has an effect.
var timedQueries = []string{
	`{ rounds(first: 100) @ { totalCount nodes { id firm { id } investors { edges { relationship { id } } } }
		aggregate { count announcedOn { min max } } groups(by: [YEAR]) { key { year } count } } }`,
	`query @ { rounds(first: 100, filter: {firm: {name: {isNull: false}}}) { totalCount nodes { id } } }`,
	`query @ { nodes(ids: ["round:a", "round:b", "round:A", "round:0", "round:-", "round: ", "firm:a", "person:b", "source:a"]) { id } }`,
	`{ node(id: "round:a") @ { id } round(id: "round:b") @ { id investors { totalCount } } firm(id: "firm:a") @ { id } }`,
	`{ firms(first: 100) @ { nodes { id investors { totalCount edges { relationship { id } round { id name } } } rounds { totalCount edges { relationship { id } } } } } }`,
	`query @ { firms(first: 100) { nodes { id designations { totalCount edges { relationship { id } } } people { edges { relationship { id } } } founders { totalCount } } } }`,
	`query @ { investors(first: 100) { totalCount nodes { id investments { edges { relationship { id } } } commitments { totalCount edges { relationship { id } } } } } }`,
	`query @ { stateFunds(first: 100) { nodes { limitedPartners { edges { relationship { id } } } } } founders { totalCount } }`,
	`query @ { people(first: 100) { nodes { id roles { edges { relationship { id } node { id } } } } } }`,
	`query @ { programmes(first: 100) { nodes { id batches { id } subsidies { id } firms { edges { relationship { id } } } } } }`,
	`query @ { sectors(first: 100) { nodes { id parent { id } firms { totalCount } children { totalCount } conflicts { value } sources { id } } } }`,

	`query @ { firms(first: 100, filter: {investors: {some: {lead: {isNull: false}}}}) { nodes { id } } }`,
	`query @ { firms(first: 100, filter: {investors: {all: {lead: {eq: true}}}}) { nodes { id } } }`,
	`query @ { firms(first: 100, filter: {designations: {none: {}}}) { nodes { id } } }`,
	`query @ { firms(first: 100, filter: {designations: {single: {}}}) { nodes { id } } }`,
	`query @ { firms(first: 100, filter: {investors: {some: {round: {amount: {isNull: false}}}}}) { nodes { id } } }`,
	`query @ { firms(first: 100, filter: {people: {aggregate: {count: {gte: 2}}}}) { nodes { id } } }`,
	`query @ { firms(first: 100, filter: {investors: {aggregate: {rounds: {amount: {usd: {min: {isNull: false}}}}}}}) { nodes { id } } }`,
	`query @ { firms(first: 100, filter: {rounds: {some: {node: {investors: {some: {}}}}}}) { nodes { id } } }`,
	`query @ { people(first: 100, filter: {roles: {some: {node: {people: {none: {isFounder: {eq: true}}}}}}}) { nodes { id } } }`,
	`query @ { vcFunds(first: 100, filter: {limitedPartners: {some: {}}, not: {commitments: {some: {}}}}) { nodes { id } } }`,
	`query @ { programmes(filter: {firms: {aggregate: {nodeCount: {gte: 2}}}}) { nodes { id } } }`,

	`query @ { firms(first: 100, orderBy: [{investors: {count: DESC}}, {rounds: {nodes: {announcedOn: {max: ASC}}}}]) { nodes { id } } }`,
	`query @ { firms(first: 100, orderBy: [{investors: {rounds: {amount: {usd: {sum: DESC}}}}}]) { nodes { id } } }`,
	`query @ { firms(first: 100, orderBy: [{designations: {nodeCount: DESC}}]) { nodes { id } } }`,
	`query @ { investors(first: 100) { nodes { investments(orderBy: [{round: {announcedOn: DESC}}]) { edges { relationship { id } } } } } }`,
	`query @ { firms(first: 100, orderBy: [{people: {count: DESC}}]) { edges { cursor node { id } } } }`,

	`query @ { firms { aggregate { rounds { count announcedOn { min } amount { usd { sum } } } } } }`,
	`query @ { investors(first: 100) { nodes { investments { aggregate { count rounds { count } nodes { count } announcedOn { max } } } } } }`,
	`{ firms(first: 100) { nodes { id investors { aggregate @ { count rounds { count } } } } } }`,

	`query @ { firms { groups(by: [PROGRAMME, BATCH], first: 100) { key { programme { id } batch } count members { nodes { id } } } } }`,
	`query @ { firms { groups(by: [INVESTMENT_YEAR], first: 100) { key { investmentYear } count aggregate { rounds { count } } } } }`,
	`query @ { firms { groups(by: [INVESTOR_TYPE, INVESTOR_LEVEL], first: 100) { key { investorType investorLevel } count } } }`,
	`{ rounds { groups(by: [INVESTOR_TYPE, CITY], first: 100) @ { key { investorType city } count members { nodes { id } } } } }`,
	`query @ { rounds { groups(by: [PROGRAMME], first: 100) { key { programme { id } } count } } }`,
	`query @ { investors(first: 100) { nodes { investments { groups(by: [ROUND]) { key { round { id } } count } } } } }`,
	`query @ { firms(first: 100) { nodes { investors { groups(by: [ROUND_NAME, YEAR]) { key { roundName year } count } } } } }`,
	`query @ { programmes { nodes { firms { groups(by: [YEAR, BATCH], filter: {count: {gte: 1}}) { key { year batch } count } } } } }`,

	`{ firms(first: 100) { nodes { id a: investors { totalCount } b: investors @ { totalCount } c: rounds { totalCount } } } d: rounds { totalCount } }`,
	`query @ { firms(first: 100) { nodes { id a: rounds @asOf(date: "2015-06") { nodes { id firm { id } investors { totalCount } } } b: rounds { totalCount } } } }`,
	`query @ { commonInvestors(firms: ["firm:a", "firm:b", "firm:c", "firm:A", "firm:0", "firm:1", "firm:-", "firm:é", "firm:ß"], atLeast: 2) { totalCount nodes { id } } }`,
	`query @ { commonPortfolio(investors: ["investor:a", "investor:b", "investor:A", "firm:a", "firm:b"], atLeast: 1) { nodes { id } } }`,
}

// times are the forms of a directive.
var times = []struct {
	directive string
	bounds    []string
}{{"asOf", []string{"date"}}, {"between", []string{"from"}}, {"between", []string{"to"}}, {"between", []string{"from", "to"}}}

// timed returns a query with a form of time in place of each @.
func timed(query string, form int, certainty string) document {
	d := &draft{schema: querySchema}
	var bounds []string
	for _, name := range times[form].bounds {
		bounds = append(bounds, name+": "+d.variable(variable{
			typ: ast.NonNullNamedType("PartialDate", nil), operator: name,
		}))
	}
	directive := "@" + times[form].directive + "(" + strings.Join(bounds, ", ") + ", certainty: " + certainty + ")"
	text := strings.ReplaceAll(query, "@asOf", "\x00")
	text = strings.ReplaceAll(text, "@", directive)
	text = strings.ReplaceAll(text, "\x00", "@asOf")
	operation, isNamed := strings.CutPrefix(text, "query ")
	if !isNamed {
		return d.document(operation)
	}
	at, selection, _ := strings.Cut(operation, " {")
	return d.document(at + " {" + selection)
}

// datesOfTime is the number of sets of dates for each query.
const datesOfTime = 4

// TestTime runs every query with every form of time on SQLite and the oracle, with several graphs.
func TestTime(t *testing.T) {
	reported := map[string]bool{}
	for seed := range 5 {
		h := graphs.Example(seed + 1)
		s, err := sqlite.Open(t.Context(), sqlite.Memory)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := h.load(t.Context(), s); err != nil {
			t.Fatal(err)
		}
		c := &compared{oracle: inMemory(h), counts: newCounter(0)}
		c.executors[0] = serve(engine.Config{Store: s, Logger: slog.New(slog.DiscardHandler)})
		values := collectValues(h)
		for i, query := range timedQueries {
			for form := range times {
				for _, certainty := range []string{"SURELY", "POSSIBLY"} {
					d := timed(query, form, certainty)
					answers := map[string]bool{}
					for j := range datesOfTime {
						set := d.example(values, (seed*len(timedQueries)+i)*datesOfTime+j)
						answer := c.post(t.Context(), 0, d, set)
						answers[answer] = true
						if strings.Contains(answer, "GRAPHQL_VALIDATION_FAILED") {
							t.Fatalf("%s\n%s", answer, d.text)
						}
						if what, how := c.evaluated(d, set, answer); what != "" {
							t.Fatalf("%s: %s\n%s\n%v\n%s", what, how, d.text, set, answer)
						}
					}
					if len(answers) > 1 {
						reported[query] = true
					}
				}
			}
		}
		counts := len(timedQueries) * len(times) * 2 * datesOfTime
		if c.counts.evaluated*10 < counts*9 {
			t.Errorf("of %d queries only %d were answered", counts, c.counts.evaluated)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	for _, query := range timedQueries {
		if !reported[query] && !strings.Contains(query, "sectors") { // sectors have no dates
			t.Errorf("it tells no times apart:\n%s", query)
		}
	}
}

// TestTimeOnNeo4j runs every query with one form of time on both stores. All sets of dates share one statement.
func TestTimeOnNeo4j(t *testing.T) {
	h := graphs.Example(1)
	c := onBoth(t, h, newCounter(0))
	defer c.close()
	values := collectValues(h)
	for i, query := range timedQueries {
		d := timed(query, i%len(times), []string{"SURELY", "POSSIBLY"}[i/len(times)%2])
		for j := range datesOfTime {
			if _, found := c.once(t.Context(), d, d.example(values, i*datesOfTime+j)); found != nil {
				t.Errorf("%s", found)
				break
			}
		}
	}
	if len(c.counts.shapes) != len(timedQueries) {
		t.Errorf("%d queries are %d statements: the dates are in their texts", len(timedQueries), len(c.counts.shapes))
	}
}
