package oracle

import (
	"cmp"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/stakegraph/stakegraph/graph/model"
)

// neighbourhood has the nodes within a number of steps of some nodes, and the relationships among them.
type neighbourhood struct {
	nodes         []thing
	relationships []thing
	complete      bool
}

// neighbour is a node of a neighbourhood.
type neighbour struct {
	node     *model.Node
	distance int
	links    int
}

func neighbourhoodOf(s scope, a object) thing {
	of, steps, first, w := someIDs(a["of"]), between(a["steps"], 1, 6), between(a["first"], 1, 1000), walker{s, expansionOf(a)}
	if len(of) > first {
		refuse("%d nodes in the middle, and room for %d", len(of), first)
	}
	nodes := map[string]int{} // the distance of each
	room := first - len(of)   // ids without a node count too
	n := neighbourhood{[]thing{}, []thing{}, true}
	keep := func(one neighbour) {
		nodes[one.node.ID()] = one.distance
		n.nodes = append(n.nodes, one)
	}
	slices.Sort(of)
	for _, id := range of {
		if found, has := w.graph.byID[id]; has {
			keep(neighbour{node: found})
		}
	}
	for distance := 1; distance <= steps && n.complete; distance++ {
		var near []neighbour
		for _, candidate := range w.graph.nodes {
			if _, has := nodes[candidate.ID()]; has || !w.passes(candidate) {
				continue
			}
			if links := w.linksTo(candidate, nodes, distance-1); links > 0 {
				near = append(near, neighbour{candidate, distance, links})
			}
		}
		slices.SortFunc(near, func(a, b neighbour) int { return cmp.Compare(a.node.ID(), b.node.ID()) })
		if a["keep"] == "MOST_LINKED" {
			slices.SortStableFunc(near, func(a, b neighbour) int { return b.links - a.links })
		}
		for _, one := range near {
			if room == 0 {
				n.complete = false
				break
			}
			room--
			keep(one)
		}
	}
	n.relationships = w.among(nodes)
	return n
}

// linksTo returns the number of nodes at a distance from which a step leads to a node.
func (w walker) linksTo(to *model.Node, nodes map[string]int, distance int) int {
	links := 0
	for id, at := range nodes {
		if at == distance && slices.ContainsFunc(w.steps(w.graph.byID[id]), func(s step) bool { return s.to == to }) {
			links++
		}
	}
	return links
}

// among returns the relationships among nodes that satisfy the patterns.
func (w walker) among(nodes map[string]int) []thing {
	var all []*model.Relationship
	for t := range w.followed {
		for _, r := range w.graph.relationships[t] {
			_, starts := nodes[r.From]
			_, ends := nodes[r.To]
			if starts && ends && w.hasPattern(r) {
				all = append(all, r)
			}
		}
	}
	slices.SortFunc(all, byTypeAndID)
	found := []thing{}
	for _, r := range all {
		found = append(found, relationship{r})
	}
	return found
}

func (neighbourhood) typeName() string { return "Neighbourhood" }

func (n neighbourhood) field(_ *evaluation, f *ast.Field) any {
	switch f.Name {
	case "nodes":
		return n.nodes
	case "relationships":
		return n.relationships
	}
	return n.complete
}

func (neighbour) typeName() string { return "Neighbour" }

func (n neighbour) field(_ *evaluation, f *ast.Field) any {
	if f.Name == "distance" {
		return int64(n.distance)
	}
	return node{row{node: n.node}}
}
