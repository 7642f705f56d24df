package sql

import (
	"strconv"

	"github.com/stakegraph/stakegraph/graph/plan"
)

// statement is a SELECT while it is written, from left to right, so that arguments come in the order of their places.
type statement struct {
	text  []byte
	args  []any
	depth int // how deep the part being written is nested, for indentation
}

func (w *statement) write(parts ...string) {
	for _, part := range parts {
		w.text = append(w.text, part...)
	}
}

func (w *statement) comma(i int) {
	if i > 0 {
		w.write(", ")
	}
}

func (w *statement) line() {
	w.text = append(w.text, '\n')
	for range w.depth {
		w.text = append(w.text, ' ', ' ')
	}
}

func (w *statement) arg(value any) {
	w.text = append(w.text, '?')
	w.args = append(w.args, value)
}

// column writes alias.name, where the alias is that of the row's node or relationship.
func (w *statement) column(s scope, of plan.Entity, name string) {
	w.alias(s, of)
	w.write(".", name)
}

func (w *statement) alias(s scope, of plan.Entity) {
	if of == plan.OfRelationship {
		w.text = append(w.text, 'r')
	} else {
		w.text = append(w.text, 'n')
	}
	w.text = strconv.AppendInt(w.text, int64(s.row), 10)
}
