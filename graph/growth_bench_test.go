package graph_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"stakegraph/graph/store/storetest"
)

// growth holds queries whose cost is to be known as the graph grows.
var growth = []struct{ name, query string }{
	{"total", `{ firms { totalCount } }`},
	{"total_of_filtered", `{ firms(filter: { city: { eq: "Shenzhen" } }) { totalCount } }`},
	{"ordered_by_index", `{ firms(orderBy: [{ name: ASC }], first: 50) { nodes { name } } }`},
	{"ordered_without_index", `{ firms(orderBy: [{ city: ASC }], first: 50) { nodes { name } } }`},
	{"ordered_by_count", `{ firms(orderBy: [{ investors: { count: DESC } }], first: 50) { nodes { name } } }`},
	{"ordered_by_sum", `{ firms(orderBy: [{ rounds: { nodes: { amount: { usd: { sum: DESC } } } } }], first: 50) { nodes { name } } }`},
	{
		"filtered_by_count",
		`{ firms(filter: { investors: { aggregate: { filter: { node: { stateFund: {} } }, nodeCount: { gte: 3 } } } }) { totalCount } }`,
	},
	{"aggregate", `{ firms { aggregate { count foundedYear { min max median percentile(at: "90") } size { usd { sum } } } } }`},
	{"groups", `{ firms { groups(by: [CITY], orderBy: [{ count: DESC }], first: 20) { key { city } count } } }`},
	{
		"groups_with_parents",
		`{ firms { groups(by: [SECTOR_WITH_PARENTS], orderBy: [{ count: DESC }], first: 20) { key { sector { name } } count } } }`,
	},
	{
		"groups_with_members",
		`{ firms { groups(by: [CITY], orderBy: [{ count: DESC }], first: 20) { key { city } members(first: 3) { nodes { name } } } } }`,
	},
}

// BenchmarkGrowth times whole requests on a generated graph, and on one of ten times its size.
func BenchmarkGrowth(b *testing.B) {
	for _, times := range []int{1, 10} {
		shape := storetest.Standard
		shape.Firms, shape.Investors, shape.Investments = shape.Firms*times/10, shape.Investors*times/10, shape.Investments*times/10
		handler, _ := generatedGraph(b, shape)
		for _, c := range growth {
			b.Run(fmt.Sprintf("%s/%d_firms", c.name, shape.Firms), func(b *testing.B) {
				for b.Loop() {
					if status, body := post(b, handler, c.query, nil); status != http.StatusOK || strings.Contains(body, `"errors"`) {
						b.Fatal(body)
					}
				}
			})
		}
	}
}
