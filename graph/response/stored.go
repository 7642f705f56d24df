package response

import (
	"strconv"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// Outer is a value in the row around the current one.
type Outer struct{ Value Value }

// StoredProperty is the place of a property's value in the row of a fact. Second is the place of the currency of money,
// or of the precision of a date.
type StoredProperty struct {
	Property   model.Property
	At, Second plan.Place
}

// Contested is null if the text at FieldAt of a conflict's row is not the name of a property of the fact in the row
// around it, or if that property is unknown. Otherwise it is Value, in the conflict's row.
type Contested struct {
	FieldAt plan.Place
	Places  map[string]StoredProperty // by the name of the property
	Value   Value
}

// StoredText is the value of that property, as text.
type StoredText struct {
	FieldAt plan.Place
	Places  map[string]StoredProperty
}

// outer returns the row around the current one.
func (w *writer) outer() row { return w.open[len(w.open)-2] }

func (v Outer) write(w *writer, _ row) {
	around := w.outer()
	w.open = append(w.open, around)
	v.Value.write(w, around)
	w.open = w.open[:len(w.open)-1]
}

func (v Contested) write(w *writer, r row) {
	stored, isProperty := v.Places[w.record.Text(w.cell(r, v.FieldAt))]
	if !isProperty || w.record.Kind(w.cell(w.outer(), stored.At)) == store.Null {
		w.raw("null")
		return
	}
	v.Value.write(w, r)
}

func (v StoredText) write(w *writer, r row) {
	stored := v.Places[w.record.Text(w.cell(r, v.FieldAt))]
	fact := w.outer()
	cell := w.cell(fact, stored.At)
	text := make([]byte, 0, 32)
	switch stored.Property.Type() {
	case model.Int:
		text = strconv.AppendInt(text, w.record.Int(cell), 10)
	case model.Bool:
		text = strconv.AppendBool(text, w.record.Int(cell) != 0)
	case model.Amount:
		text = model.AppendAmount(text, w.record.Int(cell))
	case model.MoneyType:
		text = model.AppendAmount(text, w.record.Int(cell))
		text = append(append(text, ' '), w.record.Text(w.cell(fact, stored.Second))...)
	case model.DateType:
		text = model.AppendDate(text, w.record.Int(cell), model.Precision(w.record.Int(w.cell(fact, stored.Second))))
	case model.Enum:
		Enum{At: stored.At, Property: stored.Property}.write(w, fact)
		return
	case model.TextList, model.IDList:
		for i := cell + 1; i < w.record.Next(cell); i++ {
			if i > cell+1 {
				text = append(text, ", "...)
			}
			text = append(text, w.record.Text(i)...)
		}
	case model.Text, model.FoldedText, model.Reference:
		w.text(cell)
		return
	default:
		panic("response: a property of an unknown type")
	}
	w.escaped(string(text))
}
