package response

import (
	"encoding/json"
	"slices"

	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// Fault is a place in a response for which the record has no valid value, such as a node with a label that its type
// does not include, or an id in an argument that no node has.
type Fault struct {
	Path []any // response keys as strings, positions in lists as integers
	Err  error // wraps ErrRecord or plan.ErrNamed
}

// maxFaults is the maximum number of reported faults. Further faults become null without an error.
const maxFaults = 50

// WriteAround is Write for a record that Write rejects: the innermost nullable value around a fault becomes null. A root
// field is nullable. It tracks paths and is slower than Write.
func WriteAround(
	root *Object, found []plan.Found, record *store.Record, allowance *store.Allowance,
) (data json.RawMessage, values []json.RawMessage, faults []Fault, err error) {
	w := newWriter(found, record, allowance)
	w.trace = &trace{}
	data, values, err = w.root(root)
	return data, values, w.trace.faults, err
}

// trace has the current path of a writer, and its faults so far.
type trace struct {
	path   []any
	broken []any // path of the writer's error
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

// rootField writes the value of a root field, which is nullable, so that a fault in it leaves the others complete.
func (w *writer) rootField(f *Field, r row) {
	if w.trace == nil {
		f.Value.write(w, r)
		return
	}
	w.within(f.Name, true, func() { f.Value.write(w, r) })
}

// element writes an element of a list, in the row at a cell. step is its position in the list.
func (w *writer) element(step, cell int, nullable bool, value Value) {
	if w.trace == nil {
		w.inRow(cell, value)
		return
	}
	w.within(step, nullable, func() { w.inRow(cell, value) })
}

// nth writes a non-null element of a list.
func (w *writer) nth(step int, write func()) {
	if w.trace == nil {
		write()
		return
	}
	w.within(step, false, write)
}

// within writes the value at a step of the path. If the value is nullable and invalid, it becomes null.
func (w *writer) within(step any, nullable bool, write func()) {
	before := *w
	w.trace.path = append(w.trace.path, step)
	write()
	w.trace.path = w.trace.path[:len(w.trace.path)-1]
	if !nullable || !IsFault(w.err) {
		return
	}
	w.trace.keep(w.err)
	w.err = nil
	w.out = append(w.out[:len(before.out)], "null"...)
	w.places, w.open, w.under = w.places[:len(before.places)], w.open[:len(before.open)], before.under
}

// nullable reports whether the schema allows a value to be null.
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
	return false // a list, an object within another, or a value of an InitPlan's result
}

// failed stores the path of the writer's error.
func (t *trace) failed() {
	if t != nil {
		t.broken = slices.Clone(t.path)
	}
}
