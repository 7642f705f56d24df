package cypher

import (
	"strconv"
	"strings"

	"github.com/stakegraph/stakegraph/graph/plan"
)

// rawValue is a value that one aggregating function of Cypher returns.
type rawValue struct {
	kind   rawKind
	column plan.Column
}

type rawKind uint8

const (
	rawCount rawKind = iota
	rawCountDistinctNodes
	rawCountNonNull
	rawHigh // the sum of the whole units of the amounts, each rounded towards zero
	rawLow  // the sum of the remainders, each with the sign of its amount
	rawMin
	rawMax
	rawFirst
	rawList // of the values that are not null, unordered
)

// aggregation writes aggregate values of rows. It computes each raw value once, as a numbered variable. A column that
// several raw values read is a variable too.
type aggregation struct {
	*renderer
	rows    scope
	raws    []rawValue
	numbers map[rawValue]int
	read    map[plan.Column]int
}

// all returns the raw values of the rows, each with its variable.
func (a aggregation) all() string {
	made := make([]string, len(a.raws))
	for i, v := range a.raws {
		made[i] = a.raw(v) + " AS " + variable('u', a.numbers[v])
	}
	return strings.Join(made, ", ")
}

// raw returns one raw value. A text is represented by a list of the text that it is compared by and the text itself.
func (a aggregation) raw(v rawValue) string {
	column := func() string {
		if number := a.read[v.column]; number != 0 {
			return variable('x', number)
		}
		return a.column(a.rows, v.column)
	}
	if v.kind >= rawMin && isOrderedText(v.column) {
		column = func() string { return a.ranked(v.column) }
	}
	switch v.kind {
	case rawCount:
		return "count(*)"
	case rawCountDistinctNodes:
		return "count(DISTINCT " + a.rows.node() + ")"
	case rawCountNonNull:
		return "count(" + column() + ")"
	case rawHigh, rawLow:
		return "sum(" + column() + halves[v.kind] + sumUnit + ")"
	case rawMin:
		return "min(" + column() + ")"
	case rawMax:
		return "max(" + column() + ")"
	case rawFirst:
		return "head(collect(" + column() + "))"
	case rawList:
		return "collect(" + column() + ")"
	default:
		panic("cypher: an unknown aggregate")
	}
}

// ranked returns a text in the form that Neo4j sorts by code point.
func (a aggregation) ranked(c plan.Column) string {
	text := a.column(a.rows, c)
	return "CASE WHEN " + text + " IS NOT NULL THEN [" + a.comparable(a.rows, c) + ", " + text + "] END"
}

var sumUnit = strconv.Itoa(plan.SumUnit)

// value returns an aggregate as an expression of the raw values, whose names raw returns. The sum function of Neo4j
// fails beyond an int64, so the halves are summed separately.
func (a aggregation) value(v plan.Value, form textForm, raw func(rawValue) string) string {
	of := func(kind rawKind) string { return raw(rawValue{kind, v.Column}) }
	made := ""
	switch v.Func {
	case plan.Count:
		made = raw(rawValue{kind: rawCount})
	case plan.CountDistinctNodes:
		if a.rows.repeats {
			made = raw(rawValue{kind: rawCountDistinctNodes})
		} else {
			made = raw(rawValue{kind: rawCount})
		}
	case plan.CountNonNull:
		made = of(rawCountNonNull)
	case plan.SumHigh:
		made = "CASE WHEN " + of(rawCountNonNull) + " > 0 THEN " + of(rawHigh) + " + " + of(rawLow) + " / " + sumUnit +
			" - CASE WHEN " + of(rawLow) + " % " + sumUnit + " < 0 THEN 1 ELSE 0 END END"
	case plan.SumLow:
		made = "CASE WHEN " + of(rawCountNonNull) + " > 0 THEN (" + of(rawLow) + " % " + sumUnit + " + " + sumUnit + ") % " +
			sumUnit + " END"
	case plan.Min:
		made = of(rawMin)
	case plan.Max:
		made = of(rawMax)
	case plan.ScalarSubquery:
		made = of(rawFirst)
	case plan.PercentileLower, plan.PercentileUpper:
		list := of(rawList)
		made = list + "[toInteger(" + a.arg(int64(v.Rank)) + ") * (size(" + list + ") - 1) / 10000"
		if v.Func == plan.PercentileLower {
			made += "]"
		} else {
			made = "coalesce(" + made + " + 1], last(" + list + "))"
		}
	default:
		panic("cypher: an unknown function")
	}
	if isOrderedValue(v) {
		made += textForms[form]
	}
	return made
}

// textForm is the form in which a text value is returned.
type textForm uint8

const (
	asText textForm = iota
	asCompared
	asBoth // a list of the text that it is compared by and the text itself
)

var textForms = [...]string{asText: "[1]", asCompared: "[0]", asBoth: ""}

// isOrderedValue reports whether a value is a text that can contain any character.
func isOrderedValue(v plan.Value) bool { return v.IsText() && isOrderedText(v.Column) }

// halves has the operators that return the halves of an amount.
var halves = [...]string{rawHigh: " / ", rawLow: " % "}

// results writes the end of a subquery that returns values computed from the raw values.
func (a aggregation) results(values []plan.Value, form textForm) []int {
	a.line("RETURN ")
	return a.computed(values, form)
}

// computed writes values computed from the raw values, and returns the numbers of their variables.
func (a aggregation) computed(values []plan.Value, form textForm) []int {
	numbers := make([]int, len(values))
	for i, v := range values {
		a.write(comma(i))
		numbers[i] = a.next()
		a.write(a.value(v, form, func(raw rawValue) string { return variable('u', a.numbers[raw]) }))
		a.write(" AS ", variable('v', numbers[i]))
	}
	return numbers
}
