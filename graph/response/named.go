package response

import (
	"errors"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// Checked is the value of a root field whose arguments name nodes by their ids. An id without a node, or with a node of a
// wrong kind, is a fault: a plan.NamedError.
type Checked struct {
	Named        []plan.Named // the arguments
	At           plan.Place   // of the list of the nodes
	IDAt, KindAt plan.Place   // places in a row of the list
	Value        Value
}

func (v Checked) write(w *writer, r row) {
	var fault error
	cells := w.cellsByID(w.cell(r, v.At), v.IDAt)
	for _, named := range v.Named {
		found := v.check(w, named, cells)
		if found == nil {
			continue
		}
		if fault != nil && w.trace != nil { // the writer keeps the last one
			w.trace.failed()
			w.trace.keep(fault)
		}
		fault = found
	}
	switch {
	case w.err != nil:
	case fault != nil:
		w.err = fault
		w.trace.failed()
	default:
		v.Value.write(w, r)
	}
}

// check returns an error if an id has no node that its argument accepts.
func (v Checked) check(w *writer, named plan.Named, cells map[string]int) error {
	fault := &plan.NamedError{Named: named}
	for _, id := range named.IDs {
		cell, found := cells[id]
		if other, is := model.OtherID(id); !found && is { // it is read only if the argument accepts it
			cell, found = cells[other]
		}
		if !found {
			fault.Unknown = append(fault.Unknown, id)
			continue
		}
		inner := w.enter(cell)
		name := w.record.Text(w.cell(inner, v.KindAt))
		w.leave(inner)
		if label, known := model.ParseLabel(name); !known || !named.Labels.Has(label) {
			fault.Wrong = append(fault.Wrong, plan.NamedNode{ID: id, Label: name})
		}
	}
	if len(fault.Unknown)+len(fault.Wrong) == 0 {
		return nil
	}
	return fault
}

// IsFault reports whether an error of Write concerns a part of the response, which WriteAround leaves out.
func IsFault(err error) bool { return errors.Is(err, ErrRecord) || errors.Is(err, plan.ErrNamed) }
