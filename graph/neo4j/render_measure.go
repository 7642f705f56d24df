package neo4j

import (
	"reflect"
	"strconv"

	"stakegraph/graph/model"
	"stakegraph/graph/plan"
)

// set writes what finds the rows of a set, each once, and returns their scope.
func (r *renderer) set(outer scope, set plan.Set, on model.LabelSet) scope {
	inner := r.inner(set.From)
	r.match(outer, inner, set.From, on, joined(set.Where))
	if set.Then == nil {
		return inner
	}
	last := inner
	if set.Then.Kind != plan.Same {
		last = r.inner(*set.Then)
		r.match(inner, last, *set.Then, 0, nil)
	}
	last.hasRelationship, last.repeats = false, false
	r.line()
	r.write("WITH DISTINCT ")
	r.entity(last, plan.OfNode)
	return last
}

// measure writes a measure as an expression. Where it is to be compared, a text is what it is compared by.
func (r *renderer) measure(s scope, m *plan.Measure, form textForm) {
	if isDegreeOf(m) {
		r.degree(s, m.From)
		return
	}
	counts := m.Func == plan.Rows || m.Func == plan.Nodes // for which Neo4j need not make a list
	if counts {
		r.write("COUNT {")
	} else {
		r.write("COLLECT {")
	}
	r.depth++
	rows := r.set(s, m.Set, 0)
	switch {
	case !counts:
		r.line()
		r.write("RETURN ")
		r.value(rows, m.Value, form, func(raw rawValue) { r.raw(rows, raw) })
		r.write(" AS ")
		r.variable('v', rows.row)
	case m.Func == plan.Nodes && rows.repeats:
		r.line()
		r.write("RETURN DISTINCT ")
		r.entity(rows, plan.OfNode)
	case m.Then != nil || m.From.Kind == plan.Member:
		r.line()
		r.write("RETURN ")
		r.entity(rows, plan.OfNode)
	}
	r.depth--
	r.write(" }")
	if !counts {
		r.write("[0]")
	}
}

func isDegreeOf(m *plan.Measure) bool {
	return m.Func == plan.Rows && m.Then == nil && isDegree(m.From, m.Where)
}

// measured writes a measure that is an item.
func (r *renderer) measured(s scope, m *plan.Measure) int {
	numbers := []int{0}
	r.ofOneSet(s, []*plan.Measure{m}, numbers, m.Set, asText)
	return numbers[0]
}

// measures writes a subquery for each set that measures are made from, and returns the number of each, in their order.
func (r *renderer) measures(s scope, all []*plan.Measure, form textForm) []int {
	numbers := make([]int, len(all))
	for i, m := range all {
		if numbers[i] == 0 {
			r.subquery(s, func() { r.ofOneSet(s, all[i:], numbers[i:], m.Set, form) })
		}
	}
	return numbers
}

// ofOneSet writes what finds the rows of a set, and returns each measure that is made from it.
func (r *renderer) ofOneSet(s scope, all []*plan.Measure, numbers []int, set plan.Set, form textForm) {
	rows := r.set(s, set, 0)
	r.line()
	r.write("RETURN ")
	first := true
	for i, m := range all {
		if !reflect.DeepEqual(m.Set, set) {
			continue
		}
		if !first {
			r.write(", ")
		}
		first = false
		numbers[i] = r.next()
		r.value(rows, m.Value, form, func(raw rawValue) { r.raw(rows, raw) })
		r.write(" AS ")
		r.variable('v', numbers[i])
	}
}

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

// raw writes what the database makes of the rows. A text stands in it as a list of what it is compared by and itself.
func (r *renderer) raw(s scope, v rawValue) {
	switch v.kind {
	case rawRows:
		r.write("count(*)")
	case rawNodes:
		r.write("count(DISTINCT ")
		r.entity(s, plan.OfNode)
		r.write(")")
	case rawKnown:
		r.write("count(")
		r.column(s, v.column)
		r.write(")")
	case rawHigh, rawLow:
		r.write("sum(")
		r.column(s, v.column)
		r.write([...]string{rawHigh: " / ", rawLow: " % "}[v.kind], sumUnit, ")")
	default:
		r.write([...]string{rawLeast: "min(", rawGreatest: "max(", rawFirst: "head(collect(", rawList: "collect("}[v.kind])
		r.ranked(s, v.column)
		r.write(")")
		if v.kind == rawFirst {
			r.write(")")
		}
	}
}

// ranked writes a value so that Neo4j sorts it as the plan says: of a text, what it is compared by and itself.
func (r *renderer) ranked(s scope, c plan.Column) {
	if !isOrderedText(c) {
		r.column(s, c)
		return
	}
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
