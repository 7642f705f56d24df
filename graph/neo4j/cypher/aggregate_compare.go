package cypher

import (
	"reflect"
	"slices"

	"github.com/stakegraph/stakegraph/graph/plan"
)

// Neo4j makes a list for each row where a condition asks what other rows come to, and looks for these once for each
// such condition; and it takes three times as long to plan a COUNT for each that is around it, a minute for eight. Where
// it can be done, they are therefore made by subqueries beside the row before it is asked.

// splitAggregates returns what of a condition is to be asked at once, and what after its measures have been made, nil
// where there is nothing. Inside an expression there can be no subquery beside a row.
func (r *renderer) splitAggregates(where plan.Predicate) (atOnce, later plan.Predicate) {
	if r.within > 0 {
		return where, nil
	}
	parts, isAnd := where.(plan.And)
	if !isAnd {
		parts = plan.And{where}
	}
	var without, with []plan.Predicate
	var aggregates []*plan.Aggregate
	for _, part := range parts {
		if read := aggregatesOf(part); len(read) == 0 {
			without = append(without, part)
		} else {
			with, aggregates = append(with, part), append(aggregates, read...)
		}
	}
	if len(aggregates) == 0 || len(aggregates) > maxBeside {
		return where, nil
	}
	return plan.AllOf(without...), plan.AllOf(with...)
}

// aggregatesOf returns the measures of a row that a condition on it asks for, each once, without those that only count
// rows for which no other measure is asked.
func aggregatesOf(where plan.Predicate) []*plan.Aggregate {
	return slices.DeleteFunc(allAggregates(where), func(m *plan.Aggregate) bool { return isCounted(m) && !readsAggregate(m.Where) })
}

// readsAggregate reports whether a condition asks for a measure, of the row or of any that it leads to.
func readsAggregate(where plan.Predicate) bool {
	return plan.Any(where, func(p plan.Predicate) bool {
		_, inner, _ := plan.Inner(p)
		return plan.AggregateOf(p) != nil || readsAggregate(inner)
	})
}

// filter writes the measures of a condition, and the condition.
func (r *renderer) filter(s scope, from plan.From, where plan.Predicate) {
	aggregates := aggregatesOf(where)
	made := s
	for i, number := range r.aggregates(s, aggregates, asCompared, r.withinOf) {
		made.filtered = append(made.filtered, sortedBy{aggregates[i], number})
	}
	r.line("WITH ", s.variables(from))
	for _, m := range made.filtered {
		r.write(", ", variable('v', m.number))
	}
	r.where(r.conditions(made, where)...)
}

// compared writes what a measure is compared by.
func (r *renderer) compared(s scope, m *plan.Aggregate) {
	for _, made := range s.filtered {
		if reflect.DeepEqual(made.aggregate, m) {
			r.write(variable('v', made.number))
			return
		}
	}
	r.aggregate(s, m, asCompared)
}

// setOfAggregates writes what groups the relationships of a set by their near end, for those near ends that a condition on
// the measures of the set holds for, or does not hold for where the parameter opposite is true. It returns what
// a row has of them.
func (w sets) setOfAggregates(near scope, of plan.Set, p plan.Predicate, opposite string) (key string) {
	rows := w.inner(of.From)
	aggregates := allAggregates(p)
	values := make([]plan.Value, len(aggregates))
	for i, m := range aggregates {
		values[i] = m.Value
	}
	var known []func()
	if c, isOf := oneColumn(values); isOf {
		known = []func(){func() { w.write(w.column(rows, c), " IS NOT NULL") }}
	}
	if of.Then == nil {
		w.leading(near, rows, of.From, joined(of.Where), true, known...)
	} else {
		w.leading(near, rows, of.From, joined(of.Where), true)
	}
	key = near.node()
	named := key
	if of.From.Kind == plan.BackReference {
		key = variable('k', near.row)
		named = reference(rows, of.From) + " AS " + key
	}
	if of.Then != nil {
		last := rows
		if of.Then.Kind != plan.Self {
			last = w.inner(*of.Then)
			w.match(rows, last, *of.Then, 0, joined(of.ThenWhere))
		}
		last.hasRelationship, last.repeats = false, false
		w.line("WITH DISTINCT ", named, ", ", last.node())
		rows, named = last, key
		w.where(known...)
	}
	made := w.aggregation(rows, values)
	w.line("WITH ", named, ", ", made.all())
	w.line("WITH ", key, ", ")
	grouped := scope{}
	for i, number := range made.computed(values, asCompared) {
		grouped.filtered = append(grouped.filtered, sortedBy{aggregates[i], number})
	}
	w.unless(opposite, grouped, p)
	return key
}

// unless writes the condition that another one holds or, where the parameter opposite is true, that it does not.
func (w sets) unless(opposite string, s scope, p plan.Predicate) {
	w.where(func() {
		w.write("CASE WHEN ")
		w.predicate(s, p)
		w.write(" THEN true ELSE false END <> ", opposite)
	})
}

// oneColumn returns the column that all of some values are made from, where rows without a value in it make no
// difference to them.
func oneColumn(values []plan.Value) (c plan.Column, isOf bool) {
	for i, v := range values {
		if v.Func == plan.Count || v.Func == plan.CountDistinctNodes || i > 0 && v.Column != c {
			return c, false
		}
		c = v.Column
	}
	return c, true
}
