package response

import (
	"encoding/json"
	"errors"
	"slices"

	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// Fault is a place of an answer for which the record has nothing that fits, such as a node with a label that the type
// there does not include.
type Fault struct {
	Path []any // response keys as strings, places in lists as integers
	Err  error // wraps ErrRecord
}

// maxFaults is how many faults are kept. Beyond them null stands without an error of its own.
const maxFaults = 50

// WriteAround does what Write does for a record that Write does not take: the nearest value around a fault that can be
// null is null, and so is the whole object where there is none. It keeps track of paths and takes longer than Write.
func WriteAround(
	root *Object, found []plan.Found, record *store.Record, allowance *store.Allowance,
) (data json.RawMessage, values []json.RawMessage, faults []Fault, err error) {
	w := newWriter(found, record, allowance)
	w.trace = &trace{}
	data, values, err = w.root(root)
	if errors.Is(err, ErrRecord) {
		w.trace.keep(err)
		data, values, err = json.RawMessage("null"), nil, nil
	}
	return data, values, w.trace.faults, err
}

// trace is where a writer is, and the faults that it has written around.
type trace struct {
	path   []any
	broken []any // the path at the writer's error
	faults []Fault
}

func (t *trace) keep(err error) {
	if len(t.faults) < maxFaults {
		t.faults = append(t.faults, Fault{t.broken, err})
	}
}

// field writes the value of a field.
func (w *writer) field(f *Field, r row) {
	if w.trace == nil {
		f.Value.write(w, r)
		return
	}
	w.within(f.Name, nullable(f.Value), func() { f.Value.write(w, r) })
}

// element writes an element of a list, which stands in the row at a cell. Step is its place in the list.
func (w *writer) element(step, cell int, nullable bool, value Value) {
	if w.trace == nil {
		w.inRow(cell, value)
		return
	}
	w.within(step, nullable, func() { w.inRow(cell, value) })
}

// nth writes an element of a list that is not null.
func (w *writer) nth(step int, write func()) {
	if w.trace == nil {
		write()
		return
	}
	w.within(step, false, write)
}

// within writes what stands at a step of the path that is traced. Where it can be null and does not fit, it is null.
func (w *writer) within(step any, nullable bool, write func()) {
	before := *w
	w.trace.path = append(w.trace.path, step)
	write()
	w.trace.path = w.trace.path[:len(w.trace.path)-1]
	if !nullable || !errors.Is(w.err, ErrRecord) {
		return
	}
	w.trace.keep(w.err)
	w.err = nil
	w.out = append(w.out[:len(before.out)], "null"...)
	w.places, w.open, w.under = w.places[:len(before.places)], w.open[:len(before.open)], before.under
}

// nullable reports whether the schema lets a value be null.
func nullable(v Value) bool {
	switch v := v.(type) {
	case One:
		return !v.Required
	case Text:
		return !v.Required
	case Int:
		return !v.Required
	case Bool:
		return !v.Required
	case Amount:
		return !v.Required
	case Optional, Enum, Date:
		return true
	}
	return false // a list, an object within another, and what is made of what was found
}

// failed notes where the writer's error is.
func (t *trace) failed() {
	if t != nil {
		t.broken = slices.Clone(t.path)
	}
}
