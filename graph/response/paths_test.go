package response_test

import (
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/response"
	"github.com/stakegraph/stakegraph/graph/store"
)

// TestWriteWhatIsThere checks that deleted parts of a result are left out: a path with a node or a relationship that is
// not in the record, a node of a neighbourhood, and a relationship without one of its ends.
func TestWriteWhatIsThere(t *testing.T) {
	const record = `[[["firm:a","A"],["firm:b","B"],["firm:c","C"],["firm:e","E"]],[["investment:ab"],["investment:bc"],["investment:ad"]]]`
	node := response.Looked{At: 0, IDAt: 0, Value: response.Text{At: 1, Required: true}}
	investment := response.Related{Rel: model.InvestedIn, Looked: response.Looked{At: 1, IDAt: 0, Value: response.Text{At: 0}}}
	needs := &response.Needs{Nodes: []response.Looked{node}, Links: []response.Related{investment}}
	link := func(id, start, end string) plan.Link {
		return plan.Link{Rel: model.InvestedIn, ID: "investment:" + id, Start: "firm:" + start, End: "firm:" + end}
	}
	path := func(links ...plan.Link) plan.FoundPath {
		found := plan.FoundPath{Weight: 7, Nodes: []string{links[0].Start}}
		for _, l := range links {
			found.Nodes, found.Steps = append(found.Nodes, l.End), append(found.Steps, plan.FoundStep{l})
		}
		return found
	}
	paths := plan.FoundPaths{
		path(link("ad", "a", "d")), // firm:d was deleted
		path(link("ab", "a", "b"), link("bc", "b", "c")),
		path(link("ae", "a", "e")), // the relationship was deleted
	}
	near := &plan.FoundNeighbourhood{
		Nodes: []plan.FoundNode{{ID: "firm:a"}, {ID: "firm:d", Distance: 1}, {ID: "firm:b", Distance: 1}},
		Links: []plan.Link{link("ab", "a", "b"), link("ad", "a", "d")}, Complete: true,
	}
	leaf := func(of response.OfFound) response.Value { return of }
	nodeAt := func(id response.NodeID) response.Value { return response.FoundNode{ID: id, Node: node} }
	root := object(
		"paths", response.Found{InitPlan: 1, Needs: needs, Value: response.FoundPart{Of: response.Paths, Value: object(
			"length", leaf(response.PathLength), "weight", leaf(response.PathWeight),
			"nodes", response.FoundPart{Of: response.PathNodes, Value: nodeAt(response.PathNode)},
			"steps", response.FoundPart{Of: response.PathSteps, Value: object(
				"to", nodeAt(response.StepEnd),
				"links", response.FoundPart{Of: response.StepLinks, Value: object("back", leaf(response.LinkReversed))},
			)},
		)}},
		"near", response.Found{InitPlan: 2, Needs: needs, Value: object(
			"nodes", response.FoundPart{Of: response.Neighbours, Value: object(
				"at", leaf(response.NeighbourDistance), "node", nodeAt(response.NeighbourNode),
			)},
			"links", response.FoundPart{Of: response.NeighbourLinks, Value: object(
				"relationship", response.LinkValue{Of: []response.Related{investment}},
				"start", nodeAt(response.LinkStart), "end", nodeAt(response.LinkEnd),
			)},
			"complete", leaf(response.NeighbourhoodComplete),
		)},
	)
	parsed, err := store.ParseRecord(record)
	if err != nil {
		t.Fatal(err)
	}
	got, _, err := response.Write(root, []plan.Found{paths, near}, parsed, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"paths":[{"length":2,"weight":7,"nodes":["A","B","C"],` +
		`"steps":[{"to":"B","links":[{"back":false}]},{"to":"C","links":[{"back":false}]}]}],` +
		`"near":{"nodes":[{"at":0,"node":"A"},{"at":1,"node":"B"}],` +
		`"links":[{"relationship":"investment:ab","start":"A","end":"B"}],"complete":true}}`
	if string(got) != want {
		t.Errorf("it writes\n%s\nwant\n%s", got, want)
	}
}
