package response_test

import (
	"errors"
	"math"
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/response"
	"github.com/stakegraph/stakegraph/graph/store"
)

// TestWriteMeasures checks that an unknown measure is null, and that a number without a JSON form is an error.
func TestWriteMeasures(t *testing.T) {
	leaf := func(of response.OfFound) response.Value { return of }
	root := object("network", response.Found{InitPlan: 1, Needs: &response.Needs{}, Value: object(
		"modularity", leaf(response.NetworkModularity),
		"nodes", response.FoundPart{Of: response.NetworkNodes, Value: object(
			"degree", response.NetworkValue{Measure: model.Degree}, "constraint", response.NetworkValue{Measure: model.Constraint},
		)},
	)})
	node := func(degree, constraint float64) (n plan.NetworkNode) {
		n.Values[model.Degree], n.Values[model.Constraint] = degree, constraint
		return n
	}
	for _, c := range []struct {
		modularity float64
		nodes      []plan.NetworkNode
		want       string // "" for an error
	}{
		{math.NaN(), nil, `{"modularity":null,"nodes":[]}`},
		{
			-0.25,
			[]plan.NetworkNode{node(2, 0.5), node(0, math.NaN())},
			`{"modularity":-0.25,"nodes":[{"degree":2,"constraint":0.5},{"degree":0,"constraint":null}]}`,
		},
		{0, []plan.NetworkNode{node(2, math.Inf(1))}, ""},
	} {
		record, err := store.ParseRecord(`[]`)
		if err != nil {
			t.Fatal(err)
		}
		found := []plan.Found{&plan.FoundNetwork{Modularity: c.modularity, Nodes: c.nodes}}
		_, values, err := response.Write(root, found, record, nil)
		if c.want == "" {
			if !errors.Is(err, response.ErrRecord) {
				t.Errorf("%v is written as %s, %v, want ErrRecord", c.nodes, values, err)
			}
			continue
		}
		if err != nil || string(values[0]) != c.want {
			t.Errorf("it writes %s, %v, want %s", values, err, c.want)
		}
	}
}
