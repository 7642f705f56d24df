package cypher

import (
	"reflect"
	"slices"

	"github.com/stakegraph/stakegraph/graph/plan"
)

// If a condition reads an aggregate of other rows, Neo4j collects a list for each row and each such condition. The time
// to plan a COUNT triples with each COUNT around it: eight take a minute. If possible, aggregates are therefore
// computed by subqueries next to the row, before the condition reads them.

// splitAggregates splits a condition into the part that is checked at once and the part that is checked after its
// aggregates have been computed, or nil if there is none. An expression cannot contain such subqueries, so inside one
// the condition is not split.
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

// aggregatesOf returns the aggregates that a condition reads, without duplicates. It leaves out counts of rows whose
// own condition reads no aggregate.
func aggregatesOf(where plan.Predicate) []*plan.Aggregate {
	return slices.DeleteFunc(allAggregates(where), func(m *plan.Aggregate) bool { return isCounted(m) && !readsAggregate(m.Where) })
}

// readsAggregate reports whether a condition reads an aggregate, of its row or of any row that it leads to.
func readsAggregate(where plan.Predicate) bool {
	return plan.Any(where, func(p plan.Predicate) bool {
		_, inner, _ := plan.Inner(p)
		return plan.AggregateOf(p) != nil || readsAggregate(inner)
	})
}

// filter writes the aggregates of a condition, and then the condition.
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

// compared writes an aggregate in the form in which it is compared.
func (r *renderer) compared(s scope, m *plan.Aggregate) {
	for _, made := range s.filtered {
		if reflect.DeepEqual(made.aggregate, m) {
			r.write(variable('v', made.number))
			return
		}
	}
	r.aggregate(s, m, asCompared)
}

// setOfAggregates writes a search that groups the relationships of a set by their near end. It returns the near ends
// for which a condition on the aggregates of the set holds or, if the parameter opposite is true, does not hold. The
// result is the column that contains a near end.
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

// unless writes that a condition holds or, if the parameter opposite is true, that it does not hold.
func (w sets) unless(opposite string, s scope, p plan.Predicate) {
	w.where(func() {
		w.write("CASE WHEN ")
		w.predicate(s, p)
		w.write(" THEN true ELSE false END <> ", opposite)
	})
}

// oneColumn returns the column that all values read, if rows with a null in it do not affect them.
func oneColumn(values []plan.Value) (c plan.Column, isOf bool) {
	for i, v := range values {
		if v.Func == plan.Count || v.Func == plan.CountDistinctNodes || i > 0 && v.Column != c {
			return c, false
		}
		c = v.Column
	}
	return c, true
}
