package graph_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"
	"golang.org/x/tools/txtar"

	"github.com/stakegraph/stakegraph/graph/apierror"
	"github.com/stakegraph/stakegraph/graph/engine"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m,
		goleak.IgnoreTopFunction("database/sql.(*DB).connectionOpener")) // of the seeded store, which all tests share
}

// TestOneStatement runs every case on a database that counts statements: one for each case, whatever its depth,
// aliases, fragments and root fields. Before it, one or two for each search, one for each match, one transaction for
// each search for paths or a neighbourhood and the like, and for each network one statement for the revision and one
// transaction. It expects no statement for pure introspection and for requests that are refused.
func TestOneStatement(t *testing.T) {
	database, sent := counted(t)
	executor := serve(engine.Config{Store: database})
	files, err := filepath.Glob("testdata/cases/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no case files: %v", err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var variables map[string]any
		if text := part(archive, "variables.json"); text != nil {
			if err := json.Unmarshal(text, &variables); err != nil {
				t.Fatal(err)
			}
		}
		want := 1
		if part(archive, "plan.txt") == nil {
			want = 0 // the request is refused
		}
		planned := string(part(archive, "plan.txt"))
		initPlans := len(regexp.MustCompile(`(?m)^initplan \d+: `).FindAllString(planned, -1))
		searches, matches := strings.Count(planned, ": search "), strings.Count(planned, ": match ")
		exposures, networks := strings.Count(planned, ": exposure "), strings.Count(planned, ": network ")
		_, body := post(t, executor, string(part(archive, "query.graphql")), variables)
		empty := strings.Count(body, `"the network is empty: `) + strings.Count(body, `"the network has no edges: `)
		got, transactions := withoutTransactions(sent.take())
		if want := initPlans - searches - matches; transactions != want {
			t.Errorf("%s: there were %d transactions for %d searches of paths and the like", file, transactions, want)
		}
		var reading []string
		revisions := 0
		got = slices.DeleteFunc(got, func(statement string) bool {
			isRevision := strings.Contains(statement, "FROM revision")
			if isRevision {
				revisions++
			}
			return isRevision
		})
		if revisions != networks {
			t.Errorf("%s: the revision was read %d times for %d networks", file, revisions, networks)
		}
		for _, statement := range got {
			if !strings.Contains(statement, " MATCH ") {
				reading = append(reading, statement)
			}
		}
		if want += exposures + empty; len(reading) != want { // exposures also read the state funds, and networks why they are empty
			t.Errorf("%s: %d statements were sent, want %d:\n%s", file, len(reading), want, strings.Join(reading, "\n"))
		}
		if n := len(got) - len(reading); n < searches+matches || n > 2*(searches+matches) {
			t.Errorf("%s: %d statements for %d searches and %d matches", file, n, searches, matches)
		}
	}
	for _, query := range []string{`{ __schema { types { name } } }`, `{ __typename }`} {
		if post(t, executor, query, nil); len(sent.take()) != 0 {
			t.Errorf("%s needs no statement", query)
		}
	}
}

// withoutTransactions returns the statements outside transactions, and the number of transactions. Each InitPlan that
// searches has one.
func withoutTransactions(all []string) (alone []string, transactions int) {
	within := false
	for _, statement := range all {
		switch {
		case statement == "BEGIN":
			within, transactions = true, transactions+1
		case statement == "COMMIT" || statement == "ROLLBACK":
			within = false
		case !within:
			alone = append(alone, statement)
		}
	}
	return alone, transactions
}

// TestLiteralsAndVariables checks that a value gives the same plan as a literal and as a variable.
func TestLiteralsAndVariables(t *testing.T) {
	executor := serve(engine.Config{Explainer: littleGiants(t)})
	const filtered = `{ firms(first: 3, filter: {
		name: {contains: "a", startsWith: "B"}, foundedYear: {in: [2014, 2015]}, or: [{id: {eq: "firm:x"}}, {}]
		investors: {some: {lead: {eq: true}, node: {stateFund: {level: {in: [CENTRAL, MUNICIPAL]}}}}}
	}, orderBy: [{name: DESC_NULLS_FIRST}, {id: ASC}]) { totalCount nodes { id } } }`
	cases := []struct {
		name, literal, query string
		variables            string
	}{
		{"id", `{ firm(id: "firm:uisee") { name } }`, `query ($v: ID!) { firm(id: $v) { name } }`, `{"v": "firm:uisee"}`},
		{"int", `{ firms(first: 7) { nodes { id } } }`, `query ($v: Int) { firms(first: $v) { nodes { id } } }`, `{"v": 7}`},
		{"absent", `{ firms { nodes { id } } }`, `query ($v: Int) { firms(first: $v) { nodes { id } } }`, `{}`},
		{"null", `{ firms(first: null) { nodes { id } } }`, `query ($v: Int) { firms(first: $v) { nodes { id } } }`, `{"v": null}`},
		{"default", `{ firms(first: 4) { nodes { id } } }`, `query ($v: Int = 4) { firms(first: $v) { nodes { id } } }`, `{}`},
		{"one for a list", `{ nodes(ids: "firm:a") { id } }`, `query ($v: [ID!]!) { nodes(ids: $v) { id } }`, `{"v": ["firm:a"]}`},
		{"list", `{ nodes(ids: ["firm:a", "firm:b"]) { id } }`, `query ($v: ID!) { nodes(ids: [$v, "firm:b"]) { id } }`, `{"v": "firm:a"}`},
		{
			"object", filtered,
			`query ($f: FirmFilter, $o: [FirmOrder!]) { firms(first: 3, filter: $f, orderBy: $o) { totalCount nodes { id } } }`,
			`{"o": [{"name": "DESC_NULLS_FIRST"}, {"id": "ASC"}], "f": {
				"investors": {"some": {"node": {"stateFund": {"level": {"in": ["CENTRAL", "MUNICIPAL"]}}}, "lead": {"eq": true}}},
				"or": [{"id": {"eq": "firm:x"}}, {}], "foundedYear": {"in": [2014, 2015]}, "name": {"startsWith": "B", "contains": "a"}}}`,
		},
		{
			"a Decimal as a whole number", `{ firms(filter: {valuationUsd: {gte: "1000000000", in: ["12.50"]}}) { totalCount } }`,
			`query ($v: Decimal, $w: [Decimal!]) { firms(filter: {valuationUsd: {gte: $v, in: $w}}) { totalCount } }`,
			`{"v": 1000000000, "w": [12.5]}`,
		},
		{
			"a Decimal as a literal", `{ firms(filter: {valuationUsd: {gte: "1000000000", in: ["12.50"]}}) { totalCount } }`,
			`{ firms(filter: {valuationUsd: {gte: 1000000000, in: [12.50]}}) { totalCount } }`, `{}`,
		},
		{
			"a Decimal with an exponent", `{ firms(filter: {valuationUsd: {gte: "1000000000"}}) { totalCount } }`,
			`query ($v: Decimal) { firms(filter: {valuationUsd: {gte: 1e9, lte: $v}}) { totalCount } }`, `{}`,
		},
		{
			"a PartialDate as a number", `{ rounds(filter: {announcedOn: {gte: "2021", in: ["2020"]}}) { totalCount } }`,
			`query ($v: PartialDate, $f: [PartialDate!]) { rounds(filter: {announcedOn: {gte: $v, in: $f}}) { totalCount } }`,
			`{"v": 2021, "f": [2020]}`,
		},
		{
			"a PartialDate as a literal", `{ rounds(filter: {announcedOn: {gte: "2021"}}) { totalCount } }`,
			`{ rounds(filter: {announcedOn: {gte: 2021}}) { totalCount } }`, `{}`,
		},
		{
			"a time as a number", `{ rounds(time: {asOf: "2021"}) { totalCount } }`,
			`query ($v: PartialDate!) { rounds(time: {asOf: $v}) { totalCount } }`, `{"v": 2021}`,
		},
		{
			"a percentile as a number", `{ firms { aggregate { foundedYear { percentile(at: "0.995") } } } }`,
			`query ($v: Decimal!) { firms { aggregate { foundedYear { percentile(at: $v) } } } }`, `{"v": 0.995}`,
		},
		{
			"an Int with a point", `{ firms(first: 2, filter: {foundedYear: {in: [2014, 2015]}}) { nodes { id } } }`,
			`query ($v: Int, $f: FirmFilter) { firms(first: $v, filter: $f) { nodes { id } } }`,
			`{"v": 2.0, "f": {"foundedYear": {"in": [2014.0, 20.15e2]}}}`,
		},
		{
			"an Int with a point as a literal", `{ firms(first: 2) { nodes { id } } }`, `{ firms(first: 2.0) { nodes { id } } }`, `{}`,
		},
		{
			"inside an object", `{ firms(filter: {name: {eq: "x"}}) { totalCount } }`,
			`query ($v: String, $w: String) { firms(filter: {name: {eq: $v, contains: $w}}) { totalCount } }`, `{"v": "x"}`,
		},
		{
			"skip", `{ firms { totalCount } }`,
			`query ($v: Boolean!) { firms { totalCount nodes @include(if: $v) { id } pageInfo @skip(if: true) { endCursor } } }`,
			`{"v": false}`,
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			literal, err := executor.Explain(t.Context(), c.literal, "", nil)
			if err != nil {
				t.Fatal(err)
			}
			var values map[string]any
			if err := json.Unmarshal([]byte(c.variables), &values); err != nil {
				t.Fatal(err)
			}
			for _, values := range []map[string]any{values, withDigits(t, c.variables)} {
				variable, err := executor.Explain(t.Context(), c.query, "", values)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(literal, variable); diff != "" {
					t.Errorf("a literal and a variable differ:\n%s", diff)
				}
			}
		})
	}
}

// withDigits parses variables as a request does: numbers keep their digits.
func withDigits(t *testing.T, variables string) (values map[string]any) {
	t.Helper()
	decoder := json.NewDecoder(strings.NewReader(variables))
	decoder.UseNumber()
	if err := decoder.Decode(&values); err != nil {
		t.Fatal(err)
	}
	return values
}

// faulty is a store that fails with a given error.
type faulty struct {
	store.Reader
	run func(context.Context) (*store.Record, error)
}

func (f faulty) Run(ctx context.Context, _ *plan.Plan) (*store.Record, error) { return f.run(ctx) }

func TestFaults(t *testing.T) {
	secret := errors.New("driver says: password=hunter2")
	record := func(text string) func(context.Context) (*store.Record, error) {
		return func(context.Context) (*store.Record, error) { return store.ParseRecord(text) }
	}
	fail := func(err error) func(context.Context) (*store.Record, error) {
		return func(context.Context) (*store.Record, error) { return nil, errors.Join(err, secret) }
	}
	cases := []struct {
		name string
		run  func(context.Context) (*store.Record, error)
		code string
		path string // of the error, if only a part of the answer is null
		data string // the expected data, without the schema
	}{
		{"a panic", func(context.Context) (*store.Record, error) { panic(secret) }, apierror.CodeInternal, "", ""},
		{"an error of no kind", fail(nil), apierror.CodeInternal, "", ""},
		{"unavailable", fail(store.ErrUnavailable), apierror.CodeUnavailable, "", ""},
		{"too many", fail(store.ErrBusy), apierror.CodeOverloaded, "", ""},
		{"denied", fail(store.ErrDenied), apierror.CodeAccessDenied, "", ""},
		{"another program's", fail(store.ErrForeign), apierror.CodeUnavailable, "", ""},
		{"invalid", fail(store.ErrInvalid), apierror.CodeInvalidData, "", ""},
		{"time-out", fail(store.ErrTimeout), apierror.CodeTimeout, "", ""},
		{"cancelled", fail(store.ErrCancelled), apierror.CodeCancelled, "", ""},
		{"too large", fail(store.ErrTooLarge), apierror.CodeLimitExceeded, "", ""},
		{"a record that is too short", record(`[["Firm"]]`), apierror.CodeInternal, "", ""},
		{"a record without the second root", record(`[["a"], 5]`), apierror.CodeInternal, `["b"]`, `{"a":{"name":"a"},"b":null`},
		{"a required value that is null", record(`[[null], ["b"]]`), apierror.CodeInternal, `["a","name"]`, `{"a":null,"b":{"name":"b"}`},
		{"the executor's own deadline", func(ctx context.Context) (*store.Record, error) {
			<-ctx.Done()
			return nil, errors.Join(store.ErrTimeout, ctx.Err())
		}, apierror.CodeTimeout, "", ""},
	}
	const query = `{ a: firm(id: "firm:a") { name } b: firm(id: "firm:b") { name } %s }`
	for _, c := range cases {
		for _, other := range []string{"", "__schema { queryType { name } }"} {
			t.Run(c.name+" "+other, func(t *testing.T) {
				var log bytes.Buffer
				executor := serve(engine.Config{
					Store: faulty{run: c.run}, Logger: slog.New(slog.NewTextHandler(&log, nil)), Timeout: time.Millisecond,
				})
				identified := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					executor.ServeHTTP(w, r.WithContext(apierror.WithRequestID(r.Context(), "request-7")))
				})
				status, body := post(t, identified, strings.Replace(query, "%s", other, 1), nil)
				wantStatus, wantData := http.StatusOK, "null"
				switch c.code {
				case apierror.CodeUnavailable, apierror.CodeOverloaded, apierror.CodeAccessDenied:
					wantStatus, wantData = http.StatusServiceUnavailable, ""
				}
				if c.data != "" && other == "" {
					wantData = c.data + "}"
				} else if c.data != "" {
					wantData = c.data + `,"__schema":{"queryType":{"name":"Query"}}}`
				}
				if status != wantStatus {
					t.Errorf("status %d, want %d", status, wantStatus)
				}
				var answer struct {
					Data   json.RawMessage
					Errors []struct {
						Message    string
						Path       json.RawMessage
						Extensions struct{ Code, RequestID string }
					}
				}
				if err := json.Unmarshal([]byte(body), &answer); err != nil {
					t.Fatalf("%v in %s", err, body)
				}
				if len(answer.Errors) != 1 || answer.Errors[0].Extensions.Code != c.code || string(answer.Data) != wantData {
					t.Errorf("the answer is %s, want one error %s and data %q", body, c.code, wantData)
				}
				if got := string(answer.Errors[0].Path); got != c.path {
					t.Errorf("the error's path is %s, want %s", got, c.path)
				}
				if c.code == apierror.CodeInternal && answer.Errors[0].Extensions.RequestID != "request-7" {
					t.Errorf("an internal error does not name the request: %s", body)
				}
				if strings.Contains(body, "hunter2") || strings.Contains(body, ".go:") {
					t.Errorf("something internal leaks: %s", body)
				}
				if !strings.Contains(log.String(), "request-7") {
					t.Errorf("the log does not name the request: %s", log.String())
				}
				if status, next := post(t, identified, `{ __typename }`, nil); status != http.StatusOK {
					t.Errorf("the next request is answered with %d: %s", status, next)
				}
			})
		}
	}
}
