package cypher

import (
	"slices"
	"strconv"

	"github.com/stakegraph/stakegraph/graph/plan"
)

// rawValue is what the database makes of several rows by a function of its own.
type rawValue struct {
	kind   rawKind
	column plan.Column
}

type rawKind uint8

const (
	rawRows rawKind = iota
	rawNodes
	rawKnown
	rawHigh // the sum of what amounts have of whole units, rounded towards zero
	rawLow  // the sum of what is left of them, with the sign of each
	rawLeast
	rawGreatest
	rawFirst
	rawList // of the known values, in no order
)

// aggregation is what the database is to make of rows: each raw value once, and the numbers of their variables. Columns
// that several are made from have variables too.
type aggregation struct {
	raws    []rawValue
	numbers map[rawValue]int
	read    map[plan.Column]int
}

// aggregation returns what values are made from. Neo4j would read a column anew for each function of it, so that it
// first writes what is read for several.
func (r *renderer) aggregation(rows scope, values []plan.Value) aggregation {
	made, asked := r.raws(rows, values)
	for _, raw := range made.raws {
		c := raw.column
		if asked[c] < 2 || made.read[c] != 0 || raw.kind <= rawNodes || isOrderedText(c) {
			continue
		}
		if len(made.read) == 0 {
			r.line()
			r.write("WITH *")
		}
		made.read[c] = r.next()
		r.write(", ")
		r.column(rows, c)
		r.write(" AS ")
		r.variable('x', made.read[c])
	}
	return made
}

// raws numbers what values are made from, and counts what is made from each column.
func (r *renderer) raws(rows scope, values []plan.Value) (aggregation, map[plan.Column]int) {
	made := aggregation{numbers: map[rawValue]int{}, read: map[plan.Column]int{}}
	asked := map[plan.Column]int{}
	for _, v := range values {
		nothing := renderer{statement: statement{values: map[string]any{}}}
		nothing.value(rows, v, asBoth, func(raw rawValue) {
			if made.numbers[raw] == 0 {
				made.numbers[raw] = r.next()
				made.raws = append(made.raws, raw)
				asked[raw.column]++
			}
		})
	}
	return made, asked
}

// raw writes what the database makes of the rows. A text stands in it as a list of what it is compared by and itself.
func (r *renderer) raw(s scope, v rawValue, made aggregation) {
	column := func() {
		if number := made.read[v.column]; number != 0 {
			r.variable('x', number)
			return
		}
		r.column(s, v.column)
	}
	switch v.kind {
	case rawRows:
		r.write("count(*)")
	case rawNodes:
		r.write("count(DISTINCT ")
		r.entity(s, plan.OfNode)
		r.write(")")
	case rawKnown:
		r.write("count(")
		column()
		r.write(")")
	case rawHigh, rawLow:
		r.write("sum(")
		column()
		r.write(halves[v.kind], sumUnit, ")")
	case rawLeast, rawGreatest, rawFirst, rawList:
		r.write([...]string{rawLeast: "min(", rawGreatest: "max(", rawFirst: "head(collect(", rawList: "collect("}[v.kind])
		if isOrderedText(v.column) {
			r.ranked(s, v.column)
		} else {
			column()
		}
		r.write(")")
		if v.kind == rawFirst {
			r.write(")")
		}
	default:
		panic("cypher: an unknown aggregate")
	}
	r.write(" AS ")
	r.variable('u', made.numbers[v])
}

// ranked writes a text so that Neo4j sorts it by code point.
func (r *renderer) ranked(s scope, c plan.Column) {
	r.write("CASE WHEN ")
	r.column(s, c)
	r.write(" IS NOT NULL THEN [")
	r.comparable(s, c)
	r.write(", ")
	r.column(s, c)
	r.write("] END")
}

var sumUnit = strconv.Itoa(plan.SumUnit)

// value writes a value from what the database makes of the rows, which raw writes. Neo4j's own sum fails beyond an
// int64, so that the halves are summed each for itself.
func (r *renderer) value(s scope, v plan.Value, form textForm, raw func(rawValue)) {
	of := func(kind rawKind) { raw(rawValue{kind, v.Column}) }
	switch v.Func {
	case plan.Rows:
		raw(rawValue{kind: rawRows})
	case plan.Nodes:
		if s.repeats {
			raw(rawValue{kind: rawNodes})
		} else {
			raw(rawValue{kind: rawRows})
		}
	case plan.Known:
		of(rawKnown)
	case plan.SumHigh, plan.SumLow:
		r.write("CASE WHEN ")
		of(rawKnown)
		r.write(" > 0 THEN ")
		if v.Func == plan.SumHigh {
			of(rawHigh)
			r.write(" + ")
			of(rawLow)
			r.write(" / ", sumUnit, " - CASE WHEN ")
			of(rawLow)
			r.write(" % ", sumUnit, " < 0 THEN 1 ELSE 0 END")
		} else {
			r.write("(")
			of(rawLow)
			r.write(" % ", sumUnit, " + ", sumUnit, ") % ", sumUnit)
		}
		r.write(" END")
	case plan.Least, plan.Greatest, plan.Only:
		of(map[plan.Func]rawKind{plan.Least: rawLeast, plan.Greatest: rawGreatest, plan.Only: rawFirst}[v.Func])
	case plan.Ranked, plan.RankedNext:
		rank := "[toInteger(" + r.arg(int64(v.Rank)) + ") * (size("
		list := func(before, after string) {
			r.write(before)
			of(rawList)
			r.write(after)
		}
		if v.Func == plan.Ranked {
			list("", rank)
			list("", ") - 1) / 10000]")
			break
		}
		list("coalesce(", rank)
		list("", ") - 1) / 10000 + 1], last(")
		list("", "))")
	default:
		panic("cypher: an unknown function")
	}
	if isOrderedValue(v) {
		r.write(textForms[form])
	}
}

// textForm is how a value that is a text is written.
type textForm uint8

const (
	asText textForm = iota
	asCompared
	asBoth // as a list of what it is compared by and itself
)

var textForms = [...]string{asText: "[1]", asCompared: "[0]", asBoth: ""}

// isOrderedValue reports whether a value is a text that can have any character.
func isOrderedValue(v plan.Value) bool { return v.IsText() && isOrderedText(v.Column) }

// halves are what makes the halves of an amount.
var halves = [...]string{rawHigh: " / ", rawLow: " % "}

// areHalves reports whether values are halves of one sum, or how many numbers it has.
func areHalves(values []plan.Value) bool {
	return !slices.ContainsFunc(values, func(v plan.Value) bool {
		return v.Column != values[0].Column || v.Func != plan.Known && v.Func != plan.SumHigh && v.Func != plan.SumLow
	})
}

// summed writes the end of a subquery that returns halves of a sum. Neo4j collects numbers and adds them up in less time
// than it makes three sums in.
func (r *renderer) summed(s scope, set plan.Set, values []plan.Value, reach func(scope, plan.From) scope) []int {
	list, number, sum := r.next(), r.next(), r.next()
	r.line()
	r.write("WITH COLLECT {")
	r.depth++
	r.within++
	rows := r.set(s, set, 0, reach)
	r.line()
	r.write("WITH ")
	r.column(rows, values[0].Column)
	r.write(" AS ")
	r.variable('x', number)
	r.write(" WHERE ")
	r.variable('x', number)
	r.write(" IS NOT NULL RETURN ")
	r.variable('x', number)
	r.within--
	r.depth--
	r.write(" } AS ")
	r.variable('l', list)
	raws, _ := r.raws(rows, values)
	r.line()
	r.write("WITH ")
	for i, raw := range raws.raws {
		if i > 0 {
			r.write(", ")
		}
		if raw.kind == rawKnown {
			r.write("size(")
			r.variable('l', list)
			r.write(")")
		} else {
			r.write("reduce(")
			r.variable('t', sum)
			r.write(" = 0, ")
			r.variable('x', number)
			r.write(" IN ")
			r.variable('l', list)
			r.write(" | ")
			r.variable('t', sum)
			r.write(" + ")
			r.variable('x', number)
			r.write(halves[raw.kind], sumUnit, ")")
		}
		r.write(" AS ")
		r.variable('u', raws.numbers[raw])
	}
	return r.made(rows, values, raws, asText)
}
