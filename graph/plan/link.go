package plan

import "github.com/stakegraph/stakegraph/graph/model"

// Link is a relationship in a result, with the ids of its start and end nodes.
type Link struct {
	Rel            model.RelType
	ID, Start, End string
}

// FoundPath is a path in a result.
type FoundPath struct {
	Weight int
	Nodes  []string // ids
	Steps  []FoundStep
}

// FoundStep is one step of a path: all matching relationships between the two nodes, ordered by type and id. There is
// at least one.
type FoundStep []Link

// FoundPaths is the result of Paths, in order.
type FoundPaths []FoundPath

// NodeIDs returns the ids of the nodes of all paths, each once.
func (f FoundPaths) NodeIDs() []string {
	var all distinct
	all.addNodes(f)
	return all.ids
}

// RelationshipIDs returns the ids of the relationships of a type on all paths, each once.
func (f FoundPaths) RelationshipIDs(of model.RelType) []string {
	var all distinct
	all.addSteps(f, of)
	return all.ids
}

// FoundNode is a node of a neighbourhood.
type FoundNode struct {
	ID       string
	Distance int // minimum number of steps to it
}

// FoundNeighbourhood is the result of a Neighbourhood.
type FoundNeighbourhood struct {
	Nodes    []FoundNode // by distance, then as KeepRule defines
	Links    []Link      // ordered by type and id
	Complete bool        // whether the limit left out no node
}

// NodeIDs returns the ids of the nodes.
func (f *FoundNeighbourhood) NodeIDs() []string {
	return mapEach(f.Nodes, func(n FoundNode) string { return n.ID })
}

// RelationshipIDs returns the ids of the relationships of a type.
func (f *FoundNeighbourhood) RelationshipIDs(of model.RelType) []string {
	var all distinct
	all.addLinks(f.Links, of)
	return all.ids
}

// distinct collects ids, each once.
type distinct struct {
	ids  []string
	have map[string]bool
}

func (d *distinct) add(id string) {
	if d.have == nil {
		d.have = map[string]bool{}
	}
	if !d.have[id] {
		d.have[id] = true
		d.ids = append(d.ids, id)
	}
}

func (d *distinct) addLinks(links []Link, of model.RelType) {
	for _, link := range links {
		if link.Rel == of {
			d.add(link.ID)
		}
	}
}

func (d *distinct) addNodes(paths []FoundPath) {
	for _, path := range paths {
		for _, id := range path.Nodes {
			d.add(id)
		}
	}
}

func (d *distinct) addSteps(paths []FoundPath, of model.RelType) {
	for _, path := range paths {
		for _, step := range path.Steps {
			d.addLinks(step, of)
		}
	}
}
