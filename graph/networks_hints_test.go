package graph_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stakegraph/stakegraph/graph/engine"
)

// TestNetworkHints checks that a network without edges says which condition is the first that leaves nothing, and that any
// other network says nothing.
func TestNetworkHints(t *testing.T) {
	executor := serve(engine.Config{Store: littleGiants(t)})
	type hint struct {
		Path               []string
		Message, Condition string
	}
	empty := func(condition string) []hint {
		return []hint{{
			Path: []string{"network"}, Condition: condition,
			Message: "the network is empty: no relationship satisfies `" + condition + "` and the conditions before it",
		}}
	}
	for name, c := range map[string]struct {
		arguments string
		want      []hint
	}{
		"a time":                   {`(time: {asOf: "1901"}, investments: {node: {city: {eq: "Beijing"}}})`, empty("time")},
		"no condition":             {"", nil},
		"conditions that hold":     {`(investments: {node: {city: {eq: "Beijing"}}}, through: {kinds: [FIRM, VC_FUND]})`, nil},
		"a filter":                 {`(investments: {node: {city: {eq: "Atlantis"}}})`, empty("investments.node")},
		"the second of two":        {`(investments: {lead: {eq: true}, node: {city: {eq: "Atlantis"}}})`, empty("investments.node")},
		"two that exclude another": {`(investments: {node: {city: {eq: "Beijing"}}}, through: {firm: {city: {eq: "Shanghai"}}})`, empty("through.firm")},
		"the kinds of nodes":       {`(through: {kinds: [PERSON]})`, empty("through.kinds")},
		"a view of two types":      {`(view: STATE_CAPITAL, investments: {node: {city: {eq: "Atlantis"}}}, commitments: {node: {city: {eq: "Atlantis"}}})`, empty("commitments.node")},
		"edges that nobody shares": {`(through: {kinds: [FIRM, STATE_FUND], firm: {id: {eq: "firm:uisee"}}}, view: FIRMS_BY_INVESTOR)`, []hint{{
			Path: []string{"network"}, Message: "the network has no edges: no two firms share an investor",
		}}},
	} {
		_, body := post(t, executor, "{ network"+c.arguments+" { nodeCount edgeCount } }", nil)
		var answer struct {
			Data       struct{ Network struct{ EdgeCount int } }
			Errors     []any
			Extensions struct{ Hints []hint }
		}
		if err := json.Unmarshal([]byte(body), &answer); err != nil || len(answer.Errors) > 0 {
			t.Fatalf("%s: %v %s", name, err, body)
		}
		if diff := cmp.Diff(c.want, answer.Extensions.Hints); diff != "" || (answer.Data.Network.EdgeCount == 0) != (c.want != nil) {
			t.Errorf("%s (-want +got):\n%s\n%s", name, diff, body)
		}
	}
	_, body := post(t, executor, `{ __typename a: firms(first: -1) { totalCount } n: network(investments: {node: {city: {eq: "Atlantis"}}}) { nodeCount } }`, nil)
	const want = `"data":{"__typename":"Query","a":null,"n":{"nodeCount":0}},"extensions":{"hints":[{"path":["n"],"message":"the network is empty: no relationship satisfies ` +
		"`investments.node`" + ` and the conditions before it","condition":"investments.node"}]}}` + "\n"
	if len(body) < len(want) || body[len(body)-len(want):] != want {
		t.Errorf("beside an error: %s, want the end %s", body, want)
	}
}
