package response

import (
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/store"
)

// Hits is the list of the nodes of a search, or of one row within MatchRows. The best are first. A node that no longer
// exists is left out.
type Hits Looked

func (v Hits) write(w *writer, r row) {
	list := w.cell(r, v.At)
	if w.record.Kind(list) != store.List || w.under.row >= len(w.under.hits) {
		w.fail("a list is missing")
		return
	}
	cells, hits := w.cellsByID(list, v.IDAt), w.under.hits[w.under.row]
	isThere := func(i int) bool { return cells[hits[i].ID] > 0 } // 0 is the cell of the record itself
	w.list(len(hits), isThere, func(i int) {
		w.under.hit = &hits[i]
		w.inRow(cells[hits[i].ID], v.Value)
	})
}

// MatchRows writes the list of the results for each row of a Match.
func MatchRows(w *writer, v Value, r row) {
	w.list(len(w.under.hits), always, func(i int) {
		w.under.row = i
		v.write(w, r)
	})
}

// MatchRowNumber writes the number of the row in the request, from 0.
func MatchRowNumber(w *writer) { w.int(w.under.row) }

// HitScore writes the score of the node.
func HitScore(w *writer) { w.float(w.under.hit.Score) }

// HitName writes the name that fits best.
func HitName(w *writer) { w.escaped(w.under.hit.Name) }

// HitProperty writes the property of that name.
func HitProperty(w *writer) { w.quoted(nameProperties[w.under.hit.Property]) }

// nameProperties are the properties that contain names, with their names in the schema.
var nameProperties = map[model.Property]string{
	model.Name: "NAME", model.NameZh: "NAME_ZH", model.Aliases: "ALIAS", model.Title: "TITLE",
}

// HitHow writes the kind of resemblance of the name.
func HitHow(w *writer) { w.quoted(w.under.hit.How) }

// HitAccepted writes whether the node is the accepted match.
func HitAccepted(w *writer) { w.bool(w.under.hit.Accepted) }

// Reasons writes the list of the components of a hit's score.
func Reasons(w *writer, v Value, r row) { each(w, w.under.hit.Reasons, &w.under.reason, nil, v, r) }

// ReasonOf writes the subject of the component.
func ReasonOf(w *writer) { w.quoted(w.under.reason.Of) }

// ReasonScore writes the score of the component.
func ReasonScore(w *writer) { w.float(w.under.reason.Score) }

// ReasonValue writes the value in the graph, or null if it has none.
func ReasonValue(w *writer) {
	if w.under.reason.Value == "" {
		w.raw("null")
		return
	}
	w.escaped(w.under.reason.Value)
}
