package cypher

import (
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
	*renderer
	rows    scope
	raws    []rawValue
	numbers map[rawValue]int
	read    map[plan.Column]int
}

// raw writes what the database makes of the rows. A text stands in it as a list of what it is compared by and itself.
func (a aggregation) raw(v rawValue) {
	column := func() {
		if number := a.read[v.column]; number != 0 {
			a.variable('x', number)
			return
		}
		a.column(a.rows, v.column)
	}
	switch v.kind {
	case rawRows:
		a.write("count(*)")
	case rawNodes:
		a.write("count(DISTINCT ")
		a.entity(a.rows, plan.OfNode)
		a.write(")")
	case rawKnown:
		a.write("count(")
		column()
		a.write(")")
	case rawHigh, rawLow:
		a.write("sum(")
		column()
		a.write(halves[v.kind], sumUnit, ")")
	case rawLeast, rawGreatest, rawFirst, rawList:
		a.write([...]string{rawLeast: "min(", rawGreatest: "max(", rawFirst: "head(collect(", rawList: "collect("}[v.kind])
		if isOrderedText(v.column) {
			a.ranked(v.column)
		} else {
			column()
		}
		a.write(")")
		if v.kind == rawFirst {
			a.write(")")
		}
	default:
		panic("cypher: an unknown aggregate")
	}
	a.write(" AS ")
	a.variable('u', a.numbers[v])
}

// ranked writes a text so that Neo4j sorts it by code point.
func (a aggregation) ranked(c plan.Column) {
	a.write("CASE WHEN ")
	a.column(a.rows, c)
	a.write(" IS NOT NULL THEN [")
	a.comparable(a.rows, c)
	a.write(", ")
	a.column(a.rows, c)
	a.write("] END")
}

var sumUnit = strconv.Itoa(plan.SumUnit)

// value writes a value from what the database makes of the rows, which raw writes. Neo4j's own sum fails beyond an
// int64, so that the halves are summed each for itself.
func (a aggregation) value(v plan.Value, form textForm, raw func(rawValue)) {
	of := func(kind rawKind) { raw(rawValue{kind, v.Column}) }
	switch v.Func {
	case plan.Rows:
		raw(rawValue{kind: rawRows})
	case plan.Nodes:
		if a.rows.repeats {
			raw(rawValue{kind: rawNodes})
		} else {
			raw(rawValue{kind: rawRows})
		}
	case plan.Known:
		of(rawKnown)
	case plan.SumHigh, plan.SumLow:
		a.write("CASE WHEN ")
		of(rawKnown)
		a.write(" > 0 THEN ")
		if v.Func == plan.SumHigh {
			of(rawHigh)
			a.write(" + ")
			of(rawLow)
			a.write(" / ", sumUnit, " - CASE WHEN ")
			of(rawLow)
			a.write(" % ", sumUnit, " < 0 THEN 1 ELSE 0 END")
		} else {
			a.write("(")
			of(rawLow)
			a.write(" % ", sumUnit, " + ", sumUnit, ") % ", sumUnit)
		}
		a.write(" END")
	case plan.Least, plan.Greatest, plan.Only:
		of(map[plan.Func]rawKind{plan.Least: rawLeast, plan.Greatest: rawGreatest, plan.Only: rawFirst}[v.Func])
	case plan.Ranked, plan.RankedNext:
		rank := "[toInteger(" + a.arg(int64(v.Rank)) + ") * (size("
		list := func(before, after string) {
			a.write(before)
			of(rawList)
			a.write(after)
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
		a.write(textForms[form])
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

// results writes the end of a subquery that returns values from what the database made.
func (a aggregation) results(values []plan.Value, form textForm) []int {
	a.line()
	a.write("RETURN ")
	return a.computed(values, form)
}

// computed writes values from what the database made, and returns the numbers of their variables.
func (a aggregation) computed(values []plan.Value, form textForm) []int {
	numbers := make([]int, len(values))
	for i, v := range values {
		if i > 0 {
			a.write(", ")
		}
		numbers[i] = a.next()
		a.value(v, form, func(raw rawValue) { a.variable('u', a.numbers[raw]) })
		a.write(" AS ")
		a.variable('v', numbers[i])
	}
	return numbers
}
