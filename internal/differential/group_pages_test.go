package differential_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stakegraph/stakegraph/graph/store"
)

// pagedGroups are lists with their groups: by one key and by several, by keys that several steps lead to, in orders by
// keys, counts, sums, dates and their combinations, with nulls at either end.
var pagedGroups = []struct{ list, groups string }{
	{"firms", "by: [CITY]"},
	{"firms", "by: [CITY, FOUNDED_YEAR], orderBy: [{key: DESC_NULLS_FIRST}]"},
	{"firms", "by: [SECTOR_WITH_PARENTS, PROGRAMME, BATCH], orderBy: [{count: DESC}]"},
	{"firms", "by: [INVESTOR_TYPE, INVESTMENT_YEAR], orderBy: [{valuationUsd: {sum: ASC_NULLS_FIRST}}, {count: ASC}]"},
	{"firms", "by: [FOUNDED_YEAR], filter: {count: {gte: 1}}, orderBy: [{unicornSince: {min: DESC}}]"},
	{"rounds", "by: [CURRENCY, ROUND_NAME], orderBy: [{amount: {usd: {max: DESC_NULLS_FIRST}}}, {announcedOn: {max: ASC}}]"},
	{"rounds", "by: [YEAR, SECTOR], orderBy: [{amount: {inCurrency: {currency: \"CNY\", by: {sum: DESC}}}}, {key: DESC}]"},
	{"investors", "by: [TYPE, LEVEL], orderBy: [{foundedYear: {min: ASC_NULLS_FIRST}}]"},
	{"sources", "by: [YEAR, PUBLISHER], orderBy: [{count: ASC}]"},
}

// readPages reads the groups of generated graphs page by page, from either end, and compares them with all groups. The
// stores and the oracle must agree on each page.
func readPages(t *testing.T, open func(*testing.T, history) *compared, seeds int) {
	t.Helper()
	most := 0
	for seed := range seeds {
		c := open(t, graphs.Example(seed))
		for _, of := range pagedGroups {
			read := func(arguments string, after any) (groups []any, cursors []string, info map[string]any) {
				t.Helper()
				text := fmt.Sprintf("query($c: String) { %s { groups(%s, %s) { totalCount edges { cursor node { key { __typename %s } count } } "+
					"pageInfo { startCursor endCursor hasNextPage hasPreviousPage } } } }", of.list, of.groups, arguments, keysIn(of.groups))
				answer, found := c.once(t.Context(), document{text: text}, map[string]any{"c": after})
				if found != nil {
					t.Fatal(found)
				}
				list, _ := answer.(map[string]any)[of.list].(map[string]any)
				page, _ := list["groups"].(map[string]any)
				edges, _ := page["edges"].([]any)
				for _, edge := range edges {
					edge := edge.(map[string]any)
					groups, cursors = append(groups, edge["node"]), append(cursors, edge["cursor"].(string))
				}
				info, _ = page["pageInfo"].(map[string]any)
				info["totalCount"] = fmt.Sprint(page["totalCount"])
				return groups, cursors, info
			}
			all, _, info := read("first: 1000, after: $c", nil)
			most = max(most, len(all))
			if want := fmt.Sprint(len(all)); info["totalCount"] != want {
				t.Errorf("seed %d, %v: %s groups, and %s are counted", seed, of, want, info["totalCount"])
			}
			var forwards, backwards []any
			for cursor, more := any(nil), true; more; {
				groups, cursors, info := read("first: 2, after: $c", cursor)
				forwards, cursor, more = append(forwards, groups...), info["endCursor"], info["hasNextPage"].(bool)
				checkEnds(t, groups, cursors, info, "hasPreviousPage", len(forwards) > len(groups))
			}
			for cursor, more := any(nil), true; more; {
				groups, cursors, info := read("last: 2, before: $c", cursor)
				backwards, cursor, more = append(groups, backwards...), info["startCursor"], info["hasPreviousPage"].(bool)
				checkEnds(t, groups, cursors, info, "hasNextPage", len(backwards) > len(groups))
			}
			for name, pages := range map[string][]any{"first": forwards, "last": backwards} {
				if diff := cmp.Diff(all, pages); diff != "" {
					t.Errorf("seed %d, %v: pages by %s (-all +pages):\n%s", seed, of, name, diff)
				}
			}
		}
		c.close()
	}
	if most < 5 {
		t.Errorf("the longest list has %d groups", most)
	}
}

// checkEnds checks that the cursors of a page are those of its groups, and that the page knows of the side from which it
// was read.
func checkEnds(t *testing.T, groups []any, cursors []string, info map[string]any, behind string, has bool) {
	t.Helper()
	if len(groups) > 0 && (info["startCursor"] != cursors[0] || info["endCursor"] != cursors[len(cursors)-1]) {
		t.Errorf("the ends of %v are %v", cursors, info)
	}
	if info[behind] != has {
		t.Errorf("%s is %v after %v", behind, info[behind], groups)
	}
}

// keysIn returns the selection of the fields of GroupKey that the arguments of groups name.
func keysIn(groups string) string {
	by, _, _ := strings.Cut(strings.TrimPrefix(groups, "by: ["), "]")
	var fields []string
	for _, name := range strings.Split(by, ", ") {
		field := keyField(name)
		if field == "sector" || field == "programme" {
			field += " { id }"
		}
		fields = append(fields, field)
	}
	return strings.Join(fields, " ")
}

// TestGroupPages compares SQLite with the oracle.
func TestGroupPages(t *testing.T) {
	readPages(t, func(t *testing.T, h history) *compared {
		t.Helper()
		c, err := embedded(t, newCounter(0), func(s store.Store) store.Store { return s })(h)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}, 20)
}

// TestGroupPagesOnNeo4j compares Neo4j as well.
func TestGroupPagesOnNeo4j(t *testing.T) {
	readPages(t, func(t *testing.T, h history) *compared { t.Helper(); return onBoth(t, h, newCounter(0)) }, 2)
}
