package neo4j

import (
	"reflect"
	"slices"
	"strconv"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// set writes what finds the rows of a set, each once, and returns their scope. Scopes are made by the function reach:
// reached where the set is an item, within where it is part of a condition.
func (r *renderer) set(outer scope, set plan.Set, on model.LabelSet, reach func(scope, plan.From) scope) scope {
	inner := reach(outer, set.From)
	r.match(outer, inner, set.From, on, joined(set.Where))
	if set.Then == nil {
		return inner
	}
	last := inner
	if set.Then.Kind != plan.Same {
		last = reach(inner, *set.Then)
		r.match(inner, last, *set.Then, 0, joined(set.ThenWhere))
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
	counts := isCounted(m) // for which Neo4j need not make a list
	if counts {
		r.write("COUNT {")
	} else {
		r.write("COLLECT {")
	}
	r.depth++
	r.within++
	rows := r.set(s, m.Set, 0, r.withinOf)
	switch {
	case !counts:
		r.returned(rows, []plan.Value{m.Value}, form)
	case m.Func == plan.Nodes && rows.repeats:
		r.line()
		r.write("RETURN DISTINCT ")
		r.entity(rows, plan.OfNode)
	case m.Then != nil || m.From.Kind == plan.Member:
		r.line()
		r.write("RETURN ")
		r.entity(rows, plan.OfNode)
	}
	r.within--
	r.depth--
	r.write(" }")
	if !counts {
		r.write("[0]")
	}
}

func isCounted(m *plan.Measure) bool { return m.Func == plan.Rows || m.Func == plan.Nodes }

func isDegreeOf(m *plan.Measure) bool {
	return m.Func == plan.Rows && m.Then == nil && isDegree(m.From, m.Where)
}

// measured writes a measure that is an item.
func (r *renderer) measured(s scope, m *plan.Measure) int {
	return r.returned(r.set(s, m.Set, 0, r.reached), []plan.Value{m.Value}, asText)[0]
}

// measures writes a subquery for each set that measures are made from, and returns the number of each, in their order.
func (r *renderer) measures(s scope, all []*plan.Measure, form textForm, reach func(scope, plan.From) scope) []int {
	numbers := make([]int, len(all))
	for i, m := range all {
		if numbers[i] != 0 {
			continue
		}
		var values []plan.Value
		var places []int
		for j, other := range all[i:] {
			if reflect.DeepEqual(m.Set, other.Set) {
				values, places = append(values, other.Value), append(places, i+j)
			}
		}
		if isSingle(m.Set, values) {
			r.optionally(s, func() {
				for j, number := range r.read(r.set(s, m.Set, 0, reach), values, form) {
					numbers[places[j]] = number
				}
			})
			continue
		}
		r.subquery(s, func() {
			var made []int
			if areHalves(values) {
				made = r.summed(s, m.Set, values, reach)
			} else {
				made = r.returned(r.set(s, m.Set, 0, reach), values, form)
			}
			for j, number := range made {
				numbers[places[j]] = number
			}
		})
	}
	return numbers
}

// isSingle reports whether values are read from one row at most, so that nothing has to be made of several.
func isSingle(set plan.Set, values []plan.Value) bool {
	return set.From.Kind == plan.Referred && set.Then == nil &&
		!slices.ContainsFunc(values, func(v plan.Value) bool { return v.Func != plan.Only })
}

// read writes the end of a subquery that returns values of its one row.
func (r *renderer) read(row scope, values []plan.Value, form textForm) []int {
	r.line()
	r.write("RETURN ")
	numbers := make([]int, len(values))
	for i, v := range values {
		if i > 0 {
			r.write(", ")
		}
		numbers[i] = r.next()
		if form == asCompared {
			r.comparable(row, v.Column)
		} else {
			r.column(row, v.Column)
		}
		r.write(" AS ")
		r.variable('v', numbers[i])
	}
	return numbers
}

// returned writes the end of a subquery that returns what values rows come to.
func (r *renderer) returned(rows scope, values []plan.Value, form textForm) []int {
	made := r.aggregation(rows, values)
	r.line()
	r.write("WITH ")
	for i, raw := range made.raws {
		if i > 0 {
			r.write(", ")
		}
		r.raw(rows, raw, made)
	}
	return r.made(rows, values, made, form)
}

// made writes the end of a subquery that returns values from what the database made.
func (r *renderer) made(rows scope, values []plan.Value, made aggregation, form textForm) []int {
	r.line()
	r.write("RETURN ")
	return r.computed(rows, values, made, form)
}

// computed writes values from what the database made, and returns the numbers of their variables.
func (r *renderer) computed(rows scope, values []plan.Value, made aggregation, form textForm) []int {
	numbers := make([]int, len(values))
	for i, v := range values {
		if i > 0 {
			r.write(", ")
		}
		numbers[i] = r.next()
		r.value(rows, v, form, func(raw rawValue) { r.variable('u', made.numbers[raw]) })
		r.write(" AS ")
		r.variable('v', numbers[i])
	}
	return numbers
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
		nothing := renderer{values: map[string]any{}}
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
		panic("neo4j: an unknown aggregate")
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
		panic("neo4j: an unknown function")
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
