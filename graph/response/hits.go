package response

import (
	"strconv"

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

// Reasons is a list of the parts of a hit's score.
type Reasons struct{ Value Value }

// OfHit is a value of what was found and not of the record.
type OfHit uint8

// The values of what was found.
const (
	AskedRow OfHit = iota // the number of the row that was asked for, from 0
	HitScore
	HitName
	HitProperty
	HitHow
	HitAccepted
	ReasonOf
	ReasonScore
	ReasonValue
)

// standing is where in what was found the writer is.
type standing struct {
	asked  int
	hit    *plan.Hit
	reason *plan.Reason
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
	hits := w.hits(v.Finding)
	w.raw("[")
	for i := range hits {
		if w.bound(); w.err != nil {
			return
		}
		if i > 0 {
			w.raw(",")
		}
		w.at.asked = i
		w.nth(i, func() { v.Value.write(w, r) })
	}
	w.at.asked = 0
	w.raw("]")
}

func (v Hits) write(w *writer, r row) {
	hits := w.hits(v.Finding)
	list := w.cell(r, v.At)
	if w.record.Kind(list) != store.List || w.at.asked >= len(hits) {
		w.fail("a list is missing")
		return
	}
	cells := w.cellsByID(list, v.IDAt)
	w.raw("[")
	written := 0
	for i := range hits[w.at.asked] {
		if w.err != nil {
			return
		}
		hit := &hits[w.at.asked][i]
		cell, there := cells[hit.ID]
		if !there {
			continue
		}
		if written > 0 {
			w.raw(",")
		}
		w.at.hit = hit
		w.element(written, cell, false, v.Value)
		written++
	}
	w.at.hit = nil
	w.raw("]")
}

func (v Reasons) write(w *writer, r row) {
	w.raw("[")
	for i := range w.at.hit.Reasons {
		if w.bound(); w.err != nil {
			return
		}
		if i > 0 {
			w.raw(",")
		}
		w.at.reason = &w.at.hit.Reasons[i]
		w.nth(i, func() { v.Value.write(w, r) })
	}
	w.at.reason = nil
	w.raw("]")
}

func (v OfHit) write(w *writer, _ row) {
	switch v {
	case AskedRow:
		w.out = strconv.AppendInt(w.out, int64(w.at.asked), 10)
	case HitScore:
		w.float(w.at.hit.Score)
	case HitName:
		w.out = appendString(w.out, w.at.hit.Name)
	case HitProperty:
		w.quoted(nameProperties[w.at.hit.Property])
	case HitHow:
		w.quoted(w.at.hit.How)
	case HitAccepted:
		w.out = strconv.AppendBool(w.out, w.at.hit.Accepted)
	case ReasonOf:
		w.quoted(w.at.reason.Of)
	case ReasonScore:
		w.float(w.at.reason.Score)
	case ReasonValue:
		if w.at.reason.Value == "" {
			w.raw("null")
			return
		}
		w.out = appendString(w.out, w.at.reason.Value)
	default:
		panic("response: an unknown part of what was found")
	}
}

func (w *writer) float(f float64) { w.out = strconv.AppendFloat(w.out, f, 'f', -1, 64) }

// nameProperties are the properties that names are in, as the schema calls them.
var nameProperties = map[model.Property]string{
	model.Name: "NAME", model.NameZh: "NAME_ZH", model.Aliases: "ALIAS", model.Title: "TITLE",
}
