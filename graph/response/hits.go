package response

import (
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/store"
)

// Hits is a list of the nodes that were found, the best first; within MatchRows those of one row. A node that is gone since
// it was found is left out.
type Hits Looked

func (v Hits) write(w *writer, r row) {
	list := w.cell(r, v.At)
	if w.record.Kind(list) != store.List || w.under.row >= len(w.under.hits) {
		w.fail("a list is missing")
		return
	}
	cells, hits := w.cellsByID(list, v.IDAt), w.under.hits[w.under.row]
	isThere := func(i int) bool { return cells[hits[i].ID] > 0 } // 0 is the record's own cell
	w.list(len(hits), isThere, func(i int) {
		w.under.hit = &hits[i]
		w.inRow(cells[hits[i].ID], v.Value)
	})
}

// MatchRows is a list of what was found for each row of a Match.
func MatchRows(w *writer, v Value, r row) {
	w.list(len(w.under.hits), always, func(i int) {
		w.under.row = i
		v.write(w, r)
	})
}

// MatchRowNumber is the number of the row that was asked for, from 0.
func MatchRowNumber(w *writer) { w.int(w.under.row) }

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
