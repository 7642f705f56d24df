package plan_test

import (
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// TestHasNodes: nodes of a part are read only where they are wanted and something can be one.
func TestHasNodes(t *testing.T) {
	never := plan.Or{}
	along := plan.Way{Tracks: []plan.Track{{Rel: model.InvestedIn}}}
	nowhere := plan.Way{Tracks: []plan.Track{{Rel: model.InvestedIn, Where: never}}}
	for name, c := range map[string]struct {
		part *plan.Subgraph
		want bool
	}{
		"the whole graph":                        {nil, true},
		"relationships and their ends":           {&plan.Subgraph{Way: along}, true},
		"relationships alone":                    {&plan.Subgraph{Way: along, Nodeless: true}, false},
		"relationships alone, and others":        {&plan.Subgraph{Way: along, Isolated: true, Nodeless: true}, false},
		"no relationship":                        {&plan.Subgraph{Way: nowhere}, false},
		"no relationship, but what has none":     {&plan.Subgraph{Way: nowhere, Isolated: true}, true},
		"no relationship, but what is beside":    {&plan.Subgraph{Way: nowhere, Beside: plan.HasLabel{Labels: model.Firm.Set()}}, true},
		"no relationship, and nothing beside":    {&plan.Subgraph{Way: nowhere, Beside: never}, false},
		"no node, with what has no relationship": {&plan.Subgraph{Way: plan.Way{Tracks: along.Tracks, Through: never}, Isolated: true}, false},
	} {
		if got := c.part.HasNodes(); got != c.want {
			t.Errorf("%s: %t, want %t", name, got, c.want)
		}
	}
}
