package response

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// Found is the result of an InitPlan, in the shape of Value. A node or a relationship that no longer exists is left
// out, together with its path or its edges.
type Found struct {
	InitPlan int // from 1
	Needs    *Needs
	Value    Value
}

// OfFound is a value of an InitPlan's result, not of the record.
type OfFound func(w *writer)

// FoundPart is a part of a result, or a list of parts, each in the shape of Value.
type FoundPart struct {
	Of    PartWriter
	Value Value
}

// PartWriter writes a part of a result in the shape of a value.
type PartWriter func(w *writer, v Value, r row)

// FoundNode is a node of a result.
type FoundNode struct {
	ID   NodeID
	Node Looked
}

// NodeID returns the id of a node of a result.
type NodeID func(u *under) string

// Looked is a list in the plan's own row with the nodes or relationships of a result. Its Value is written for one of
// them.
type Looked struct {
	At    plan.Place
	IDAt  plan.Place // place of the id in a row of the list
	Value Value
}

// Related is such a list of relationships of one type.
type Related struct {
	Rel model.RelType
	Looked
}

// Needs has the lists that are read for an InitPlan, so that rows which no longer exist are left out.
type Needs struct {
	Nodes []Looked
	Links []Related
}

// AddNodes adds a list of nodes. A list that several parts of the response use is added once.
func (n *Needs) AddNodes(nodes Looked) {
	if !slices.ContainsFunc(n.Nodes, func(known Looked) bool { return known.At == nodes.At }) {
		n.Nodes = append(n.Nodes, nodes)
	}
}

// under is the current position in the results of InitPlans.
type under struct {
	needs *Needs

	paths plan.FoundPaths
	path  *plan.FoundPath
	id    *string // of a node of the path
	step  int
	near  *plan.FoundNeighbourhood
	node  *plan.FoundNode
	link  *plan.Link

	exposure plan.FoundExposure
	exposed  *plan.Exposed
	source   *plan.StateSource

	network   *plan.FoundNetwork
	place     int // of a node of the network
	edge      *plan.NetworkEdge
	community *plan.NetworkCommunity

	hits   plan.Hits
	row    int
	hit    *plan.Hit
	reason *plan.Reason
}

func (v Found) write(w *writer, r row) {
	outer := w.under
	w.under = under{needs: v.Needs}
	switch found := w.found[v.InitPlan-1].(type) {
	case plan.FoundPaths:
		w.under.paths = found
	case *plan.FoundNeighbourhood:
		w.under.near = found
	case plan.FoundExposure:
		w.under.exposure = found
	case *plan.FoundNetwork:
		w.under.network = found
	case plan.Hits:
		w.under.hits = found
	default:
		panic(fmt.Sprintf("response: unknown InitPlan %T", found))
	}
	v.Value.write(w, r)
	w.under = outer
}

func (v OfFound) write(w *writer, _ row) { v(w) }

func (v FoundPart) write(w *writer, r row) { v.Of(w, v.Value, r) }

func (v FoundNode) write(w *writer, _ row) { v.Node.write(w, v.ID(&w.under)) }

func (l Looked) write(w *writer, id string) {
	cell, found := w.looked(l, id)
	if !found {
		w.fail("the result of an InitPlan is missing")
		return
	}
	w.inRow(cell, l.Value)
}

// looked returns the cell of the row with an id in a list of the plan's own row.
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

// cellsByID returns the cells of a list's rows by the id at a place of each row.
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

// has reports whether all lists that are read for nodes contain these ids.
func (w *writer) has(ids ...string) bool {
	for _, nodes := range w.under.needs.Nodes {
		for _, id := range ids {
			if _, found := w.looked(nodes, id); !found {
				return false
			}
		}
	}
	return true
}

// hasLink reports whether a relationship and its nodes are in all lists that are read for them.
func (w *writer) hasLink(link *plan.Link) bool {
	for _, related := range w.under.needs.Links {
		if related.Rel != link.Rel {
			continue
		}
		if _, found := w.looked(related.Looked, link.ID); !found {
			return false
		}
	}
	return w.has(link.Start, link.End)
}

// list writes a list of n elements, without those for which has is false.
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

// each writes a list of parts, each in the shape of a value. at points to the current part. Parts for which isThere is
// false are left out; nil keeps all.
func each[T any](w *writer, all []T, at **T, isThere func(*writer, *T) bool, v Value, r row) {
	has := func(i int) bool { return isThere == nil || isThere(w, &all[i]) }
	w.list(len(all), has, func(i int) {
		*at = &all[i]
		v.write(w, r)
	})
}

func (w *writer) int(n int) { w.out = strconv.AppendInt(w.out, int64(n), 10) }

func (w *writer) bool(is bool) { w.out = strconv.AppendBool(w.out, is) }

func (w *writer) float(f float64) { w.out = strconv.AppendFloat(w.out, f, 'f', -1, 64) }
