package plan_test

import (
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// TestHasNodes: a part has nodes only if they are included and its conditions can hold.
func TestHasNodes(t *testing.T) {
	never := plan.Or{}
	along := plan.Expansion{Patterns: []plan.RelationshipPattern{{Rel: model.InvestedIn}}}
	nowhere := plan.Expansion{Patterns: []plan.RelationshipPattern{{Rel: model.InvestedIn, Where: never}}}
	for name, c := range map[string]struct {
		part *plan.Subgraph
		want bool
	}{
		"the whole graph":                        {nil, true},
		"relationships and their ends":           {&plan.Subgraph{Expansion: along}, true},
		"relationships alone":                    {&plan.Subgraph{Expansion: along, Nodeless: true}, false},
		"relationships alone, and others":        {&plan.Subgraph{Expansion: along, Isolated: true, Nodeless: true}, false},
		"no relationship":                        {&plan.Subgraph{Expansion: nowhere}, false},
		"no relationship, but what has none":     {&plan.Subgraph{Expansion: nowhere, Isolated: true}, true},
		"no relationship, but what is beside":    {&plan.Subgraph{Expansion: nowhere, Beside: plan.HasLabel{Labels: model.Firm.Set()}}, true},
		"no relationship, and nothing beside":    {&plan.Subgraph{Expansion: nowhere, Beside: never}, false},
		"no node, with what has no relationship": {&plan.Subgraph{Expansion: plan.Expansion{Patterns: along.Patterns, NodePredicate: never}, Isolated: true}, false},
	} {
		if got := c.part.HasNodes(); got != c.want {
			t.Errorf("%s: %t, want %t", name, got, c.want)
		}
	}
}
