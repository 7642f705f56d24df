package graph_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/stakegraph/stakegraph/graph/engine"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// countedRoots is a store that counts the statements of rows and their root items.
type countedRoots struct {
	store.Reader
	statements, items *int
}

func (c countedRoots) Run(ctx context.Context, p *plan.Plan) (*store.Record, error) {
	*c.statements++
	*c.items = len(p.Row.Items)
	return c.Reader.Run(ctx, p)
}

// TestPartialAnswers checks that a root field with a wrong argument is null, with an error at its place, and that the
// other root fields are answered in one statement without it. The wrong value is given as a literal and as a variable.
func TestPartialAnswers(t *testing.T) {
	var statements, items int
	executor := serve(engine.Config{Store: countedRoots{littleGiants(t), &statements, &items}})
	const uisee = `"good":{"name":"UISEE"}`
	good := `good: firm(id: "firm:uisee") { name } `
	for _, c := range []struct {
		name, query string // $v is the wrong value, -1
		data        string
		errors      []string // code, path, and the text at the location up to the arguments
		items       int
	}{
		{"before", `{ bad: firms(first: $v) { totalCount } ` + good + `}`, `"bad":null,` + uisee, []string{"INVALID_ARGUMENT bad bad: firms"}, 1},
		{"after", `{ ` + good + `firms(first: $v) { totalCount } }`, uisee + `,"firms":null`, []string{"INVALID_ARGUMENT firms firms"}, 1},
		{"alone", `{ firms(first: $v) { totalCount } }`, `"firms":null`, []string{"INVALID_ARGUMENT firms firms"}, 0},
		{"beside the name of the type", `{ __typename firms(first: $v) { totalCount } }`, `"__typename":"Query","firms":null`, []string{"INVALID_ARGUMENT firms firms"}, 0},
		{
			"two errors in one field, and one in another", `{ a: firm(id: "firm:uisee") { name x: investors(first: $v) { totalCount } y: rounds(first: $v) { totalCount } } b: firms(last: $v) { totalCount } ` + good + `}`,
			`"a":null,"b":null,` + uisee,
			[]string{"INVALID_ARGUMENT a.x x: investors", "INVALID_ARGUMENT a.y y: rounds", "INVALID_ARGUMENT b b: firms"},
			1,
		},
		{
			"within lists", `{ firms(first: 1) { nodes { investors { edges { node { investments(first: $v) { totalCount } } } } } } ` + good + `}`,
			`"firms":null,` + uisee,
			[]string{"INVALID_ARGUMENT firms.nodes investments"},
			1,
		},
		{
			"in a fragment", `{ a: firms { ...page } ` + good + `} fragment page on FirmConnection { nodes { rounds(first: $v) { totalCount } } }`,
			`"a":null,` + uisee,
			[]string{"INVALID_ARGUMENT a.nodes rounds"},
			1,
		},
		{
			"in the second of two parts of one field", `{ firms { totalCount } ` + good + `firms { nodes { rounds(first: $v) { totalCount } } } }`,
			`"firms":null,` + uisee,
			[]string{"INVALID_ARGUMENT firms.nodes rounds"},
			1,
		},
		{
			"a list that another field shares", `{ a: firms(first: 1, orderBy: [{foundedYear: ASC}]) { nodes { name } } b: firms(first: 1, orderBy: [{foundedYear: ASC}]) { nodes { city rounds(first: $v) { totalCount } } } }`,
			`"a":{"nodes":[{"name":"Carzone"}]},"b":null`,
			[]string{"INVALID_ARGUMENT b.nodes rounds"},
			1,
		},
		{"not selected", `{ firms(first: $v) @skip(if: true) { totalCount } ` + good + `}`, uisee, nil, 1},
		{
			"a search beside another one", `{ bad: search(text: "UISEE", first: $v) { score } search(text: "UISEE", first: 1) { node { id } } }`,
			`"bad":null,"search":[{"node":{"id":"firm:uisee"}}]`,
			[]string{"INVALID_ARGUMENT bad bad: search"},
			1,
		},
		{
			"within a result", `{ neighbourhood(of: ["firm:uisee"]) { relationships { start { ... on Firm { rounds(first: $v) { totalCount } } } } } ` + good + `}`,
			`"neighbourhood":null,` + uisee,
			[]string{"INVALID_ARGUMENT neighbourhood.relationships rounds"},
			1,
		},
		{
			"beside introspection", `{ __type(name: "Firm") { name } bad: firms(first: $v) { totalCount } ` + good + `}`,
			`"__type":{"name":"Firm"},"bad":null,` + uisee,
			[]string{"INVALID_ARGUMENT bad bad: firms"},
			1,
		},
		{
			"a cursor and an id", `{ a: firms(after: "x") { nodes { id } } b: node(id: "x") { id } c: nodes(ids: ["firm:uisee", "x"]) { id } d: firms(first: $v) { totalCount } ` + good + `}`,
			`"a":null,"b":null,"c":null,"d":null,` + uisee,
			[]string{"INVALID_CURSOR a a: firms", "INVALID_ID b b: node", "INVALID_ID c c: nodes", "INVALID_ARGUMENT d d: firms"},
			1,
		},
	} {
		for form, query := range map[string]string{
			"literal":  strings.ReplaceAll(c.query, "$v", "-1"),
			"variable": "query ($v: Int) " + c.query,
		} {
			t.Run(c.name+"/"+form, func(t *testing.T) {
				for range 3 { // the third time from the cache, if it is cached
					statements, items = 0, 0
					_, body := post(t, executor, query, map[string]any{"v": -1})
					var answer struct {
						Data   json.RawMessage
						Errors gqlerror.List
					}
					if err := json.Unmarshal([]byte(body), &answer); err != nil {
						t.Fatal(err)
					}
					if want := "{" + c.data + "}"; string(answer.Data) != want {
						t.Errorf("the data is %s, want %s", answer.Data, want)
					}
					var errs []string
					for _, e := range answer.Errors {
						at, _, _ := strings.Cut(query[e.Locations[0].Column-1:], "(")
						errs = append(errs, fmt.Sprintf("%s %s %s", e.Extensions["code"], e.Path, at))
					}
					if diff := cmp.Diff(c.errors, errs); diff != "" {
						t.Errorf("errors (-want +got):\n%s\n%s", diff, body)
					}
					if statements != min(1, c.items) || items != c.items {
						t.Errorf("%d statements with %d root items are sent, want %d with %d", statements, items, min(1, c.items), c.items)
					}
				}
			})
		}
	}
}

// TestLimitsRefuseTheOperation checks that a limit of the whole operation is an error of the request, also beside a wrong
// argument.
func TestLimitsRefuseTheOperation(t *testing.T) {
	executor := serve(engine.Config{Store: littleGiants(t), Limits: plan.Limits{
		Parts: 3, Depth: 20, Conditions: 20, Objects: 10_000, Arguments: 100, Text: 1000, Searches: 1,
	}})
	for _, query := range []string{
		`{ a: firms(first: -1) { totalCount } b: firms { totalCount nodes { rounds { totalCount } founders { totalCount } } } }`,
		`{ a: firms(first: -1) { totalCount } b: search(text: "a") { score } c: search(text: "b") { score } }`,
		`{ a: firms(first: -1) { totalCount } b: firms(first: 1000) { nodes { rounds(first: 1000) { nodes { id } } } } }`,
	} {
		_, body := post(t, executor, query, nil)
		if !strings.Contains(body, `"LIMIT_EXCEEDED"`) || strings.Contains(body, `"data"`) {
			t.Errorf("%s is answered with %s", query, body)
		}
	}
}

// TestPartialAnswersWithoutDatabase checks that the errors in arguments are also reported if the statement for the other
// root fields fails.
func TestPartialAnswersWithoutDatabase(t *testing.T) {
	executor := serve(engine.Config{Store: faulty{run: func(context.Context) (*store.Record, error) { return nil, store.ErrUnavailable }}})
	_, body := post(t, executor, `{ a: firms(first: -1) { totalCount } b: firms { totalCount } }`, nil)
	if !strings.Contains(body, `"UNAVAILABLE"`) || !strings.Contains(body, `"INVALID_ARGUMENT"`) {
		t.Errorf("it is answered with %s", body)
	}
}
