package neo4j

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
