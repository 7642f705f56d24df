package response

import (
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// Asked is a list of what was found for each row of a Match.
type Asked struct {
	Finding int // the place of plan.Hits among what was found
	Value   Value
}

// Hits is a list of the nodes that were found, the best first; within Asked those of one row. A node that is gone since
// it was found is left out.
type Hits struct {
	Finding int
	At      plan.Place // the list of the nodes
	IDAt    plan.Place // the place of the id in a row of the list
	Value   Value
}

func (w *writer) hits(finding int) plan.Hits {
	if finding < len(w.found) {
		if hits, are := w.found[finding].(plan.Hits); are {
			return hits
		}
	}
	w.fail("what was found is missing")
	return nil
}

func (v Asked) write(w *writer, r row) {
	w.list(len(w.hits(v.Finding)), always, func(i int) {
		w.under.asked = i
		v.Value.write(w, r)
	})
	w.under.asked = 0
}

func (v Hits) write(w *writer, r row) {
	hits := w.hits(v.Finding)
	list := w.cell(r, v.At)
	if w.record.Kind(list) != store.List || w.under.asked >= len(hits) {
		w.fail("a list is missing")
		return
	}
	cells, row := w.cellsByID(list, v.IDAt), hits[w.under.asked]
	isThere := func(i int) bool {
		_, is := cells[row[i].ID]
		return is
	}
	w.list(len(row), isThere, func(i int) {
		w.under.hit = &row[i]
		w.inRow(cells[row[i].ID], v.Value)
	})
}

// AskedRow is the number of the row that was asked for, from 0.
func AskedRow(w *writer) { w.int(w.under.asked) }

// HitScore is the score of the node.
func HitScore(w *writer) { w.float(w.under.hit.Score) }

// HitName is the name that fits best.
func HitName(w *writer) { w.escaped(w.under.hit.Name) }

// HitProperty is what that name is.
func HitProperty(w *writer) { w.quoted(nameProperties[w.under.hit.Property]) }

// nameProperties are the properties that names are in, as the schema calls them.
var nameProperties = map[model.Property]string{
	model.Name: "NAME", model.NameZh: "NAME_ZH", model.Aliases: "ALIAS", model.Title: "TITLE",
}

// HitHow is in what way the name fits.
func HitHow(w *writer) { w.quoted(w.under.hit.How) }

// HitAccepted is whether the node is the one that is meant.
func HitAccepted(w *writer) { w.bool(w.under.hit.Accepted) }

// Reasons is a list of the parts of a hit's score.
func Reasons(w *writer, v Value, r row) { each(w, w.under.hit.Reasons, &w.under.reason, nil, v, r) }

// ReasonOf is what the part is of.
func ReasonOf(w *writer) { w.quoted(w.under.reason.Of) }

// ReasonScore is how much the part is.
func ReasonScore(w *writer) { w.float(w.under.reason.Score) }

// ReasonValue is what the graph says, or null where it does not say.
func ReasonValue(w *writer) {
	if w.under.reason.Value == "" {
		w.raw("null")
		return
	}
	w.escaped(w.under.reason.Value)
}
