package response

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// ErrRecord is wrapped by every error about a record that does not match its shape: an internal fault, or a database
// that violates a rule of the model.
var ErrRecord = errors.New("record does not match the query")

// Write writes the root as one JSON object, from the results of InitPlans and the record. It also returns the value of
// each field, in order; the values are slices of the object. It stops with an error of the allowance if the object
// exceeds the maximum size or needs too much memory.
func Write(
	root *Object, found []plan.Found, record *store.Record, allowance *store.Allowance,
) (data json.RawMessage, values []json.RawMessage, err error) {
	w := newWriter(found, record, allowance)
	data, values, err = w.root(root)
	if err != nil {
		w.allowance.Release(w.reserved) // the output is garbage
	}
	return data, values, err
}

func newWriter(found []plan.Found, record *store.Record, allowance *store.Allowance) *writer {
	w := &writer{found: found, record: record, allowance: allowance, limit: math.MaxInt - room}
	if limit, bounded := allowance.Limit(); bounded {
		w.limit = limit
	}
	w.grow(min(2*record.Size()+64, w.limit+room))
	return w
}

func (w *writer) root(root *Object) (data json.RawMessage, values []json.RawMessage, err error) {
	row := w.enter(w.record.Root())
	if w.err != nil {
		return nil, nil, w.err
	}
	w.raw("{")
	ends := make([][2]int, len(root.Fields))
	for i := range root.Fields {
		field := &root.Fields[i]
		if i > 0 {
			w.raw(",")
		}
		w.quoted(field.Name)
		w.raw(":")
		ends[i][0] = len(w.out)
		w.rootField(field, row)
		if w.err != nil {
			return nil, nil, fmt.Errorf("write %q: %w", field.Name, w.err)
		}
		ends[i][1] = len(w.out)
	}
	w.raw("}")
	if w.bound(); w.err != nil {
		return nil, nil, w.err
	}
	values = make([]json.RawMessage, len(ends))
	for i, end := range ends {
		values[i] = w.out[end[0]:end[1]:end[1]]
	}
	return w.out, values, nil
}

type writer struct {
	allowance *store.Allowance

	found    []plan.Found
	record   *store.Record
	out      []byte
	limit    int   // of out, in bytes
	reserved int   // of the allowance, for out
	places   []int // the cells of the open rows, one row after the other
	open     []row // the open rows, the innermost last
	under    under
	byID     map[plan.Place]map[string]int // cells of rows by id, for each list of an InitPlan's result
	err      error
	trace    *trace // nil unless paths are required
}

// row is the index in places of the first cell of an open row.
type row int

// room is the number of bytes that are free before a row is written. Only long texts make a row larger.
const room = 4 << 10

// bound stops the writer if the output is too large, and makes room for a row if little is left. It is called for every
// element of a list, so that the output between two calls is bounded by the limits on documents and texts.
func (w *writer) bound() {
	switch {
	case w.err != nil:
	case len(w.out) > w.limit:
		w.err = store.AnswerTooLarge(w.limit, len(w.out), true)
	case cap(w.out)-len(w.out) < room && len(w.out) >= room:
		w.grow(max(min(2*cap(w.out), w.limit+room), len(w.out)+room))
	}
}

// grow increases the capacity of the output to size. The old memory becomes garbage, so it grows in few steps, the last
// one to the maximum.
func (w *writer) grow(size int) {
	if err := w.allowance.Hold(size); err != nil {
		w.err = err
		return
	}
	grown := make([]byte, len(w.out), size)
	copy(grown, w.out)
	w.allowance.Release(w.reserved)
	w.out, w.reserved = grown, size
}

// enter opens the row at a cell: it finds the cells of the row's items, which have different lengths.
func (w *writer) enter(list int) row {
	start := row(len(w.places))
	w.open = append(w.open, start)
	w.bound()
	if w.record.Kind(list) != store.List {
		w.fail("a row is not a list")
		return start
	}
	for i, end := list+1, w.record.Next(list); i < end; i = w.record.Next(i) {
		w.places = append(w.places, i)
	}
	return start
}

func (w *writer) leave(r row) { w.places, w.open = w.places[:r], w.open[:len(w.open)-1] }

// cell returns the cell of a row's item.
func (w *writer) cell(r row, at plan.Place) int { return w.places[int(r)+int(at)] }

func (w *writer) fail(reason string) {
	if w.err == nil {
		w.err = fmt.Errorf("%w: %s", ErrRecord, reason)
		w.trace.failed()
	}
}

func (w *writer) raw(s string) { w.out = append(w.out, s...) }

// null writes null if a cell is null, which is an error for a required value, and reports whether it did.
func (w *writer) null(cell int, required bool) bool {
	if w.record.Kind(cell) != store.Null {
		return false
	}
	if required {
		w.fail("a required value is null")
	}
	w.raw("null")
	return true
}

func (w *writer) text(cell int) {
	switch w.record.Kind(cell) {
	case store.JSONString:
		w.raw(w.record.JSON(cell))
	case store.String:
		w.escaped(w.record.Text(cell))
	case store.Null, store.Integer, store.Bool, store.List:
		w.fail("a text is not a string")
	default:
		panic("response: a cell of an unknown kind")
	}
}

func (o *Object) write(w *writer, r row) {
	w.raw("{")
	for i := range o.Fields {
		if i > 0 {
			w.raw(",")
		}
		w.quoted(o.Fields[i].Name)
		w.raw(":")
		w.field(&o.Fields[i], r)
	}
	w.raw("}")
}

func (v ByLabel) write(w *writer, r row) {
	label, known := model.ParseLabel(w.record.Text(w.cell(r, v.At)))
	if i := slices.Index(v.Labels, label); known && i >= 0 {
		v.Objects[i].write(w, r)
		return
	}
	w.fail("a node has a label that its type does not include")
}

func (v Optional) write(w *writer, r row) {
	if !w.null(w.cell(r, v.At), false) {
		v.Value.write(w, r)
	}
}

func (v Text) write(w *writer, r row) {
	if cell := w.cell(r, v.At); !w.null(cell, v.Required) {
		w.text(cell)
	}
}

func (v Int) write(w *writer, r row) {
	if cell := w.cell(r, v.At); !w.null(cell, v.Required) {
		w.out = strconv.AppendInt(w.out, w.record.Int(cell), 10)
	}
}

func (v Bool) write(w *writer, r row) {
	if cell := w.cell(r, v.At); !w.null(cell, v.Required) {
		w.bool(w.record.Int(cell) != 0)
	}
}

func (v Enum) write(w *writer, r row) {
	cell := w.cell(r, v.At)
	if w.null(cell, false) {
		return
	}
	names, place := v.Property.Values(), w.record.Int(cell)
	if place < 0 || place >= int64(len(names)) {
		w.fail("unknown value of an enum")
		return
	}
	w.quoted(names[place])
}

func (v Amount) write(w *writer, r row) {
	if cell := w.cell(r, v.At); !w.null(cell, v.Required) {
		w.out = append(model.AppendAmount(append(w.out, '"'), w.record.Int(cell)), '"')
	}
}

func (v Date) write(w *writer, r row) {
	cell := w.cell(r, v.Earliest)
	if w.null(cell, false) {
		return
	}
	precision := model.Precision(w.record.Int(w.cell(r, v.Precision)))
	w.out = append(model.AppendDate(append(w.out, '"'), w.record.Int(cell), precision), '"')
}

func (v TextList) write(w *writer, r row) {
	cell := w.cell(r, v.At)
	w.raw("[")
	if w.record.Kind(cell) == store.List {
		for i := cell + 1; i < w.record.Next(cell); i++ {
			if i > cell+1 {
				w.raw(",")
			}
			w.text(i)
		}
	}
	w.raw("]")
}

func (v Constant) write(w *writer, _ row) { w.quoted(string(v)) }

func (v Truth) write(w *writer, _ row) { w.bool(bool(v)) }

func (v Number) write(w *writer, _ row) { w.out = strconv.AppendInt(w.out, int64(v), 10) }

// escaped writes a text.
func (w *writer) escaped(text string) { w.out = appendString(w.out, text) }

// quoted writes a name, which needs no escaping.
func (w *writer) quoted(name string) {
	w.out = append(append(append(w.out, '"'), name...), '"')
}

func (v One) write(w *writer, r row) {
	if cell := w.cell(r, v.At); !w.null(cell, v.Required) {
		w.inRow(cell, v.Value)
	}
}

// inRow writes a value in the row at a cell.
func (w *writer) inRow(cell int, value Value) {
	inner := w.enter(cell)
	if w.err == nil {
		value.write(w, inner)
	}
	w.leave(inner)
}

func (v Rows) write(w *writer, r row) {
	list := w.cell(r, v.At)
	if w.record.Kind(list) != store.List {
		w.fail("a list is missing")
		return
	}
	if v.Backwards {
		w.backwards(list, v)
		return
	}
	w.raw("[")
	n := 0
	for i, end := list+1, w.record.Next(list); i < end && w.err == nil; i = w.record.Next(i) {
		if v.Limit != plan.Unlimited && n == v.Limit {
			break
		}
		if n > 0 {
			w.raw(",")
		}
		w.element(n, i, false, v.Value)
		n++
	}
	w.raw("]")
}

func (w *writer) backwards(list int, v Rows) {
	var rows []int
	for i, end := list+1, w.record.Next(list); i < end && len(rows) != v.Limit; i = w.record.Next(i) {
		rows = append(rows, i)
	}
	w.raw("[")
	for n, i := range slices.Backward(rows) {
		if w.err != nil {
			return
		}
		if n < len(rows)-1 {
			w.raw(",")
		}
		w.element(len(rows)-1-n, i, false, v.Value)
	}
	w.raw("]")
}

func (v Placed) write(w *writer, r row) {
	cells := make([]map[string]int, len(v.Of))
	for i, of := range v.Of {
		cells[i] = w.cellsByID(w.cell(r, of.At), of.IDAt)
	}
	w.raw("[")
	for n, id := range v.IDs {
		if w.bound(); w.err != nil {
			return
		}
		if n > 0 {
			w.raw(",")
		}
		has := func(of map[string]int) bool { return of[id] > 0 } // 0 is the cell of the record itself
		i := slices.IndexFunc(cells, has)
		if other, is := model.OtherID(id); i < 0 && is {
			id = other
			i = slices.IndexFunc(cells, has)
		}
		if i >= 0 {
			w.element(n, cells[i][id], true, v.Of[i].Value)
		} else {
			w.raw("null")
		}
	}
	w.raw("]")
}
