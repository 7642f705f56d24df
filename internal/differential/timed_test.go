package differential_test

import (
	"log/slog"
	"strings"
	"testing"

	"github.com/stakegraph/stakegraph/graph/engine"
	"github.com/stakegraph/stakegraph/graph/sqlite"
)

// timedQueries are queries that reach relationships and rounds in every possible way. An @ marks the place of a time. The
// random walk of the schema seldom reaches these with a time that has an effect.
var timedQueries = []string{
	`{ rounds(first: 100, time: @) { totalCount undatedCount nodes { id firm { id } investors(time: @) { edges { relationship { id } } } }
		aggregate { count announcedOn { min max } } groups(by: [YEAR]) { nodes { key { year } count } } } }`,
	`{ rounds(first: 100, filter: {firm: {name: {isNull: false}}}, time: @) { totalCount undatedCount nodes { id } } }`,
	`{ nodes(ids: ["round:a", "round:b", "round:A", "round:0", "round:-", "round: ", "firm:a", "person:b", "source:a"], time: @) { id } }`,
	`{ a: round(id: "round:a", time: @) { id } round(id: "round:b", time: @) { id investors { totalCount } } node(id: "round:a") { id } }`,
	`{ firms(first: 100, time: @) { nodes { id investors(time: @) { totalCount edges { relationship { id } round { id name } } } rounds(time: @) { totalCount undatedCount edges { relationship { id } } } } } }`,
	`{ firms(first: 100, time: @) { nodes { id designations(time: @) { totalCount undatedCount edges { relationship { id } } } people(time: @) { undatedCount edges { relationship { id } } } founders(time: @) { totalCount undatedCount } } } }`,
	`{ investors(first: 100, time: @) { totalCount nodes { id investments(time: @) { edges { relationship { id } } } commitments(time: @) { totalCount undatedCount edges { relationship { id } } } } } }`,
	`{ stateFunds(first: 100, time: @) { nodes { limitedPartners(time: @) { edges { relationship { id } } } } } founders(time: @) { totalCount } }`,
	`{ people(first: 100, time: @) { nodes { id roles(time: @) { edges { relationship { id } node { id } } } } } }`,
	`{ programmes(first: 100, time: @) { nodes { id batches(time: @) { id } subsidies { id } firms(time: @) { edges { relationship { id } } } } } }`,
	`{ sectors(first: 100, time: @) { nodes { id parent { id } firms(time: @) { totalCount } children(time: @) { totalCount } conflicts { value } sources { id } } } }`,

	`{ firms(first: 100, filter: {investors: {some: {lead: {isNull: false}}}}, time: @) { nodes { id } } }`,
	`{ firms(first: 100, filter: {investors: {all: {lead: {eq: true}}}}, time: @) { nodes { id } } }`,
	`{ firms(first: 100, filter: {designations: {none: {}}}, time: @) { nodes { id } } }`,
	`{ firms(first: 100, filter: {designations: {single: {}}}, time: @) { nodes { id } } }`,
	`{ firms(first: 100, filter: {investors: {some: {round: {amount: {isNull: false}}}}}, time: @) { nodes { id } } }`,
	`{ investors(first: 100) { nodes { investments(time: @, filter: {node: {investors: {aggregate: {count: {gte: 2}}}}}) { totalCount undatedCount
		groups(by: [YEAR]) { nodes { members { undatedCount } } } } } } }`,
	`{ firms(first: 100, filter: {people: {aggregate: {count: {gte: 2}}}}, time: @) { nodes { id } } }`,
	`{ firms(first: 100, filter: {investors: {aggregate: {rounds: {amount: {usd: {min: {isNull: false}}}}}}}, time: @) { nodes { id } } }`,
	`{ firms(first: 100, filter: {rounds: {some: {node: {investors: {some: {}}}}}}, time: @) { nodes { id } } }`,
	`{ people(first: 100, filter: {roles: {some: {node: {people: {none: {isFounder: {eq: true}}}}}}}, time: @) { nodes { id } } }`,
	`{ vcFunds(first: 100, filter: {limitedPartners: {some: {}}, not: {commitments: {some: {}}}}, time: @) { nodes { id } } }`,
	`{ programmes(filter: {firms: {aggregate: {nodeCount: {gte: 2}}}}, time: @) { nodes { id } } }`,

	`{ firms(first: 100, orderBy: [{investors: {by: {count: DESC}}}, {rounds: {by: {nodes: {announcedOn: {max: ASC}}}}}], time: @) { nodes { id } } }`,
	`{ firms(first: 100, orderBy: [{investors: {by: {rounds: {amount: {usd: {sum: DESC}}}}}}], time: @) { nodes { id } } }`,
	`{ firms(first: 100, orderBy: [{designations: {by: {nodeCount: DESC}}}], time: @) { nodes { id } } }`,
	`{ investors(first: 100, time: @) { nodes { investments(orderBy: [{round: {announcedOn: DESC}}], time: @) { edges { relationship { id } } } } } }`,
	`{ firms(first: 100, orderBy: [{people: {by: {count: DESC}}}], time: @) { edges { cursor node { id } } } }`,

	`{ firms(time: @) { aggregate { rounds { count announcedOn { min } amount { usd { sum } } } } } }`,
	`{ investors(first: 100, time: @) { nodes { investments(time: @) { aggregate { count rounds { count } nodes { count } announcedOn { max } } } } } }`,
	`{ firms(first: 100) { nodes { id investors(time: @) { aggregate { count rounds { count } } } } } }`,

	`{ firms(time: @) { groups(by: [PROGRAMME, BATCH], first: 100) { nodes { key { programme { id } batch } count members { nodes { id } } } } } }`,
	`{ firms(time: @) { groups(by: [INVESTMENT_YEAR], first: 100) { nodes { key { investmentYear } count aggregate { rounds { count } } } } } }`,
	`{ firms(time: @) { groups(by: [INVESTOR_TYPE, INVESTOR_LEVEL], first: 100) { nodes { key { investorType investorLevel } count } } } }`,
	`{ rounds(time: @) { groups(by: [INVESTOR_TYPE, CITY], first: 100) { nodes { key { investorType city } count members { nodes { id } } } } } }`,
	`{ rounds(time: @) { groups(by: [PROGRAMME], first: 100) { nodes { key { programme { id } } count } } } }`,
	`{ investors(first: 100, time: @) { nodes { investments(time: @) { groups(by: [ROUND]) { nodes { key { round { id } } count } } } } } }`,
	`{ firms(first: 100, time: @) { nodes { investors(time: @) { groups(by: [ROUND_NAME, YEAR]) { nodes { key { roundName year } count } } } } } }`,
	`{ programmes(time: @) { nodes { firms(time: @) { groups(by: [YEAR, BATCH], filter: {count: {gte: 1}}) { nodes { key { year batch } count } } } } } }`,

	`{ firms(first: 100) { nodes { id a: investors { totalCount } b: investors(time: @) { totalCount } c: rounds { totalCount } } } d: rounds { totalCount } }`,
	`{ firms(first: 100, time: @) { nodes { id a: rounds(time: {asOf: "2015-06"}) { nodes { id firm { id } investors(time: @) { totalCount } } } b: rounds(time: @) { totalCount } } } }`,
	`{ commonInvestors(firms: ["firm:a", "firm:b"], atLeast: 1, time: @) { totalCount nodes { id } } }`,
	`{ commonPortfolio(investors: ["investor:a", "firm:a"], atLeast: 1, time: @) { nodes { id } } }`,
}

// times are the forms of a time.
var times = [][]string{{"asOf"}, {"from"}, {"to"}, {"from", "to"}}

// timed returns a query with a form of time in place of each @.
func timed(query string, form int, certainty string) document {
	d := &draft{schema: querySchema}
	var bounds []string
	for _, name := range times[form] {
		bounds = append(bounds, name+": "+d.day(name))
	}
	return d.document(strings.ReplaceAll(query, "@", "{"+strings.Join(bounds, ", ")+", certainty: "+certainty+"}"))
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
