package graph_test

import (
	"testing"

	"stakegraph/graph"
	"stakegraph/graph/sqlite"
	"stakegraph/graph/store"
	"stakegraph/seed"
)

// shipped returns a store with the data set that comes with the program. It grows, so only what names ids and is settled can
// be asked of it.
func shipped(t testing.TB) store.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), sqlite.Memory)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	if _, err := seed.Load(t.Context(), s, seed.LittleGiants(), nil); err != nil {
		t.Fatal(err)
	}
	return s
}

// TestShipped asks for facts that the data set must have, however it grows.
func TestShipped(t *testing.T) {
	executor := graph.New(graph.Config{Store: shipped(t)})
	for name, c := range map[string]struct{ query, want string }{
		"a Little Giant with state money, which is a unicorn": {
			`{ firm(id: "firm:uisee") {
				city unicornSince
				designations(filter: { node: { id: { eq: "programme:little-giant" } } }) { totalCount }
				founders(filter: { node: { id: { eq: "person:wu-gansha" } } }) { nodes { name } }
				investors(filter: { node: { id: { eq: "investor:nmtuf" } } }) {
					edges { node { __typename } round { id announcedOn amount { value currency } } }
				}
			} }`,
			`{"data":{"firm":{"city":"Beijing","unicornSince":"2021-01-25","designations":{"totalCount":1},` +
				`"founders":{"nodes":[{"name":"Wu Gansha"}]},"investors":{"edges":[{"node":{"__typename":"StateFund"},` +
				`"round":{"id":"round:uisee-2021-01","announcedOn":"2021-01-25","amount":{"value":"1000000000","currency":"CNY"}}}]}}}}`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			if _, got := post(t, executor, c.query, nil); got != c.want+"\n" {
				t.Errorf("answer %s, want %s", got, c.want)
			}
		})
	}
}
