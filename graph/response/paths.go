package response

import (
	"slices"
	"strconv"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// Looked is a list of the plan's own row in which things stand that were found by id. Its Value is written of one of them.
type Looked struct {
	At    plan.Place
	IDAt  plan.Place // the place of the id in a row of the list
	Value Value
}

// Related is a list of relationships of one type that were found by id.
type Related struct {
	Rel model.RelType
	Looked
}

// Paths is the list of what a plan.Paths found, each path as Value says. One of which a node or a relationship that is
// read is there no longer is left out.
type Paths struct {
	Finding int // from 1
	Needs   *Needs
	Value   Value
}

// Needs is what of a finding is read, so that it can be left out what is there no longer.
type Needs struct {
	Nodes []Looked
	Links []Related
}

// AddNodes adds a list of nodes. One list that several parts of the answer read of is looked into once.
func (n *Needs) AddNodes(nodes Looked) {
	if !slices.ContainsFunc(n.Nodes, func(known Looked) bool { return known.At == nodes.At }) {
		n.Nodes = append(n.Nodes, nodes)
	}
}

// PathLength is the number of the path's steps.
type PathLength struct{}

// PathWeight is what the path counts.
type PathWeight struct{}

// PathNodes is the list of the path's nodes.
type PathNodes struct{ Node Looked }

// PathSteps is the list of the path's steps, each as Value says.
type PathSteps struct{ Value Value }

// StepEnd is the node that the step begins at or, where it is the Last, leads to.
type StepEnd struct {
	Last bool
	Node Looked
}

// Links is the list of the relationships of the step or of the neighbourhood, each as Value says.
type Links struct{ Value Value }

// LinkReversed is whether the step goes from the relationship's end to its start.
type LinkReversed struct{}

// LinkValue is the relationship, as it is written for its type.
type LinkValue struct{ Of []Related }

// LinkEnd is the node that the relationship starts from or, where it is the Last, leads to.
type LinkEnd struct {
	Last bool
	Node Looked
}

// Neighbourhood is what a plan.Neighbourhood found, as Value says.
type Neighbourhood struct {
	Finding int // from 1
	Needs   *Needs
	Value   Value
}

// Neighbours is the list of the neighbourhood's nodes, each as Value says.
type Neighbours struct{ Value Value }

// NeighbourDistance is the node's distance.
type NeighbourDistance struct{}

// NeighbourNode is the node itself.
type NeighbourNode struct{ Node Looked }

// NeighbourhoodComplete is whether no node was left out.
type NeighbourhoodComplete struct{}

// under is what of the findings is being written.
type under struct {
	path  *plan.FoundPath
	step  int
	near  *plan.FoundNeighbourhood
	node  *plan.FoundNode
	link  *plan.Link
	needs *Needs

	exposure plan.FoundExposure
	exposed  *plan.Exposed
	source   *plan.StateSource

	network   *plan.FoundNetwork
	place     int // of a node of the network
	edge      *plan.NetworkEdge
	community *plan.NetworkCommunity
}

// looked returns the cell of what has an id in a list of the plan's own row.
func (w *writer) looked(l Looked, id string) (cell int, found bool) {
	cells, known := w.byID[l.At]
	if !known {
		cells = w.cellsByID(w.cell(0, l.At), l.IDAt)
		if w.byID == nil {
			w.byID = map[plan.Place]map[string]int{}
		}
		w.byID[l.At] = cells
	}
	cell, found = cells[id]
	return cell, found
}

// cellsByID returns the cells of a list's rows by the id that stands at a place of each.
func (w *writer) cellsByID(list int, idAt plan.Place) map[string]int {
	rows := 0
	for i, end := list+1, w.record.Next(list); i < end; i = w.record.Next(i) {
		rows++
	}
	cells := make(map[string]int, rows)
	for i, end := list+1, w.record.Next(list); i < end && w.err == nil; i = w.record.Next(i) {
		inner := w.enter(i)
		cells[w.record.Text(w.cell(inner, idAt))] = i
		w.leave(inner)
	}
	return cells
}

// has reports whether all that is read of nodes with these ids is there.
func (n *Needs) has(w *writer, ids ...string) bool {
	for _, nodes := range n.Nodes {
		for _, id := range ids {
			if _, found := w.looked(nodes, id); !found {
				return false
			}
		}
	}
	return true
}

// hasLink reports whether all that is read of a relationship is there.
func (n *Needs) hasLink(w *writer, link plan.Link) bool {
	for _, related := range n.Links {
		if related.Rel != link.Rel {
			continue
		}
		if _, found := w.looked(related.Looked, link.ID); !found {
			return false
		}
	}
	return n.has(w, link.Start, link.End)
}

func (l Looked) write(w *writer, id string) {
	cell, found := w.looked(l, id)
	if !found {
		w.fail("what was found is missing")
		return
	}
	w.inRow(cell, l.Value)
}

// list writes a list of n elements, of which those are left out that has does not hold for.
func (w *writer) list(n int, has func(i int) bool, write func(i int)) {
	w.raw("[")
	written := 0
	for i := range n {
		if w.bound(); w.err != nil {
			return
		}
		if !has(i) {
			continue
		}
		if written > 0 {
			w.raw(",")
		}
		w.nth(written, func() { write(i) })
		written++
	}
	w.raw("]")
}

func always(int) bool { return true }

func (v Paths) write(w *writer, r row) {
	found, _ := w.found[v.Finding-1].(plan.FoundPaths)
	w.paths(found, v.Needs, v.Value, r)
}

// paths writes a list of paths, each as a value says, of which all that is read is there.
func (w *writer) paths(found []plan.FoundPath, needs *Needs, value Value, r row) {
	isThere := func(i int) bool {
		for _, step := range found[i].Steps {
			for _, link := range step {
				if !needs.hasLink(w, link) {
					return false
				}
			}
		}
		return needs.has(w, found[i].Nodes...)
	}
	outer := w.under
	w.list(len(found), isThere, func(i int) {
		w.under = outer
		w.under.path, w.under.needs = &found[i], needs
		value.write(w, r)
	})
	w.under = outer
}

func (PathLength) write(w *writer, _ row) {
	w.out = strconv.AppendInt(w.out, int64(len(w.under.path.Steps)), 10)
}

func (PathWeight) write(w *writer, _ row) {
	w.out = strconv.AppendInt(w.out, int64(w.under.path.Weight), 10)
}

func (v PathNodes) write(w *writer, _ row) {
	nodes := w.under.path.Nodes
	w.list(len(nodes), always, func(i int) { v.Node.write(w, nodes[i]) })
}

func (v PathSteps) write(w *writer, r row) {
	w.list(len(w.under.path.Steps), always, func(i int) {
		w.under.step = i
		v.Value.write(w, r)
	})
}

func (v StepEnd) write(w *writer, _ row) {
	at := w.under.step
	if v.Last {
		at++
	}
	v.Node.write(w, w.under.path.Nodes[at])
}

func (v Links) write(w *writer, r row) {
	var links []plan.Link
	if w.under.path != nil {
		links = w.under.path.Steps[w.under.step]
	} else {
		links = w.under.near.Links
	}
	isThere := func(i int) bool { return w.under.needs.hasLink(w, links[i]) }
	w.list(len(links), isThere, func(i int) {
		w.under.link = &links[i]
		v.Value.write(w, r)
	})
}

func (LinkReversed) write(w *writer, _ row) {
	w.out = strconv.AppendBool(w.out, w.under.link.Start != w.under.path.Nodes[w.under.step])
}

func (v LinkValue) write(w *writer, _ row) {
	for _, related := range v.Of {
		if related.Rel == w.under.link.Rel {
			related.Looked.write(w, w.under.link.ID)
			return
		}
	}
	w.fail("a relationship has a type that was not looked for")
}

func (v LinkEnd) write(w *writer, _ row) {
	if v.Last {
		v.Node.write(w, w.under.link.End)
		return
	}
	v.Node.write(w, w.under.link.Start)
}

func (v Neighbourhood) write(w *writer, r row) {
	found, _ := w.found[v.Finding-1].(*plan.FoundNeighbourhood)
	outer := w.under
	w.under = under{near: found, needs: v.Needs}
	v.Value.write(w, r)
	w.under = outer
}

func (v Neighbours) write(w *writer, r row) {
	nodes := w.under.near.Nodes
	w.list(len(nodes), func(i int) bool { return w.under.needs.has(w, nodes[i].ID) }, func(i int) {
		w.under.node = &nodes[i]
		v.Value.write(w, r)
	})
}

func (NeighbourDistance) write(w *writer, _ row) {
	w.out = strconv.AppendInt(w.out, int64(w.under.node.Distance), 10)
}

func (v NeighbourNode) write(w *writer, _ row) { v.Node.write(w, w.under.node.ID) }

func (NeighbourhoodComplete) write(w *writer, _ row) {
	w.out = strconv.AppendBool(w.out, w.under.near.Complete)
}
