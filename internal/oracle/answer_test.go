package oracle_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/stakegraph/stakegraph/internal/oracle"
)

// TestFilters checks which firms or investments satisfy a filter.
func TestFilters(t *testing.T) {
	e := market(t)
	firms := map[string]string{
		`{}`:                                                "a b c",
		`{or: []}`:                                          "",
		`{and: []}`:                                         "a b c",
		`{not: {}}`:                                         "",
		`{name: {eqExact: "a"}}`:                            "",
		`{name: {eq: "a"}}`:                                 "a",
		`{name: {in: ["a"]}}`:                               "a",
		`{name: {inExact: ["a"]}}`:                          "",
		`{name: {gt: "A"}}`:                                 "b c",
		`{name: {startsWithExact: "c"}}`:                    "",
		`{city: {isNull: true}}`:                            "c",
		`{not: {city: {eq: "Beijing"}}}`:                    "c",
		`{foundedYear: {gte: 2010, lt: 2013}}`:              "a",
		`{foundedYear: {in: []}}`:                           "",
		`{valuationUsd: {in: ["0.05", "7"]}}`:               "c",
		`{aliases: {hasAll: []}}`:                           "a b c",
		`{aliases: {hasAny: ["z", "y"]}}`:                   "a",
		`{aliases: {hasAny: ["Y"]}}`:                        "a",
		`{aliases: {hasAnyExact: ["Y"]}}`:                   "",
		`{aliases: {isEmpty: true}}`:                        "b c",
		`{unicornSince: {gt: "2019-12"}}`:                   "c",
		`{unicornSince: {lt: "2020-05"}}`:                   "",
		`{unicornSince: {eq: "2020-01-01"}}`:                "",
		`{investors: {some: {announcedOn: {gt: "2019"}}}}`:  "",
		`{investors: {some: {announcedOn: {gte: "2019"}}}}`: "a",
		`{investors: {aggregate: {share: {inCurrency: {currency: "CNY", sum: {isNull: false}}}}}}`: "b",
		`{unicornSince: {within: "2020"}}`:                                                                                      "c",
		`{investors: {some: {}}}`:                                                                                               "a b",
		`{investors: {none: {}}}`:                                                                                               "c",
		`{investors: {single: {}}}`:                                                                                             "b",
		`{investors: {all: {lead: {eq: true}}}}`:                                                                                "c",
		`{investors: {some: {lead: {eq: true}, node: {stateFund: {}}}}}`:                                                        "",
		`{investors: {some: {node: {stateFund: {level: {eq: CENTRAL}}}}}}`:                                                      "a",
		`{investors: {some: {round: {amount: {value: {lt: "1"}, currency: {eq: "USD"}}}}}}`:                                     "a",
		`{investors: {aggregate: {count: {gte: 2}}}}`:                                                                           "a",
		`{investors: {aggregate: {filter: {lead: {isNull: true}}, count: {eq: 1}}}}`:                                            "a b",
		`{investors: {aggregate: {nodeCount: {lt: 2}}}}`:                                                                        "b c",
		`{investors: {aggregate: {share: {usd: {sum: {isNull: true}}}}}}`:                                                       "a b c",
		`{investors: {aggregate: {share: {inCurrency: {currency: "CNY", max: {eq: "5"}}}}}}`:                                    "b",
		`{investors: {aggregate: {nodes: {foundedYear: {min: {isNull: true}}}, rounds: {amount: {usd: {sum: {eq: "1.05"}}}}}}}`: "a",
		`{sectors: {some: {node: {parent: {id: {eq: "sector:tech"}}}}}}`:                                                        "a",
	}
	for filter, want := range firms {
		got := ids(t, e, `{ firms(filter: `+filter+`) { nodes { id } } }`)
		if got != want {
			t.Errorf("%s holds for firms %q, want %q", filter, got, want)
		}
	}
}

// TestOrders checks the order of firms.
func TestOrders(t *testing.T) {
	e := market(t)
	for orderBy, want := range map[string]string{
		`[]`:                                 "a b c",
		`{name: DESC}`:                       "c b a",
		`{city: DESC}`:                       "a b c",
		`{city: ASC_NULLS_FIRST}`:            "c a b",
		`[{city: ASC}, {foundedYear: DESC}]`: "b a c",
		`{valuationUsd: ASC}`:                "c a b",
		`{valuationUsd: DESC_NULLS_FIRST}`:   "b a c",
		`{investors: {by: {count: DESC}}}`:   "a b c",
		`{investors: {filter: {lead: {eq: false}}, by: {count: ASC}}}`:    "b c a",
		`{rounds: {by: {nodes: {amount: {usd: {sum: ASC}}}}}}`:            "a b c",
		`{rounds: {by: {nodes: {announcedOn: {max: DESC_NULLS_FIRST}}}}}`: "b c a",
	} {
		if got := ids(t, e, `{ firms(orderBy: `+orderBy+`) { nodes { id } } }`); got != want {
			t.Errorf("by %s firms come as %q, want %q", orderBy, got, want)
		}
	}
	for orderBy, want := range map[string]string{
		`[]`:                              "1 2 3 4",
		`{lead: DESC}`:                    "1 3 2 4",
		`{announcedOn: ASC}`:              "3 1 2 4",
		`{round: {amount: {usd: ASC}}}`:   "3 1 2 4",
		`[{node: {id: ASC}}, {id: DESC}]`: "2 4 3 1",
	} {
		query := `{ a: firm(id: "firm:a") { investors(orderBy: ` + orderBy + `) { edges { relationship { id } } } } }`
		want = strings.Join(strings.Fields(strings.ReplaceAll(want, "4", "")), " ")
		if got := ids(t, e, query); got != want {
			t.Errorf("by %s investments come as %q, want %q", orderBy, got, want)
		}
	}
}

// ids returns all ids of an answer without their prefixes.
func ids(t *testing.T, e *oracle.Oracle, query string) string {
	t.Helper()
	text, err := json.Marshal(answered(t, e, query, nil))
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, part := range strings.Split(string(text), `"id":"`)[1:] {
		id, _, _ := strings.Cut(part, `"`)
		found = append(found, id[strings.Index(id, ":")+1:])
	}
	return strings.Join(found, " ")
}

func answered(t *testing.T, e *oracle.Oracle, query string, variables map[string]any) oracle.Object {
	t.Helper()
	answer, err := e.Answer(query, variables)
	if err != nil {
		t.Fatalf("%v:\n%s", err, query)
	}
	return answer
}

// TestAnswers compares answers with results that were computed by hand.
func TestAnswers(t *testing.T) {
	e := market(t)
	for query, want := range map[string]string{
		`{ nodes(ids: ["firm:a", "investor:none", "investor:s"]) { __typename ... on StateFund { level } ... on Investor { name } } }`: `{"nodes":[{"__typename":"Firm","name":"Ａ"},null,{"__typename":"StateFund","level":"CENTRAL","name":"S"}]}`,
		// The other investor has not invested and was not listed as an investor.
		`{ investors { totalCount nodes { id } } investor(id: "investor:o") { id } otherInvestor(id: "investor:o") { id } }`:                `{"investors":{"totalCount":2,"nodes":[{"id":"investor:s"},{"id":"investor:v"}]},"investor":null,"otherInvestor":{"id":"investor:o"}}`,
		`query($no: Boolean = false) { firm(id: "firm:c") { id @skip(if: $no) name @include(if: $no) valuationUsd unicornSince aliases } }`: `{"firm":{"id":"firm:c","valuationUsd":"0.05","unicornSince":"2020","aliases":[]}}`,
		// Round 1 has two investments; its amount counts once.
		`{ firm(id: "firm:a") { investors { aggregate { count nodeCount announcedOn { count min max } rounds { count amount { count usd { sum average median } currencies { currency value { sum } } } } } } } }`: `{"firm":{"investors":{"aggregate":{"count":3,"nodeCount":2,"announcedOn":{"count":3,"min":"2019","max":"2019-05"},"rounds":{"count":2,"amount":{"count":2,"usd":{"sum":"1.05","average":"0.52","median":"0.52"},"currencies":[{"currency":"CNY","value":{"sum":"10000000000000"}},{"currency":"USD","value":{"sum":"0.05"}}]}}}}}}`,
		`{ firms { aggregate { foundedYear { count sum average median p: percentile(at: "0.3333") max } valuationUsd { average percentile(at: "0.001") } } } }`:                                                   `{"firms":{"aggregate":{"foundedYear":{"count":2,"sum":"4023","average":"2011.50","median":"2011.50","p":"2011","max":2013},"valuationUsd":{"average":"50.02","percentile":"0.15"}}}}`,
		`{ firms(filter: {id: {in: []}}) { aggregate { count foundedYear { count min sum median } } groups(by: CITY) { nodes { count } } } }`:                                                                     `{"firms":{"aggregate":{"count":0,"foundedYear":{"count":0,"min":null,"sum":null,"median":null}},"groups":{"nodes":[]}}}`,
		`{ firms { groups(by: CITY) { nodes { key { city country } count members { nodes { id } } } } } }`:                                                                                                        `{"firms":{"groups":{"nodes":[{"key":{"city":"Beijing","country":null},"count":2,"members":{"nodes":[{"id":"firm:a"},{"id":"firm:b"}]}},{"key":{"city":null,"country":null},"count":1,"members":{"nodes":[{"id":"firm:c"}]}}]}}}`,
		`{ firms { groups(by: SECTOR, orderBy: {key: DESC_NULLS_FIRST}) { nodes { key { sector { name } } count } } } }`:                                                                                          `{"firms":{"groups":{"nodes":[{"key":{"sector":null},"count":1},{"key":{"sector":{"name":"Tech"}},"count":1},{"key":{"sector":{"name":"Chips"}},"count":1},{"key":{"sector":{"name":"AI"}},"count":1}]}}}`,
		// Firm a is in Tech once, though both of its sectors are parts of it.
		`{ firms { groups(by: SECTOR_WITH_PARENTS, filter: {count: {gt: 1}}, orderBy: {count: DESC}) { nodes { key { sector { id } } count aggregate { rounds { count } } } } } }`: `{"firms":{"groups":{"nodes":[{"key":{"sector":{"id":"sector:tech"}},"count":2,"aggregate":{"rounds":{"count":3}}}]}}}`,
		// A batch belongs to its programme.
		`{ firms(filter: {id: {eq: "firm:a"}}) { groups(by: [PROGRAMME, BATCH]) { nodes { key { programme { id } batch } } } } }`:                                                                                                                             `{"firms":{"groups":{"nodes":[{"key":{"programme":{"id":"programme:l"},"batch":1}},{"key":{"programme":{"id":"programme:p"},"batch":2}}]}}}`,
		`{ firms { groups(by: BATCH, first: 2, orderBy: [{count: DESC}, {key: DESC}]) { nodes { key { batch } count } } } }`:                                                                                                                                  `{"firms":{"groups":{"nodes":[{"key":{"batch":null},"count":2},{"key":{"batch":2},"count":1}]}}}`,
		`{ rounds { groups(by: [YEAR, ROUND_NAME]) { nodes { key { year roundName } count } } } }`:                                                                                                                                                            `{"rounds":{"groups":{"nodes":[{"key":{"year":2019,"roundName":"A"},"count":1},{"key":{"year":2019,"roundName":"B"},"count":1},{"key":{"year":null,"roundName":"A"},"count":1}]}}}`,
		`{ vcFund(id: "investor:v") { investments { groups(by: ROUND_NAME) { nodes { key { roundName round { id } } count members(orderBy: {node: {id: DESC}}) { edges { relationship { id } } groups(by: CITY) { nodes { key { city } count } } } } } } } }`: `{"vcFund":{"investments":{"groups":{"nodes":[{"key":{"roundName":"A","round":null},"count":2,"members":{"edges":[{"relationship":{"id":"4"}},{"relationship":{"id":"1"}}],"groups":{"nodes":[{"key":{"city":"Beijing"},"count":2}]}}},{"key":{"roundName":"B","round":null},"count":1,"members":{"edges":[{"relationship":{"id":"3"}}],"groups":{"nodes":[{"key":{"city":"Beijing"},"count":1}]}}}]}}}}`,
	} {
		if err := (oracle.Cursors{}).Match(answered(t, e, query, nil), json.RawMessage(want)); err != nil {
			t.Errorf("%s\n%v", query, err)
		}
	}
}

// TestPages reads a list from both ends, two firms at a time.
func TestPages(t *testing.T) {
	const query = `query($first: Int, $after: String, $last: Int, $before: String, $orderBy: [FirmOrder!] = {foundedYear: DESC}) {
		firms(first: $first, after: $after, last: $last, before: $before, orderBy: $orderBy) {
			nodes { id } pageInfo { hasPreviousPage hasNextPage startCursor endCursor } totalCount
		}
	}`
	e := market(t)
	for _, c := range []struct {
		variables map[string]any
		want      string
	}{
		{map[string]any{"first": 2}, `[{"id":"firm:b"},{"id":"firm:a"}] false true b a`},
		{map[string]any{"first": 2, "after": oracle.Cursor("firm:a")}, `[{"id":"firm:c"}] true false c c`},
		{map[string]any{"last": 2}, `[{"id":"firm:a"},{"id":"firm:c"}] true false a c`},
		{map[string]any{"last": 2, "before": oracle.Cursor("firm:a")}, `[{"id":"firm:b"}] false true b b`},
		{map[string]any{"first": 0}, `[] false true null null`},
		{map[string]any{"first": 1, "before": oracle.Cursor("firm:c")}, `[{"id":"firm:b"}] false true b b`},
		{map[string]any{"last": 1, "after": oracle.Cursor("firm:b")}, `[{"id":"firm:c"}] true false c c`},
		{map[string]any{"first": 2, "after": oracle.Cursor("firm:b"), "before": oracle.Cursor("firm:c")}, `[{"id":"firm:a"}] true false a a`},
		{map[string]any{"last": 2, "after": oracle.Cursor("firm:b"), "before": oracle.Cursor("firm:c")}, `[{"id":"firm:a"}] false true a a`},
		{map[string]any{"first": 2, "after": oracle.Cursor("firm:c")}, `[] true false null null`},
		{map[string]any{"last": 2, "before": oracle.Cursor("firm:b")}, `[] false true null null`},
		{map[string]any{"last": 0, "before": oracle.Cursor("firm:b")}, `[] false true null null`},
		{map[string]any{"first": 1, "after": oracle.Cursor("firm:a"), "orderBy": map[string]any{"city": "ASC"}}, `[{"id":"firm:b"}] true true b b`},
	} {
		parts := strings.Split(c.want, " ")
		cursor := func(id string) string {
			if id == "null" {
				return id
			}
			return `"` + id + `"`
		}
		want := `{"firms":{"nodes":` + parts[0] + `,"pageInfo":{"hasPreviousPage":` + parts[1] + `,"hasNextPage":` + parts[2] +
			`,"startCursor":` + cursor(parts[3]) + `,"endCursor":` + cursor(parts[4]) + `},"totalCount":3}}`
		cursors := oracle.Cursors{"a": "firm:a", "b": "firm:b", "c": "firm:c"}
		if err := cursors.Match(answered(t, e, query, c.variables), json.RawMessage(want)); err != nil {
			t.Errorf("%v: %v", c.variables, err)
		}
	}
}

// TestGroupPages reads groups from both ends. A cursor marks a position, so the group at it may be missing.
func TestGroupPages(t *testing.T) {
	const query = `query($first: Int, $after: String, $last: Int, $before: String, $of: [ID!]) {
		firms(filter: {id: {in: $of}}) {
			groups(by: [CITY, FOUNDED_YEAR], orderBy: {key: DESC}, first: $first, after: $after, last: $last, before: $before) {
				nodes { key { foundedYear } } pageInfo { hasPreviousPage hasNextPage startCursor endCursor } totalCount
			}
		}
	}`
	e := market(t)
	all, two := []any{"firm:a", "firm:b", "firm:c"}, []any{"firm:a", "firm:c"}
	read := func(variables map[string]any) (string, oracle.Object) {
		t.Helper()
		groups := answered(t, e, query, variables)[0].Value.(oracle.Object)[0].Value.(oracle.Object)
		text, err := json.Marshal(groups)
		if err != nil {
			t.Fatal(err)
		}
		return string(text), groups[1].Value.(oracle.Object)
	}
	text, info := read(map[string]any{"first": 1, "of": all})
	first := info[2].Value
	if !strings.HasPrefix(text, `{"nodes":[{"key":{"foundedYear":2013}}],"pageInfo":{"hasPreviousPage":false,"hasNextPage":true,`) ||
		!strings.HasSuffix(text, `"totalCount":3}`) || first != info[3].Value {
		t.Fatal(text)
	}
	for _, c := range []struct {
		variables map[string]any
		want      string
	}{
		{map[string]any{"first": 1, "after": first, "of": all}, `[{"key":{"foundedYear":2010}}],"pageInfo":{"hasPreviousPage":true,"hasNextPage":true`},
		{map[string]any{"last": 1, "of": all}, `[{"key":{"foundedYear":null}}],"pageInfo":{"hasPreviousPage":true,"hasNextPage":false`},
		{map[string]any{"before": first, "of": all}, `[],"pageInfo":{"hasPreviousPage":false,"hasNextPage":true`},
		{map[string]any{"after": first, "of": two}, `[{"key":{"foundedYear":2010}},{"key":{"foundedYear":null}}],"pageInfo":{"hasPreviousPage":false,"hasNextPage":false`},
	} {
		if text, _ := read(c.variables); !strings.HasPrefix(text, `{"nodes":`+c.want) {
			t.Errorf("%v: %s", c.variables, text)
		}
	}
}

// TestNotAnswered checks that invalid queries, and queries about the schema, are refused.
func TestNotAnswered(t *testing.T) {
	e := market(t)
	for _, query := range []string{
		`{ firms { nobody } }`,
		`{ __schema { types { name } } }`,
		`{ firms(first: 1001) { totalCount } }`,
		`{ firms(first: 1, last: 1) { totalCount } }`,
		`{ firms(after: "firm:none") { totalCount } }`,
		`{ firms(orderBy: {name: ASC, city: ASC}) { nodes { id } } }`,
		`{ firms(filter: {city: {eq: null}}) { totalCount } }`,
		`{ firms { groups(by: [SECTOR, SECTOR_WITH_PARENTS]) { nodes { count } } } }`,
		`{ firms { aggregate { foundedYear { percentile(at: "1.01") } } } }`,
	} {
		if answer, err := e.Answer(query, nil); !errors.Is(err, oracle.ErrNotAnswered) {
			t.Errorf("%s: %v, %v", query, answer, err)
		}
	}
}

// TestCheck checks arguments of fields that Answer does not evaluate.
func TestCheck(t *testing.T) {
	e := market(t)
	for argument, wrong := range map[string]bool{
		`first: 1000`:                             false,
		`first: 1001`:                             true,
		`first: 1, last: 1`:                       true,
		`filter: {share: {value: {lt: "1.5"}}}`:   false,
		`filter: {share: {value: {lt: "1.555"}}}`: true,
		`filter: {not: {announcedOn: {in: ["2019", "2019-13"]}}}`:                             true,
		`orderBy: {share: {usd: ASC}}`:                                                        false,
		`filter: {node: {investments: {aggregate: {share: {inCurrency: {currency: "cn"}}}}}}`: true,
	} {
		err := e.Check(`{ firm(id: "firm:none") { ...f } } fragment f on Firm { investors(`+argument+`) { totalCount } }`, nil)
		if errors.Is(err, oracle.ErrNotAnswered) != wrong {
			t.Errorf("%s: %v", argument, err)
		}
	}
}

// TestMatch checks that every kind of difference is reported.
func TestMatch(t *testing.T) {
	answer := oracle.Object{
		{Key: "a", Value: int64(1)},
		{Key: "b", Value: []any{"x", nil, true}},
		{Key: "c", Value: oracle.Cursor("firm:a")},
		{Key: "d", Value: oracle.Cursor("firm:b")},
	}
	match := func(data string) error { return oracle.Cursors{}.Match(answer, json.RawMessage(data)) }
	if err := match(`{"a":1,"b":["x",null,true],"c":"1","d":"2"}`); err != nil {
		t.Error(err)
	}
	for _, data := range []string{
		`{"b":["x",null,true],"a":1,"c":"1","d":"2"}`,
		`{"a":1,"b":["x",null,true],"c":"1"}`,
		`{"a":"1","b":["x",null,true],"c":"1","d":"2"}`,
		`{"a":1.5,"b":["x",null,true],"c":"1","d":"2"}`,
		`{"a":1,"b":["x",null],"c":"1","d":"2"}`,
		`{"a":1,"b":["x",0,true],"c":"1","d":"2"}`,
		`{"a":1,"b":["x",null,true],"c":null,"d":"2"}`,
		`{"a":1,"b":["x",null,true],"c":"1","d":"1"}`,
		`null`,
		``,
	} {
		if match(data) == nil {
			t.Errorf("%s is found to be equal", data)
		}
	}
}
