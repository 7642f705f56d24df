package response

import "github.com/stakegraph/stakegraph/graph/plan"

// LinkValue is a relationship in the shape of its type.
type LinkValue struct{ Of []Related }

func (v LinkValue) write(w *writer, _ row) {
	for _, related := range v.Of {
		if related.Rel == w.under.link.Rel {
			related.Looked.write(w, w.under.link.ID)
			return
		}
	}
	w.fail("a relationship has an unexpected type")
}

// Paths writes the list of the paths of the result.
func Paths(w *writer, v Value, r row) { w.paths(w.under.paths, v, r) }

// paths writes a list of paths, without those that no longer exist.
func (w *writer) paths(found []plan.FoundPath, v Value, r row) {
	each(w, found, &w.under.path, func(w *writer, path *plan.FoundPath) bool {
		for _, step := range path.Steps {
			for i := range step {
				if !w.hasLink(&step[i]) {
					return false
				}
			}
		}
		return w.has(path.Nodes...)
	}, v, r)
}

// PathLength writes the number of the path's steps.
func PathLength(w *writer) { w.int(len(w.under.path.Steps)) }

// PathWeight writes the path's weight.
func PathWeight(w *writer) { w.int(w.under.path.Weight) }

// PathNodes writes the list of the path's nodes.
func PathNodes(w *writer, v Value, r row) { each(w, w.under.path.Nodes, &w.under.id, nil, v, r) }

// PathNode returns the id of a node in that list.
func PathNode(u *under) string { return *u.id }

// PathSteps writes the list of the path's steps.
func PathSteps(w *writer, v Value, r row) {
	w.list(len(w.under.path.Steps), always, func(i int) {
		w.under.step = i
		v.write(w, r)
	})
}

// StepStart returns the id of the node at the start of the step.
func StepStart(u *under) string { return u.path.Nodes[u.step] }

// StepEnd returns the id of the node at the end of the step.
func StepEnd(u *under) string { return u.path.Nodes[u.step+1] }

// StepLinks writes the list of the step's relationships.
func StepLinks(w *writer, v Value, r row) {
	each(w, w.under.path.Steps[w.under.step], &w.under.link, (*writer).hasLink, v, r)
}

// LinkReversed writes whether the step goes from the relationship's end to its start.
func LinkReversed(w *writer) { w.bool(w.under.link.Start != StepStart(&w.under)) }

// LinkStart returns the id of the relationship's start node.
func LinkStart(u *under) string { return u.link.Start }

// LinkEnd returns the id of the relationship's end node.
func LinkEnd(u *under) string { return u.link.End }

// Neighbours writes the list of the neighbourhood's nodes.
func Neighbours(w *writer, v Value, r row) {
	each(w, w.under.near.Nodes, &w.under.node, func(w *writer, n *plan.FoundNode) bool { return w.has(n.ID) }, v, r)
}

// NeighbourDistance writes the node's distance.
func NeighbourDistance(w *writer) { w.int(w.under.node.Distance) }

// NeighbourNode returns the id of the node.
func NeighbourNode(u *under) string { return u.node.ID }

// NeighbourLinks writes the list of the neighbourhood's relationships.
func NeighbourLinks(w *writer, v Value, r row) {
	each(w, w.under.near.Links, &w.under.link, (*writer).hasLink, v, r)
}

// NeighbourhoodComplete writes whether the limit left out no node.
func NeighbourhoodComplete(w *writer) { w.bool(w.under.near.Complete) }
