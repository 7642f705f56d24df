package plan

import "github.com/stakegraph/stakegraph/graph/model"

// Link is a relationship that was found, with the ids of the nodes that it leads from and to.
type Link struct {
	Rel            model.RelType
	ID, Start, End string
}

// FoundPath is a path that was found.
type FoundPath struct {
	Weight int
	Nodes  []string // ids
	Steps  []FoundStep
}

// FoundStep is how a path gets from a node to the next: all wanted relationships that lead there, in the order of their
// types and ids. There is at least one.
type FoundStep []Link

// FoundPaths is what a Paths finds, in order.
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
	Distance int // the least number of steps that lead to it
}

// FoundNeighbourhood is what a Neighbourhood finds.
type FoundNeighbourhood struct {
	Nodes    []FoundNode // by distance, then as KeepRule says
	Links    []Link      // in the order of their types and ids
	Complete bool        // whether no node was left out for want of room
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

// distinct gathers ids, each once.
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
