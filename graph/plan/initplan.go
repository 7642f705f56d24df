package plan

import (
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
)

// InitPlan is what a store looks for before it reads the plan's row, by statements of its own or by the one that reads the
// row: which nodes a text means, which relationships lead from one node to another. What is found is read as any other
// nodes and relationships are.
type InitPlan interface {
	isInitPlan()
	// Most returns how many nodes and relationships it finds at most.
	Most() int
	// Key returns its key: two InitPlans are the same where their keys are.
	Key() string
	// String prints it in one line, for people.
	String() string
}

// Found is what was found by a InitPlan. It holds ids, and what was thought about them; their facts are read from the row.
type Found interface {
	// NodeIDs returns the ids of the nodes, each once.
	NodeIDs() []string
	// RelationshipIDs returns the ids of the relationships of a type, each once.
	RelationshipIDs(of model.RelType) []string
}

// With returns the plan as it is to be run once everything is found, in the order of InitPlans. A plan without InitPlans is
// returned as it is.
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

// NothingFound is what is known of a plan's InitPlans before they are looked for.
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
