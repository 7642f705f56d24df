package neo4j_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store/storetest"
)

// benchCase is a query and the best hand-written Cypher for the same answer.
type benchCase struct {
	name          string
	query, cypher string
	variables     map[string]any                       // of the query
	params        map[string]any                       // of the Cypher
	answer        func(t testing.TB, record []any) any // converts the record of the Cypher to the query's data
}

// benchCases returns the cases, with parameters for the generated graph of the server.
func benchCases(t testing.TB, server http.Handler, shape storetest.Shape) []benchCase {
	t.Helper()
	hub, hubFirm := map[string]any{"id": shape.Hub()}, map[string]any{"id": shape.HubFirm()}
	middle := middleByName(t, server)
	cases := []benchCase{
		{name: "lookup", variables: hubFirm, params: hubFirm, answer: func(_ testing.TB, record []any) any {
			return object{"firm": keyed(record, "id", "name", "nameZh", "city", "foundedYear")}
		}},
		{name: "one_hop", variables: hub, params: hub, answer: oneHop},
		{name: "two_hops", variables: hub, params: hub, answer: twoHops},
		{name: "firms_of_fund", variables: hub, params: hub, answer: firms},
		{name: "firms_by_name", answer: firms},
		{
			name: "page_by_cursor", variables: map[string]any{"after": middle.cursor},
			params: map[string]any{"name": model.Fold(middle.name), "id": middle.id}, answer: middle.page,
		},
	}
	for _, name := range []string{"order_by_neighbour", "aggregate_of_rounds", "groups_by_year"} {
		cases = append(cases, benchCase{name: name, variables: hub, params: hub, answer: data})
	}
	ordinary := map[string]any{"id": "firm:g0000100"}
	between := map[string]any{"from": "firm:g0000100", "to": "firm:g0000002"}
	cases = append(cases,
		benchCase{name: "shortest_path", variables: between, params: between, answer: data},
		benchCase{name: "neighbourhood", variables: ordinary, params: ordinary, answer: data})
	for _, name := range []string{
		"order_by_count", "order_by_sum", "filter_by_facts", "filter_none", "filter_by_count", "filter_by_sum", "last_page",
		"aggregate", "groups_by_city", "groups_by_sector", "groups_with_members",
	} {
		cases = append(cases, benchCase{name: name, answer: data})
	}
	for i := range cases {
		cases[i].query, cases[i].cypher = benchFile(t, cases[i].name+".graphql"), benchFile(t, cases[i].name+".cypher")
	}
	return cases
}

// benchFile reads a file of the benchmarks, either of this package or of the cases that all stores share.
func benchFile(t testing.TB, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "bench", name))
	if os.IsNotExist(err) {
		text, err = os.ReadFile(filepath.Join("..", "testdata", "bench", name))
	}
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

type object = map[string]any

// data returns an answer that the Cypher returns in the form of the query's data.
func data(_ testing.TB, record []any) any { return record[0] }

// keyed returns an object of the first values of a list, with the names as keys.
func keyed(list any, names ...string) object {
	o := object{}
	for i, name := range names {
		o[name] = list.([]any)[i]
	}
	return o
}

func each(list any, form func(element []any) any) []any {
	made := []any{}
	for _, element := range list.([]any) {
		made = append(made, form(element.([]any)))
	}
	return made
}

func oneHop(_ testing.TB, record []any) any {
	edges := each(record[1], func(edge []any) any {
		return object{"relationship": object{"id": edge[0]}, "node": keyed(edge[1:], "id", "name", "city")}
	})
	return object{"investor": object{"name": record[0], "investments": object{"edges": edges}}}
}

func twoHops(_ testing.TB, record []any) any {
	edges := each(record[1], func(edge []any) any {
		firm := keyed(edge[1:], "id", "name")
		firm["investors"] = object{"totalCount": edge[3], "edges": each(edge[4], func(edge []any) any {
			return object{"relationship": object{"id": edge[0]}, "node": keyed(edge[1:], "id", "name", "__typename")}
		})}
		return object{"relationship": object{"id": edge[0]}, "node": firm}
	})
	return object{"investor": object{"name": record[0], "investments": object{"edges": edges}}}
}

func firms(_ testing.TB, record []any) any {
	return object{"firms": object{"nodes": firmNodes(record[0])}}
}

func firmNodes(list any) []any {
	return each(list, func(firm []any) any { return keyed(firm, "id", "name", "city") })
}

// place is the position of a firm in the order of names.
type place struct{ id, name, cursor string }

// middleByName returns the place of the firm in the middle.
func middleByName(t testing.TB, server http.Handler) place {
	t.Helper()
	const query = `query ($after: String) {
  firms(first: 1000, after: $after, orderBy: [{ name: ASC }]) { totalCount edges { cursor node { id name } } }
}`
	var after any
	for seen := 0; ; {
		var answer struct {
			Firms struct {
				TotalCount int
				Edges      []struct {
					Cursor string
					Node   struct{ ID, Name string }
				}
			}
		}
		if err := json.Unmarshal(dataOf(t, server, query, map[string]any{"after": after}), &answer); err != nil {
			t.Fatal(err)
		}
		edges, middle := answer.Firms.Edges, answer.Firms.TotalCount/2-seen
		if middle < len(edges) {
			found := edges[middle]
			return place{found.Node.ID, found.Node.Name, found.Cursor}
		}
		seen, after = seen+len(edges), edges[len(edges)-1].Cursor
	}
}

// page returns the page of fifty firms after the place, with the cursor of its last firm: the prefix of all cursors of
// the list, and the sort keys of the firm.
func (p place) page(t testing.TB, record []any) any {
	t.Helper()
	rows := record[0].([]any)
	more := len(rows) > 50
	rows = rows[:min(50, len(rows))]
	last := rows[len(rows)-1].([]any)
	begin, err := base64.RawURLEncoding.DecodeString(p.cursor)
	if err != nil {
		t.Fatal(err)
	}
	fingerprint := uint32(begin[1])<<24 | uint32(begin[2])<<16 | uint32(begin[3])<<8 | uint32(begin[4])
	cursor, err := plan.AppendCursor(nil, fingerprint, []any{model.Fold(last[1].(string)), last[0]})
	if err != nil {
		t.Fatal(err)
	}
	return object{"firms": object{
		"nodes": firmNodes(rows), "pageInfo": object{"hasNextPage": more, "endCursor": string(cursor)},
	}}
}

// dataOf returns the data of the server's response.
func dataOf(t testing.TB, server http.Handler, query string, variables map[string]any) json.RawMessage {
	t.Helper()
	recorder := httptest.NewRecorder()
	server.ServeHTTP(recorder, graphQLRequest(t, "/graphql", requestBody(t, query, variables)))
	var answer struct {
		Data   json.RawMessage
		Errors json.RawMessage
	}
	if err := json.Unmarshal(recorder.Body.Bytes(), &answer); err != nil {
		t.Fatal(err)
	}
	if answer.Errors != nil {
		t.Fatalf("%s: %s", query, answer.Errors)
	}
	return answer.Data
}

func requestBody(t testing.TB, query string, variables map[string]any) []byte {
	t.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		t.Fatal(err)
	}
	return body
}

func graphQLRequest(t testing.TB, url string, body []byte) *http.Request {
	t.Helper()
	request := httptest.NewRequest(http.MethodPost, url, bytes.NewReader(body))
	request.Header.Set("Content-Type", "application/json")
	return request
}
