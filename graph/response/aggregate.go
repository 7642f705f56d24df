package response

import (
	"math/big"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// Within is a value in a list inside the row: in one of the three lists of a group.
type Within struct {
	At    plan.Place
	Value Value
}

// First is a value in the first row of a list, which must exist.
type First struct {
	At    plan.Place
	Value Value
}

// Null is a value that is always null, so the record does not contain it.
type Null struct{}

// Moment is a partial date from its first and last day in one number.
type Moment struct{ At plan.Place }

// Sum is a decimal string from both halves of a sum, or null if they are null.
type Sum struct {
	High, Low plan.Place
	Unit      Unit
}

// Unit is the divisor that converts numbers of a record to ones.
type Unit int64

// The units.
const (
	Ones       Unit = 1
	Hundredths Unit = 100
)

// Average is a decimal string from a sum and the number of its parts, or null if there are none. It is rounded half to
// even to two decimal places.
type Average struct {
	Sum
	Known plan.Place
}

// Percentile is a decimal string from the two values around a rank among Known values. It is interpolated linearly and
// rounded half to even to two decimal places. It is null if there are no values.
type Percentile struct {
	Below, Above, Known plan.Place
	Rank                int // of 10,000
	Unit                Unit
}

func (v Within) write(w *writer, r row) { w.inRow(w.cell(r, v.At), v.Value) }

func (v First) write(w *writer, r row) {
	list := w.cell(r, v.At)
	if w.record.Kind(list) != store.List || w.record.Next(list) == list+1 {
		w.fail("a group is missing")
		return
	}
	w.inRow(list+1, v.Value)
}

func (Null) write(w *writer, _ row) { w.raw("null") }

func (v Moment) write(w *writer, r row) {
	cell := w.cell(r, v.At)
	if w.null(cell, false) {
		return
	}
	moment := w.record.Int(cell)
	earliest, latest := moment/plan.MomentUnit, moment%plan.MomentUnit
	w.out = append(model.AppendDate(append(w.out, '"'), earliest, model.PrecisionOf(earliest, latest)), '"')
}

func (v Sum) write(w *writer, r row) {
	if sum := v.of(w, r); sum != nil {
		w.decimal(sum.Mul(sum, big.NewInt(100/int64(v.Unit))))
	} else {
		w.raw("null")
	}
}

// of returns the sum, or nil for null.
func (v Sum) of(w *writer, r row) *big.Int {
	high, low := w.cell(r, v.High), w.cell(r, v.Low)
	if w.record.Kind(high) == store.Null || w.record.Kind(low) == store.Null {
		return nil
	}
	sum := big.NewInt(w.record.Int(high))
	return sum.Add(sum.Mul(sum, big.NewInt(plan.SumUnit)), big.NewInt(w.record.Int(low)))
}

func (v Average) write(w *writer, r row) {
	sum, known := v.of(w, r), w.record.Int(w.cell(r, v.Known))
	if sum == nil || known == 0 {
		w.raw("null")
		return
	}
	w.decimal(divided(sum.Mul(sum, big.NewInt(100/int64(v.Unit))), big.NewInt(known)))
}

func (v Percentile) write(w *writer, r row) {
	below, above, known := w.cell(r, v.Below), w.cell(r, v.Above), w.cell(r, v.Known)
	if w.null(below, false) {
		return
	}
	const ranks = 10_000
	beyond := int64(v.Rank) * (w.record.Int(known) - 1) % ranks
	least, greatest := big.NewInt(w.record.Int(below)), big.NewInt(w.record.Int(above))
	between := greatest.Sub(greatest, least)
	sum := least.Mul(least, big.NewInt(ranks))
	sum.Add(sum, between.Mul(between, big.NewInt(beyond)))
	w.decimal(divided(sum.Mul(sum, big.NewInt(100/int64(v.Unit))), big.NewInt(ranks)))
}

// divided returns a/b for a positive b, rounded half to even.
func divided(a, b *big.Int) *big.Int {
	quotient, rest := new(big.Int).DivMod(a, b, new(big.Int)) // rounds down, and the remainder is not negative
	switch half := rest.Lsh(rest, 1).Cmp(b); {
	case half > 0, half == 0 && quotient.Bit(0) == 1:
		quotient.Add(quotient, big.NewInt(1))
	}
	return quotient
}

// decimal writes a number of hundredths as a decimal string.
func (w *writer) decimal(n *big.Int) {
	w.raw(`"`)
	if n.IsInt64() {
		w.out = model.AppendAmount(w.out, n.Int64())
	} else {
		if n.Sign() < 0 {
			w.raw("-")
		}
		whole, rest := new(big.Int).QuoRem(n.Abs(n), big.NewInt(100), new(big.Int))
		w.out = whole.Append(w.out, 10)
		if cents := rest.Int64(); cents != 0 {
			w.out = append(w.out, '.', byte('0'+cents/10), byte('0'+cents%10))
		}
	}
	w.raw(`"`)
}
