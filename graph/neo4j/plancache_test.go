package neo4j_test

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/stakegraph/stakegraph/graph/engine"
)

// cachedQuery is a query with its variables.
type cachedQuery struct {
	query     string
	variables map[string]any
}

// alike returns, by name, queries that differ only in names, values, nulls or lengths.
func alike(t testing.TB, server served) map[string][]cachedQuery {
	t.Helper()
	lookup := `query ($id: ID!) { firm(id: $id) { name } }`
	ids := `query ($ids: [ID!]!) { nodes(ids: $ids) { id } }`
	named := `query ($in: [String!]) { firms(filter: {name: {in: $in}}) { nodes { id } } }`
	years := `query ($in: [Int!]) { firms(filter: {foundedYear: {in: $in}}) { nodes { id } } }`
	filtered := `query ($filter: FirmFilter) { firms(filter: $filter) { totalCount nodes { id } } }`
	next := `query ($first: Int, $after: String) { firms(first: $first, after: $after, orderBy: [{foundedYear: ASC_NULLS_FIRST}]) {
		pageInfo { endCursor } nodes { name } } }`
	cursor := func(first int) string { return endOf(t, postQuery(t, server, next, map[string]any{"first": first})) }
	funds := func(ids ...string) cachedQuery {
		alternatives := make([]any, len(ids))
		for i, id := range ids {
			alternatives[i] = map[string]any{"investors": map[string]any{"some": map[string]any{
				"node": map[string]any{"id": map[string]any{"eq": id}},
			}}}
		}
		return cachedQuery{filtered, map[string]any{"filter": map[string]any{"or": alternatives}}}
	}
	nested := func(year, lessThan int, least string, ids ...string) cachedQuery {
		return cachedQuery{filtered, map[string]any{"filter": map[string]any{"investors": map[string]any{
			"some": map[string]any{"node": map[string]any{"investments": map[string]any{
				"none":      map[string]any{"node": map[string]any{"foundedYear": map[string]any{"gt": year}}},
				"aggregate": map[string]any{"count": map[string]any{"lt": lessThan}, "share": map[string]any{"usd": map[string]any{"sum": map[string]any{"gte": least}}}},
			}}},
			"all": map[string]any{"node": map[string]any{"investments": map[string]any{
				"aggregate": map[string]any{
					"filter": map[string]any{"node": map[string]any{"id": map[string]any{"in": ids}}},
					"count":  map[string]any{"lt": lessThan},
				},
			}}},
		}}}}
	}
	return map[string][]cachedQuery{
		// A node without relationships satisfies a count below 1, and does not satisfy one below 0.
		"nested conditions": {
			nested(2000, 0, "1000", "firm:a"), nested(2018, 1, "0.5", many("firm:", 40)...), nested(-1, 5, "-3", ""),
		},
		"aliases": {
			{`{ firm(id: "firm:a") { name people { nodes { name } } } }`, nil},
			{`{ it: firm(id: "firm:a") { called: name who: people { them: nodes { theirs: name } } } }`, nil},
			{`{ firm(id: "firm:a") { a: name b: name people { nodes { name } } more: people { nodes { name } } } }`, nil},
		},
		"texts": {
			{lookup, map[string]any{"id": "firm:a"}},
			{lookup, map[string]any{"id": "firm:x"}},
			{lookup, map[string]any{"id": "firm:" + strings.Repeat("long-", 40)}},
			{`{ firm(id: "firm:b") { name } }`, nil},
		},
		"beginnings of texts": {
			{filtered, map[string]any{"filter": map[string]any{"name": map[string]any{"startsWith": "a"}}}},
			{filtered, map[string]any{"filter": map[string]any{"name": map[string]any{"startsWith": ""}}}},
			{filtered, map[string]any{"filter": map[string]any{"name": map[string]any{"startsWith": "\U00020BB7野家"}}}},
		},
		"ids": {
			{ids, map[string]any{"ids": []string{"firm:a"}}},
			{ids, map[string]any{"ids": []string{}}},
			{ids, map[string]any{"ids": many("firm:", 100)}},
		},
		"lists of texts": {
			{named, map[string]any{"in": []string{"a", "B"}}},
			{named, map[string]any{"in": []string{}}},
			{named, map[string]any{"in": many("Firm ", 300)}},
		},
		"lists of numbers": {
			{years, map[string]any{"in": []int{2015}}},
			{years, map[string]any{"in": []int{-1, 0, 2147483647}}},
			{years, map[string]any{"in": []int{}}},
		},
		"pages": {
			{next, map[string]any{"first": 20, "after": cursor(1)}}, // the cursor's year is null
			{next, map[string]any{"first": 900, "after": cursor(1000)}},
		},
		"alternatives": {funds("investor:a", "investor:b"), funds(many("", 3)...), funds(many("investor:", 40)...)},
	}
}

func many(prefix string, n int) []string {
	all := make([]string, n)
	for i := range all {
		all[i] = prefix + strconv.Itoa(i)
	}
	return all
}

// TestPlansAreReused checks that queries that differ only in names, values, nulls and lengths give one text, and that
// the database plans it once.
func TestPlansAreReused(t *testing.T) {
	s := holding(t, "generated 2000", loadGenerated(t))
	server := serve(engine.Config{Store: s, Explainer: s})
	database := bare(t, forTest(t))
	settle(t, database)
	for name, queries := range alike(t, server) {
		t.Run(name, func(t *testing.T) {
			var texts []string
			cachedPlans(t, database)
			for _, q := range queries {
				explanation, err := server.Explain(t.Context(), q.query, "", q.variables)
				if err != nil {
					t.Fatal(err)
				}
				texts = append(texts, explanation.Statement.Text)
				if answer := postQuery(t, server, q.query, q.variables); strings.Contains(answer, `"errors"`) {
					t.Fatal(answer)
				}
			}
			if planned := cachedPlans(t, database); planned != 1 {
				t.Errorf("the database has %d plans for %d queries that differ in values alone", planned, len(queries))
			}
			if different := slices.Compact(slices.Sorted(slices.Values(texts))); len(different) > 1 {
				t.Errorf("there are several texts:\n%s", strings.Join(different, "\n\n"))
			}
		})
	}
}

// TestPlansAreCounted checks that the number of plans, on which the test above relies, distinguishes plans: outside a
// map, a null, a short text and a long text each have their own plan.
func TestPlansAreCounted(t *testing.T) {
	database := bare(t, forTest(t))
	for _, c := range []struct {
		text  string
		given func(any) map[string]any
		plans int
	}{
		{"RETURN $v", func(v any) map[string]any { return map[string]any{"v": v} }, 3},
		{"RETURN $p.v", func(v any) map[string]any { return map[string]any{"p": map[string]any{"v": v}} }, 1},
	} {
		cachedPlans(t, database)
		for _, value := range []any{nil, "a", strings.Repeat("a", 1000), "b"} {
			send(t, database, c.text, c.given(value))
		}
		if plans := cachedPlans(t, database); plans != c.plans {
			t.Errorf("%s: %d plans, want %d", c.text, plans, c.plans)
		}
	}
}

var cleared = regexp.MustCompile(`cleared of (\d+) queries`)

// cachedPlans clears the plan cache of the database, and returns how many plans it had.
func cachedPlans(t testing.TB, d driver.DriverWithContext) int {
	t.Helper()
	records, _ := send(t, d, "CALL db.clearQueryCaches()", nil)
	said, _ := records[0].Values[0].(string)
	number := cleared.FindStringSubmatch(said)
	if number == nil {
		if !strings.Contains(said, "already empty") {
			t.Fatalf("the database says of its plans: %s", said)
		}
		return 0
	}
	n, err := strconv.Atoi(number[1])
	if err != nil {
		t.Fatal(err)
	}
	return n
}
