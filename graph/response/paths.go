package response

import "github.com/stakegraph/stakegraph/graph/plan"

// LinkValue is the relationship, as it is written for its type.
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

// Paths is the list of the paths that were found.
func Paths(w *writer, v Value, r row) { w.paths(w.under.paths, v, r) }

// paths writes a list of paths, of which all that is read is there.
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

// PathLength is the number of the path's steps.
func PathLength(w *writer) { w.int(len(w.under.path.Steps)) }

// PathWeight is what the path counts.
func PathWeight(w *writer) { w.int(w.under.path.Weight) }

// PathNodes is the list of the path's nodes.
func PathNodes(w *writer, v Value, r row) { each(w, w.under.path.Nodes, &w.under.id, nil, v, r) }

// PathNode is a node of that list.
func PathNode(u *under) string { return *u.id }

// PathSteps is the list of the path's steps.
func PathSteps(w *writer, v Value, r row) {
	w.list(len(w.under.path.Steps), always, func(i int) {
		w.under.step = i
		v.write(w, r)
	})
}

// StepStart is the node that the step begins at.
func StepStart(u *under) string { return u.path.Nodes[u.step] }

// StepEnd is the node that the step leads to.
func StepEnd(u *under) string { return u.path.Nodes[u.step+1] }

// StepLinks is the list of the step's relationships.
func StepLinks(w *writer, v Value, r row) {
	each(w, w.under.path.Steps[w.under.step], &w.under.link, (*writer).hasLink, v, r)
}

// LinkReversed is whether the step goes from the relationship's end to its start.
func LinkReversed(w *writer) { w.bool(w.under.link.Start != StepStart(&w.under)) }

// LinkStart is the node that the relationship starts from.
func LinkStart(u *under) string { return u.link.Start }

// LinkEnd is the node that the relationship leads to.
func LinkEnd(u *under) string { return u.link.End }

// Neighbours is the list of the neighbourhood's nodes.
func Neighbours(w *writer, v Value, r row) {
	each(w, w.under.near.Nodes, &w.under.node, func(w *writer, n *plan.FoundNode) bool { return w.has(n.ID) }, v, r)
}

// NeighbourDistance is the node's distance.
func NeighbourDistance(w *writer) { w.int(w.under.node.Distance) }

// NeighbourNode is the node itself.
func NeighbourNode(u *under) string { return u.node.ID }

// NeighbourLinks is the list of the neighbourhood's relationships.
func NeighbourLinks(w *writer, v Value, r row) {
	each(w, w.under.near.Links, &w.under.link, (*writer).hasLink, v, r)
}

// NeighbourhoodComplete is whether no node was left out.
func NeighbourhoodComplete(w *writer) { w.bool(w.under.near.Complete) }
