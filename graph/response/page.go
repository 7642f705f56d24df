package response

import (
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

func (v More) write(w *writer, r row) {
	rows, list := 0, w.cell(r, v.At)
	for i, end := list+1, w.record.Next(list); i < end; i = w.record.Next(i) {
		rows++
	}
	w.bool(v.Limit != plan.Unlimited && rows > v.Limit)
}

func (v Cursor) write(w *writer, r row) {
	values := make([]any, len(v.Keys))
	for i, key := range v.Keys {
		switch cell := w.sortKey(r, key); w.record.Kind(cell) {
		case store.Null:
		case store.Integer, store.Bool:
			values[i] = w.record.Int(cell)
		case store.String, store.JSONString:
			text := w.record.Text(cell)
			if key.Folded {
				text = model.Fold(text)
			}
			values[i] = text
		default:
			panic("response: a sort key that is a list")
		}
	}
	w.raw(`"`)
	out, err := plan.AppendCursor(w.out, v.Fingerprint, values)
	if err != nil {
		w.fail("a sort key has no JSON form")
		return
	}
	w.out = append(out, '"')
}

// sortKey returns the cell of a sort key.
func (w *writer) sortKey(r row, key SortKey) int {
	if !key.Inside {
		return w.cell(r, key.At)
	}
	inner := w.enter(w.cell(r, key.List))
	defer w.leave(inner)
	return w.cell(inner, key.At)
}

func (v EndCursor) write(w *writer, r row) {
	list := w.cell(r, v.At)
	cell, n := -1, 0
	for i, end := list+1, w.record.Next(list); i < end; i = w.record.Next(i) {
		if n++; v.Limit != plan.Unlimited && n > v.Limit {
			break
		}
		cell = i
		if !v.Last {
			break
		}
	}
	if cell < 0 {
		w.raw("null")
		return
	}
	w.inRow(cell, v.Cursor)
}
