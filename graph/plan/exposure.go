package plan

import (
	"fmt"

	"github.com/stakegraph/stakegraph/graph/model"
)

// Exposure looks for the ways by which state money reaches some nodes: from a state fund along investments and
// commitments, whoever holds the money in between.
type Exposure struct {
	Of        []string  // ids, each once, in the order of the answer
	Longest   int       // greatest number of steps
	Sources   int       // at most so many state funds of each node, the nearest first
	Paths     int       // at most so many paths of each of these
	Expansion Expansion // against the direction of the money: from who was given it to who gave it
}

// mostAround is how many nodes there can be around those that an exposure is asked of.
const mostAround = 20_000

// Around returns the search for all nodes that can matter, and the relationships among them.
func (e *Exposure) Around() *Neighbourhood {
	return &Neighbourhood{Of: e.Of, Steps: e.Longest, First: mostAround, Keep: ByID, Expansion: e.Expansion}
}

// Most returns how many nodes and relationships it finds at most, but for several relationships between the same two.
func (e *Exposure) Most() int { return len(e.Of) * (1 + e.Sources*e.Paths*e.Longest) }

// String prints the search in one line.
func (e *Exposure) String() string {
	return fmt.Sprintf("exposure of %s longest %d sources %d paths %d %s", literal(e.Of), e.Longest, e.Sources, e.Paths, e.Expansion)
}

// Exposed is how state money reaches one node.
type Exposed struct {
	ID       string
	Distance int // of the nearest state fund; 0 where none is near enough
	// Known are the nodes that invested in it or committed money to it; State those of them that are state funds, and
	// Backed those that are, or that state money itself reaches in one step less than Longest and not by way of the node.
	Known, State, Backed int
	Reached              int           // how many state funds reach it
	Sources              []StateSource // the nearest first, then by id
}

// StateSource is a state fund whose money reaches a node.
type StateSource struct {
	ID       string
	Distance int         // the least number of steps from it to the node
	All      bool        // whether Paths are all of that length
	Paths    []FoundPath // from it to the node, in the order of their nodes' ids
}

// FoundExposure is what an Exposure finds: the nodes that there are, in the order that they are asked for.
type FoundExposure []Exposed

// NodeIDs returns the ids of the nodes asked for and of all on the paths, each once.
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
