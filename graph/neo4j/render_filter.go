package neo4j

import (
	"reflect"

	"stakegraph/graph/plan"
)

// Neo4j makes a list for each row where a condition asks what other rows come to, and looks for these once for each
// such condition. Where it can be done, they are therefore made by subqueries beside the row before it is asked.

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
	for _, part := range parts {
		if len(measuresOf(part)) == 0 {
			without = append(without, part)
		} else {
			with = append(with, part)
		}
	}
	if with == nil {
		return where, nil
	}
	return plan.AllOf(without...), plan.AllOf(with...)
}

// measuresOf returns the measures of a row that a condition on it asks for, each set's and value's once, without those
// that only count.
func measuresOf(where plan.Predicate) (all []*plan.Measure) {
	add := func(m *plan.Measure) {
		for _, have := range all {
			if reflect.DeepEqual(have, m) {
				return
			}
		}
		if !isCounted(m) {
			all = append(all, m)
		}
	}
	var parts []plan.Predicate
	switch where := where.(type) {
	case plan.And:
		parts = where
	case plan.Or:
		parts = where
	case plan.Not:
		parts = plan.And{where.Of}
	case plan.Measured:
		add(&where.Measure)
	case plan.Unmeasured:
		add(&where.Measure)
	}
	for _, part := range parts {
		for _, m := range measuresOf(part) {
			add(m)
		}
	}
	return all
}

// filter writes the measures of a condition, and the condition.
func (r *renderer) filter(s scope, from plan.From, where plan.Predicate) {
	measures := measuresOf(where)
	made := s
	for i, number := range r.measures(s, measures, asCompared) {
		made.filtered = append(made.filtered, sortedBy{measures[i], number})
	}
	r.line()
	r.write("WITH ")
	r.carried(s, from)
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
