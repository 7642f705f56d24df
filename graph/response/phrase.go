package response

import (
	"strconv"

	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// Phrase is a string of several words. Words without a value are left out. If no word has one, it is the text at IDAt.
type Phrase struct {
	IDAt  plan.Place
	Words []Word
}

// Word is a text or a number of a row, or of the single row at In.
type Word struct {
	Before string // the separator from the words before it
	Noun   string // the text before the value
	In     *plan.Place
	At     plan.Place
}

func (v Phrase) write(w *writer, r row) {
	text := ""
	for _, word := range v.Words {
		value := word.value(w, r)
		if value == "" {
			continue
		}
		if text != "" {
			text += word.Before
		}
		text += word.Noun + value
	}
	if text == "" {
		w.text(w.cell(r, v.IDAt))
		return
	}
	w.escaped(text)
}

// value returns the value as text. It is empty if there is none.
func (v Word) value(w *writer, r row) string {
	if v.In != nil {
		cell := w.cell(r, *v.In)
		if w.record.Kind(cell) != store.List {
			return ""
		}
		r = w.enter(cell)
		defer func() { w.leave(r) }()
		if w.err != nil {
			return ""
		}
	}
	switch cell := w.cell(r, v.At); w.record.Kind(cell) {
	case store.Null:
		return ""
	case store.Integer:
		return strconv.FormatInt(w.record.Int(cell), 10)
	case store.String, store.JSONString:
		return w.record.Text(cell)
	case store.Bool, store.List:
		w.fail("a word is neither a text nor a number")
		return ""
	default:
		panic("response: a cell of an unknown kind")
	}
}
