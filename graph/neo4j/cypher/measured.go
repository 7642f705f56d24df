package cypher

import (
	"reflect"
	"slices"

	"github.com/stakegraph/stakegraph/graph/plan"
)

// Neo4j makes a list for each row where a condition asks what other rows come to, and looks for these once for each
// such condition; and it takes three times as long to plan a COUNT for each that is around it, a minute for eight. Where
// it can be done, they are therefore made by subqueries beside the row before it is asked.

// withoutMeasures returns what of a condition is to be asked at once, and what after its measures have been made, nil
// where there is nothing. Inside an expression there can be no subquery beside a row.
func (r *renderer) withoutMeasures(where plan.Predicate) (atOnce, later plan.Predicate) {
	if r.within > 0 {
		return where, nil
	}
	parts, isAnd := where.(plan.And)
	if !isAnd {
		parts = plan.And{where}
	}
	var without, with []plan.Predicate
	var measures []*plan.Measure
	for _, part := range parts {
		if asked := measuresOf(part); len(asked) == 0 {
			without = append(without, part)
		} else {
			with, measures = append(with, part), append(measures, asked...)
		}
	}
	if len(measures) == 0 || len(measures) > maxBeside {
		return where, nil
	}
	return plan.AllOf(without...), plan.AllOf(with...)
}

// measuresOf returns the measures of a row that a condition on it asks for, each once, without those that only count
// rows for which no other measure is asked.
func measuresOf(where plan.Predicate) []*plan.Measure {
	return slices.DeleteFunc(allMeasures(where), func(m *plan.Measure) bool { return isCounted(m) && !asksMeasure(m.Where) })
}

// asksMeasure reports whether a condition asks for a measure, of the row or of any that it leads to.
func asksMeasure(where plan.Predicate) bool {
	return plan.Any(where, func(p plan.Predicate) bool {
		_, inner, _ := plan.Inner(p)
		return plan.MeasureOf(p) != nil || asksMeasure(inner)
	})
}

// filter writes the measures of a condition, and the condition.
func (r *renderer) filter(s scope, from plan.From, where plan.Predicate) {
	measures := measuresOf(where)
	made := s
	for i, number := range r.measures(s, measures, asCompared, r.withinOf) {
		made.filtered = append(made.filtered, sortedBy{measures[i], number})
	}
	r.line()
	r.write("WITH ")
	r.carried(s, from)
	for _, m := range made.filtered {
		r.write(", ")
		r.variable('v', m.number)
	}
	r.where(r.conditions(made, where))
}

// compared writes what a measure is compared by.
func (r *renderer) compared(s scope, m *plan.Measure) {
	for _, made := range s.filtered {
		if reflect.DeepEqual(made.measure, m) {
			r.variable('v', made.number)
			return
		}
	}
	r.measure(s, m, asCompared)
}

// setOfMeasured writes what groups the relationships of a set by their near end, for those near ends that a condition on
// the measures of the set holds for, or does not hold for where the parameter opposite is true. It returns what writes
// the one of a row.
func (w sets) setOfMeasured(near scope, of plan.Set, p plan.Predicate, opposite string) (key func()) {
	rows := w.inner(of.From)
	measures := allMeasures(p)
	values := make([]plan.Value, len(measures))
	for i, m := range measures {
		values[i] = m.Value
	}
	var known []func()
	if c, isOf := oneColumn(values); isOf {
		known = []func(){func() {
			w.column(rows, c)
			w.write(" IS NOT NULL")
		}}
	}
	if of.Then == nil {
		w.leading(near, rows, of.From, joined(of.Where), true, known...)
	} else {
		w.leading(near, rows, of.From, joined(of.Where), true)
	}
	key = func() { w.entity(near, plan.OfNode) }
	named := func() { w.entity(near, plan.OfNode) }
	if of.From.Kind == plan.Referring {
		key = func() { w.variable('k', near.row) }
		named = func() {
			w.reference(rows, of.From)
			w.write(" AS ")
			key()
		}
	}
	if of.Then != nil {
		last := rows
		if of.Then.Kind != plan.Same {
			last = w.inner(*of.Then)
			w.match(rows, last, *of.Then, 0, joined(of.ThenWhere))
		}
		last.hasRelationship, last.repeats = false, false
		w.line()
		w.write("WITH DISTINCT ")
		named()
		w.write(", ")
		w.entity(last, plan.OfNode)
		rows, named = last, key
		w.where(known)
	}
	made := w.aggregate(rows, values)
	w.line()
	w.write("WITH ")
	named()
	for _, raw := range made.raws {
		w.write(", ")
		made.raw(raw)
	}
	w.line()
	w.write("WITH ")
	key()
	w.write(", ")
	grouped := scope{}
	for i, number := range made.computed(values, asCompared) {
		grouped.filtered = append(grouped.filtered, sortedBy{measures[i], number})
	}
	w.where([]func(){func() {
		w.write("CASE WHEN ")
		w.predicate(grouped, p)
		w.write(" THEN true ELSE false END <> ", opposite)
	}})
	return key
}

// oneColumn returns the column that all of some values are made from, where rows without a value in it make no
// difference to them.
func oneColumn(values []plan.Value) (c plan.Column, isOf bool) {
	for i, v := range values {
		if v.Func == plan.Rows || v.Func == plan.Nodes || i > 0 && v.Column != c {
			return c, false
		}
		c = v.Column
	}
	return c, true
}
