package planner_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/planner"
	"github.com/stakegraph/stakegraph/graph/planner/input"
)

// planned returns the lines of the plan of a valid query, without the first one.
func planned(t *testing.T, query string, variables map[string]any) []string {
	t.Helper()
	p, err := planQuery(t, loadSchema(t), query, variables)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	lines := strings.Split(strings.TrimSpace(p.String()), "\n")[1:]
	for i, line := range lines {
		lines[i] = strings.TrimSpace(line)
	}
	return lines
}

// TestSeen checks the condition on each type of relationship and on rounds, for each kind of time.
func TestSeen(t *testing.T) {
	counts := map[string]string{ // by what is counted
		"rounds":        `rounds(time: @T) { totalCount }`,
		"investors":     `firm(id: "firm:a") { investors(time: @T) { totalCount } }`,
		"commitments":   `vcFund(id: "investor:a") { commitments(time: @T) { totalCount } }`,
		"people":        `firm(id: "firm:a") { people(time: @T) { totalCount } }`,
		"founders":      `firm(id: "firm:a") { founders(time: @T) { totalCount } }`,
		"designations":  `firm(id: "firm:a") { designations(time: @T) { totalCount } }`,
		"root founders": `founders(time: @T) { totalCount }`,
		"sectors":       `firm(id: "firm:a") { sectors(time: @T) { totalCount } }`,
		"firms":         `firms(time: @T) { totalCount }`,
	}
	for _, c := range []struct{ time, of, where string }{
		{`{asOf: "2019"}`, "rounds", "announcedOn.latest <= 20191231"},
		{`{asOf: "2019-02", certainty: POSSIBLY}`, "rounds", "(announcedOn.earliest is null or announcedOn.earliest <= 20190228)"},
		{`{from: "2019", to: "2020-06"}`, "rounds", "(announcedOn.earliest >= 20190101 and announcedOn.latest <= 20200630)"},
		{`{from: "2019"}`, "rounds", "announcedOn.earliest >= 20190101"},
		{`{to: "2019"}`, "rounds", "announcedOn.latest <= 20191231"},
		{
			`{from: "2019", to: "2019-01-05", certainty: POSSIBLY}`, "rounds",
			"(announcedOn.earliest is null or (announcedOn.latest >= 20190101 and announcedOn.earliest <= 20190105))",
		},
		{`{asOf: "2019"}`, "investors", "relationship.announcedOn.latest <= 20191231"},
		{`{asOf: "2019"}`, "commitments", "relationship.year <= 2019"},
		{`{asOf: "2019-12-30"}`, "commitments", "relationship.year <= 2018"},
		{`{asOf: "0001-05"}`, "commitments", "relationship.year <= 0"},
		{`{asOf: "2019-01-01", certainty: POSSIBLY}`, "commitments", "(relationship.year is null or relationship.year <= 2019)"},
		{`{from: "2019-01-02", to: "2021-11"}`, "commitments", "(relationship.year >= 2020 and relationship.year <= 2020)"},
		{
			`{from: "2019-12-31", to: "2021-01", certainty: POSSIBLY}`, "commitments",
			"(relationship.year is null or (relationship.year >= 2019 and relationship.year <= 2021))",
		},
		{
			`{asOf: "2019-05-01"}`, "people",
			"(relationship.from.latest <= 20190501 and (relationship.to.earliest is null or relationship.to.earliest >= 20190501))",
		},
		{
			`{asOf: "2019", certainty: POSSIBLY}`, "people",
			"((relationship.from.earliest is null or relationship.from.earliest <= 20191231) and " +
				"(relationship.to.latest is null or relationship.to.latest >= 20191231))",
		},
		{`{to: "2019"}`, "people", "relationship.from.latest <= 20191231"},
		{`{to: "2019"}`, "founders", "(relationship.isFounder = true and relationship.from.latest <= 20191231)"},
		{
			`{asOf: "2019"}`, "designations",
			"(relationship.year <= 2019 and (relationship.year.expiry is null or relationship.year.expiry > 2019))",
		},
		{
			`{asOf: "2019-06", certainty: POSSIBLY}`, "designations",
			"((relationship.year is null or relationship.year <= 2019) and " +
				"(relationship.year.expiry is null or relationship.year.expiry > 2018))",
		},
		{`{from: "2019"}`, "designations", "relationship.year >= 2019"},
		{
			`{to: "2019"}`, "root founders",
			"exists outgoing HAS_ROLE ((relationship.isFounder = true and relationship.from.latest <= 20191231))",
		},
		{`{asOf: "2019"}`, "sectors", ""},
		{`{asOf: "2019"}`, "firms", ""},
	} {
		lines := planned(t, "{ "+strings.Replace(counts[c.of], "@T", c.time, 1)+" }", nil)
		_, where, _ := strings.Cut(lines[len(lines)-1], " where ")
		if where != c.where {
			t.Errorf("%s of %s:\nhave %s\nwant %s", c.time, c.of, where, c.where)
		}
	}
}

// TestYears checks by which value of its rows each list is grouped for a year.
func TestYears(t *testing.T) {
	for list, year := range map[string]string{
		`rounds { groups(by: [YEAR]) { nodes { count } } }`:                                   "announcedOn.year",
		`sources { groups(by: [YEAR]) { nodes { count } } }`:                                  "publishedOn.year",
		`firm(id: "firm:a") { investors { groups(by: [YEAR]) { nodes { count } } } }`:         "relationship.announcedOn.year",
		`firm(id: "firm:a") { rounds { groups(by: [YEAR]) { nodes { count } } } }`:            "announcedOn.year",
		`vcFund(id: "investor:a") { investments { groups(by: [YEAR]) { nodes { count } } } }`: "relationship.announcedOn.year",
		`vcFund(id: "investor:a") { commitments { groups(by: [YEAR]) { nodes { count } } } }`: "relationship.year",
	} {
		lines := planned(t, "{ "+list+" }", nil)
		if !slices.Contains(lines, "by row's "+year) {
			t.Errorf("%s is not grouped by %s:\n%s", list, year, strings.Join(lines, "\n"))
		}
	}
}

// TestWhichTime checks that a time applies to the field that has it, with all parts of a list, and to nothing below it.
func TestWhichTime(t *testing.T) {
	const query = `query($d: PartialDate!, $time: TimeFilter, $none: TimeFilter) {
		a: rounds(time: $time) { totalCount }
		b: firm(id: "firm:b") {
			investors(time: {asOf: $d}) { edges { round { name } relationship { round { id } } } }
			rounds(time: {from: "2021"}) { totalCount }
			people(time: null) { totalCount }
		}
		c: rounds(time: $none) { totalCount }
		...f
	}
	fragment f on Query {
		d: rounds(first: 1, time: {to: "2022", asOf: null}) {
			nodes { investors { totalCount } firm { rounds { totalCount } } }
			aggregate { count }
			groups(by: [INVESTOR_TYPE]) { nodes { count members(first: 1) { nodes { id investors { totalCount } } } } }
		}
	}`
	lines := planned(t, query, map[string]any{"d": "2020", "time": map[string]any{"asOf": "2019"}})
	want := []string{
		"count of scan Round where announcedOn.latest <= 20191231",
		`one of lookup Firm ["firm:b"] or else "investor:b"`,
		"list of incoming INVESTED_IN where relationship.announcedOn.latest <= 20201231 by relationship.id limit 20",
		"one of relationship's roundId",
		"name, id",
		"count of outgoing RAISED where announcedOn.earliest >= 20210101",
		"count of incoming HAS_ROLE",
		"count of scan Round",
		"list of scan Round where announcedOn.latest <= 20221231 by id limit 1",
		"count of incoming INVESTED_IN whose roundId is this node",
		"one of incoming RAISED",
		"count of outgoing RAISED",
		"groups of scan Round where announcedOn.latest <= 20221231",
		"value 1: count",
		"groups of scan Round where announcedOn.latest <= 20221231 limit 20",
		"step 1 from row: incoming INVESTED_IN whose roundId is this node where relationship.announcedOn.latest <= 20221231",
		"by step 1's label",
		"value 1: count",
		"list of group rows of groups of scan Round where announcedOn.latest <= 20221231, step 1 from row: incoming INVESTED_IN whose roundId " +
			"is this node false where relationship.announcedOn.latest <= 20221231, by step 1's label by id limit 1",
		"id",
		"count of incoming INVESTED_IN whose roundId is this node",
	}
	if got := strings.Join(lines, "\n"); got != strings.Join(want, "\n") {
		t.Errorf("the plan is\n%s", got)
	}
	literal := planned(t, `{ rounds(time: {asOf: "2019"}) { totalCount } }`, nil)
	variable := planned(t, `query($c: Certainty = SURELY) { rounds(time: {asOf: "2019", certainty: $c, from: null}) { totalCount } }`, nil)
	if strings.Join(literal, "\n") != strings.Join(variable, "\n") {
		t.Errorf("a literal gives %s, a variable %s", literal, variable)
	}
}

// TestUndatedCount checks that rows without a date are counted by the filter of the list, whose conditions have its time, and
// only if the time hides them.
func TestUndatedCount(t *testing.T) {
	for list, want := range map[string]string{
		`firm(id: "firm:a") { investors(time: {asOf: "2019"}, filter: {lead: {eq: true}}) { undatedCount } }`: "count of incoming INVESTED_IN where " +
			"(relationship.announcedOn.earliest is null and relationship.lead = true)",
		`firm(id: "firm:a") { founders(time: {to: "2019"}) { undatedCount } }`: "count of incoming HAS_ROLE where " +
			"(relationship.isFounder = true and relationship.from.earliest is null)",
		`rounds(time: {asOf: "2019"}, filter: {investors: {some: {}}}) { undatedCount }`: "count of scan Round where (announcedOn.earliest is null and " +
			"exists incoming INVESTED_IN whose roundId is this node (relationship.announcedOn.latest <= 20191231))",
		`round(id: "round:a") { investors(time: {from: "2019"}) { undatedCount } }`: "count of incoming INVESTED_IN whose roundId is this node where " +
			"relationship.announcedOn.earliest is null",
	} {
		lines := planned(t, "{ "+list+" }", nil)
		if got := lines[len(lines)-1]; got != want {
			t.Errorf("%s:\nhave %s\nwant %s", list, got, want)
		}
	}
	for _, list := range []string{
		`rounds { undatedCount }`, `rounds(time: {asOf: "2019", certainty: POSSIBLY}) { undatedCount }`, `rounds(time: null) { undatedCount }`,
	} {
		if lines := planned(t, "{ "+list+" }", nil); strings.Join(lines, "") != "" {
			t.Errorf("%s reads %q", list, lines)
		}
	}
}

// TestWrongTime checks which times are errors, and their locations.
func TestWrongTime(t *testing.T) {
	for query, want := range map[string]string{
		`{ rounds(time: {asOf: "2019-13"}) { totalCount } }`:                                 "rounds: argument `time.asOf`: \"2019-13\" is not a PartialDate",
		`{ rounds(time: {from: "2019", to: "2018"}) { totalCount } }`:                        "rounds: argument `time.to`: \"2018\" is before `from`",
		`{ rounds(time: {from: "2019", to: "x"}) { totalCount } }`:                           "rounds: argument `time.to`: \"x\" is not a PartialDate",
		`{ rounds(time: {}) { totalCount } }`:                                                "rounds: argument `time`: no date is given",
		`{ rounds(time: {certainty: POSSIBLY}) { totalCount } }`:                             "rounds: argument `time`: no date is given",
		`{ rounds(time: {asOf: null, to: null}) { totalCount } }`:                            "rounds: argument `time`: no date is given",
		`{ rounds(time: {asOf: "2019", from: "2019"}) { totalCount } }`:                      "rounds: argument `time`: `asOf` cannot be used together with `from` or `to`",
		`{ rounds(time: {asOf: "2019", to: "2019"}) { totalCount } }`:                        "rounds: argument `time`: `asOf` cannot be used together with `from` or `to`",
		`{ firms { nodes { n: people(time: {asOf: "x"}) { totalCount } } } }`:                "firms.nodes: argument `time.asOf`",
		`{ programmes { nodes { batches(time: {to: "x"}) { id } } } }`:                       "programmes.nodes: argument `time.to`",
		`{ round(id: "round:a", time: {to: "x"}) { id } }`:                                   "round: argument `time.to`",
		`{ nodes(ids: ["round:a"], time: {to: "x"}) { id } }`:                                "nodes: argument `time.to`",
		`{ paths(from: ["firm:a"], to: ["firm:b"], time: {from: "2", to: "1"}) { length } }`: "paths: argument `time.from`",
		`{ network(time: {from: "2020", to: "2019"}) { nodeCount } }`:                        "network: argument `time.to`",
	} {
		_, err := planQuery(t, loadSchema(t), query, nil)
		if !errors.Is(err, input.ErrArgument) || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s:\nhave %v\nwant %s", query, err, want)
		}
	}
}

// TestTimeOfCursors checks that a cursor is valid only for the time for which it was issued.
func TestTimeOfCursors(t *testing.T) {
	list := func(arguments, time string) (*plan.List, error) {
		p, err := planQuery(t, loadSchema(t), `{ firms(orderBy: [{investors: {by: {count: DESC}}}]`+arguments+time+`) { nodes { id } } }`, nil)
		if err != nil {
			return nil, err
		}
		return p.Row.Items[0].(*plan.List), nil
	}
	given, err := list("", `, time: {asOf: "2019"}`)
	if err != nil {
		t.Fatal(err)
	}
	cursor, err := plan.AppendCursor(nil, given.Fingerprint(), []any{int64(1), "firm:a"})
	if err != nil {
		t.Fatal(err)
	}
	after := `, after: "` + string(cursor) + `"`
	if _, err := list(after, `, time: {asOf: "2019-12"}`); err != nil {
		t.Errorf("at the same time: %v", err)
	}
	for _, time := range []string{"", `, time: {asOf: "2018"}`, `, time: {asOf: "2019", certainty: POSSIBLY}`, `, time: {from: "2019", to: "2019"}`} {
		if _, err := list(after, time); !errors.Is(err, plan.ErrCursor) {
			t.Errorf("with %q: %v, want plan.ErrCursor", time, err)
		}
	}
}

// TestTimeCounts checks that the comparisons of a time count as conditions of the query.
func TestTimeCounts(t *testing.T) {
	limits := plan.DefaultLimits
	limits.Conditions = 700
	query := func(time string) error {
		var b strings.Builder
		for i := range 240 {
			b.WriteString(" p" + strings.Repeat("a", i) + `: people(time: ` + time + `) { totalCount }`)
		}
		_, err := planWithin(t, loadSchema(t), `{ firm(id: "firm:a") {`+b.String()+` } }`, nil, limits)
		return err
	}
	if err := query(`{to: "2019"}`); err != nil { // one for each list
		t.Errorf("within the limit: %v", err)
	}
	var beyond *plan.LimitError
	if err := query(`{asOf: "2019"}`); !errors.As(err, &beyond) || beyond.Limit != "conditions" || beyond.Figure != 720 {
		t.Errorf("beyond the limit: %v", err)
	}
}

// TestShared checks the conditions on nodes that must have others in common.
func TestShared(t *testing.T) {
	const ids = `["firm:b", "firm:a", "firm:b"]`
	lines := planned(t, `{ commonInvestors(firms: `+ids+`, time: {asOf: "2019"}) { totalCount } }`, nil)
	where := `(relationship.announcedOn.latest <= 20191231 and id in ["firm:b" "firm:a" "investor:b" "investor:a"] ` +
		`and (id in ["firm:b" "firm:a"] or not exists node's other id))`
	want := "count of scan Firm|VCFund|StateFund|OtherInvestor marked Investor where (exists outgoing INVESTED_IN (" + where +
		") and count distinct nodes of (outgoing INVESTED_IN where " + where + ") >= 2)"
	if lines[0] != want {
		t.Errorf("have %s\nwant %s", lines[0], want)
	}
	for query, want := range map[string]error{
		`{ commonInvestors(firms: ` + ids + `, atLeast: 2) { totalCount } }`:                                     nil,
		`{ commonInvestors(firms: ` + ids + `, atLeast: null) { totalCount } }`:                                  nil,
		`{ commonInvestors(firms: ` + ids + `, atLeast: 3) { totalCount } }`:                                     input.ErrArgument,
		`{ commonInvestors(firms: ` + ids + `, atLeast: 0) { totalCount } }`:                                     input.ErrArgument,
		`{ commonInvestors(firms: []) { totalCount } }`:                                                          input.ErrArgument,
		`{ commonPortfolio(investors: ["a"]) { totalCount } }`:                                                   input.ErrID,
		`{ commonPortfolio(investors: [` + strings.Repeat(`"firm:a" `, planner.MaxIDs+1) + `]) { totalCount } }`: input.ErrArgument,
	} {
		if _, err := planQuery(t, loadSchema(t), query, nil); !errors.Is(err, want) {
			t.Errorf("%.80s: %v, want %v", query, err, want)
		}
	}
}
