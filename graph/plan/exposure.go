package plan

import (
	"fmt"

	"github.com/stakegraph/stakegraph/graph/model"
)

// Exposure searches for the paths of state capital to some nodes: from a state fund along investments and commitments,
// through any intermediate holders.
type Exposure struct {
	Of        []string  // ids, each once, in the order of the result
	Longest   int       // maximum number of steps
	Sources   int       // maximum number of state funds for each node, the nearest first
	Paths     int       // maximum number of paths for each of these funds
	Expansion Expansion // against the direction of the money: from the recipient to the giver
}

// mostAround is the maximum number of nodes around those of an exposure.
const mostAround = 20_000

// Around returns the Neighbourhood of all nodes that can matter, with the relationships among them.
func (e *Exposure) Around() *Neighbourhood {
	return &Neighbourhood{Of: e.Of, Steps: e.Longest, First: mostAround, Keep: ByID, Expansion: e.Expansion}
}

// Most returns the maximum number of nodes and relationships in the result. It counts several relationships between the
// same two nodes once.
func (e *Exposure) Most() int { return len(e.Of) * (1 + e.Sources*e.Paths*e.Longest) }

// String prints the InitPlan in one line.
func (e *Exposure) String() string {
	return fmt.Sprintf("exposure of %s longest %d sources %d paths %d %s", literal(e.Of), e.Longest, e.Sources, e.Paths, e.Expansion)
}

// Exposed is the exposure of one node.
type Exposed struct {
	ID       string
	Distance int // of the nearest state fund; 0 if none is near enough
	// Known is the number of nodes that invested in this node or committed money to it. State is the number of these
	// that are state funds. Backed is the number of these that are state funds, or that state capital reaches in fewer
	// than Longest steps and on a path without this node.
	Known, State, Backed int
	Reached              int           // number of state funds that reach it
	Sources              []StateSource // the nearest first, then by id
}

// StateSource is a state fund whose capital reaches a node.
type StateSource struct {
	ID       string
	Distance int         // minimum number of steps from the fund to the node
	All      bool        // whether Paths contains all paths of that length
	Paths    []FoundPath // from the fund to the node, in the order of their nodes' ids
}

// FoundExposure is the result of an Exposure: the requested nodes that exist, in the order of the request.
type FoundExposure []Exposed

// NodeIDs returns the ids of the requested nodes and of all nodes on the paths, each once.
func (f FoundExposure) NodeIDs() []string {
	var all distinct
	for _, exposed := range f {
		all.add(exposed.ID)
		for _, source := range exposed.Sources {
			all.add(source.ID)
			all.addNodes(source.Paths)
		}
	}
	return all.ids
}

// RelationshipIDs returns the ids of the relationships of a type on all paths, each once.
func (f FoundExposure) RelationshipIDs(of model.RelType) []string {
	var all distinct
	for _, exposed := range f {
		for _, source := range exposed.Sources {
			all.addSteps(source.Paths, of)
		}
	}
	return all.ids
}
