//go:build !race

package graph_test

import (
	"encoding/json"
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stakegraph/stakegraph/graph/engine"
	"github.com/stakegraph/stakegraph/graph/sqlite"
	"github.com/stakegraph/stakegraph/graph/store"
	"github.com/stakegraph/stakegraph/seed"
)

// shipped returns a store with the built-in data set. The data set grows, so tests only ask for settled facts by id.
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

// TestShipped checks facts that the data set must contain, however it grows.
func TestShipped(t *testing.T) {
	executor := serve(engine.Config{Store: shipped(t)})
	t.Run("a batch whose size is in dispute", func(t *testing.T) { checkBatchInDispute(t, executor) })
	for name, c := range map[string]struct{ query, want string }{
		"a Little Giant with state capital, which is a unicorn": {
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
		"a conflict that repeats what is held is none": {
			`{ firm(id: "firm:4paradigm") { foundedYear conflicts { field value } }
			   round(id: "round:iluvatar-corex-ipo") { amount { value currency } conflicts { value } } }`,
			`{"data":{"firm":{"foundedYear":2015,"conflicts":[{"field":"foundedYear","value":"2014"}]},` +
				`"round":{"amount":{"value":"3480000000","currency":"HKD"},"conflicts":[{"value":"HKD 3677000000"}]}}}`,
		},
		"several rounds together are no round": {
			`{ round(id: "round:yunji-to-2021") { name }
			   firm(id: "firm:yunji") { investors(filter: { node: { id: { eq: "investor:ctrip" } } }) { edges { announcedOn round { name } } } } }`,
			`{"data":{"round":null,"firm":{"investors":{"edges":[{"announcedOn":null,"round":null}]}}}}`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			if _, got := post(t, executor, c.query, nil); got != c.want+"\n" {
				t.Errorf("answer %s, want %s", got, c.want)
			}
		})
	}
}

// checkBatchInDispute checks that one page gives another size of the fourth batch than the graph.
func checkBatchInDispute(t *testing.T, executor http.Handler) {
	_, got := post(t, executor, `{ programme(id: "programme:little-giant") {
		batches { number basis firmCount conflicts { field value held { value } sources { id } } }
	} }`, nil)
	type conflict struct {
		Field, Value string
		Held         struct{ Value string }
		Sources      []struct{ ID string }
	}
	var answer struct {
		Data struct {
			Programme struct {
				Batches []struct {
					Number    int
					Basis     string
					FirmCount int
					Conflicts []conflict
				}
			}
		}
	}
	if err := json.Unmarshal([]byte(got), &answer); err != nil {
		t.Fatal(err)
	}
	want := conflict{"firmCount", "4357", struct{ Value string }{"4328"}, []struct{ ID string }{{"source:csdn-batches"}}}
	for _, batch := range answer.Data.Programme.Batches {
		if batch.Number == 4 && batch.Basis == "DESIGNATED" {
			if diff := cmp.Diff([]conflict{want}, batch.Conflicts); diff != "" || batch.FirmCount != 4328 {
				t.Errorf("the fourth batch has %d firms, and conflicts (-want +got):\n%s", batch.FirmCount, diff)
			}
			return
		}
	}
	t.Errorf("there is no fourth batch: %s", got)
}
