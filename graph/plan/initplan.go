package plan

import (
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
)

// InitPlan is a part of a plan that runs before its row is read: a search by name, a match, paths, a neighbourhood, an
// exposure or a network. It has statements of its own, or the store includes it in the statement that reads the row. The
// nodes and relationships of the result are read like all others.
type InitPlan interface {
	isInitPlan()
	// Most returns the maximum number of nodes and relationships in the result.
	Most() int
	// Key returns its key: two InitPlans are equal if their keys are.
	Key() string
	// String returns one line for people to read.
	String() string
}

// Found is the result of an InitPlan. It contains ids and derived values such as scores; the properties of the nodes
// and relationships are read by the row.
type Found interface {
	// NodeIDs returns the ids of the nodes, each once.
	NodeIDs() []string
	// RelationshipIDs returns the ids of the relationships of a type, each once.
	RelationshipIDs(of model.RelType) []string
}

// With returns the plan with the results of its InitPlans, given in the order of InitPlans. A plan without InitPlans is
// returned unchanged.
func (p *Plan) With(found []Found) *Plan {
	if len(p.InitPlans) == 0 {
		return p
	}
	run := &Plan{Row: Row{Items: slices.Clone(p.Row.Items)}}
	for i, item := range run.Row.Items { // only root fields have InitPlans
		list, isList := item.(*List)
		if !isList || list.From.InitPlan == 0 {
			continue
		}
		known := *list
		known.From.InitPlan = 0
		if of := found[list.From.InitPlan-1]; list.From.Kind == ByRelationshipID {
			known.From.IDs = of.RelationshipIDs(list.From.Rel)
		} else {
			known.From.IDs = of.NodeIDs()
		}
		run.Row.Items[i] = &known
	}
	return run
}

// NothingFound returns an empty result for each InitPlan of a plan.
func NothingFound(p *Plan) []Found {
	found := make([]Found, len(p.InitPlans))
	for i := range found {
		found[i] = FoundPaths(nil)
	}
	return found
}

func (*Search) isInitPlan()        {}
func (*Match) isInitPlan()         {}
func (*Paths) isInitPlan()         {}
func (*Neighbourhood) isInitPlan() {}
func (*Exposure) isInitPlan()      {}
func (*Network) isInitPlan()       {}
