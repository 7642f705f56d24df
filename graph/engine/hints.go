package engine

import (
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/response"
)

// Hint says why a part of a response is empty. It is no error.
type Hint struct {
	Path      []string `json:"path"` // of the root field
	Message   string   `json:"message"`
	Condition string   `json:"condition,omitempty"` // the path of the argument that leaves nothing
}

// hintsOf returns the hints of the root fields. An operation has at most as many as it can have InitPlans.
func hintsOf(root *response.Object, results []plan.Found) (hints []Hint) {
	for _, field := range root.Fields {
		found, is := field.Value.(response.Found)
		if !is {
			continue
		}
		if network, is := results[found.InitPlan-1].(*plan.FoundNetwork); is && network.Hint != nil {
			hints = append(hints, Hint{[]string{field.Name}, network.Hint.Message, network.Hint.Condition})
		}
	}
	return hints
}

// extensionsOf returns the extensions of a response with hints.
func extensionsOf(hints []Hint) map[string]any {
	if len(hints) == 0 {
		return nil
	}
	return map[string]any{"hints": hints}
}
