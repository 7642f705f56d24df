package neo4j

import (
	"reflect"
	"slices"

	"github.com/stakegraph/stakegraph/graph/plan"
)

// sortedBy is a measure that rows are compared by, and the number of its variable. A text is at hand as what it is
// compared by.
type sortedBy struct {
	measure *plan.Measure
	number  int
}

// isMeasured reports whether an order has a measure.
func isMeasured(order []plan.Sort) bool {
	return slices.ContainsFunc(order, func(by plan.Sort) bool { return by.Over != nil })
}

// sortedBy returns the number of the variable that holds what a row of the list has for an item, or 0.
func (s scope) sortedBy(item *plan.Measure) int {
	if isOrderedValue(item.Value) {
		return 0
	}
	for _, by := range s.sorted {
		if reflect.DeepEqual(by.measure, item) {
			return by.number
		}
	}
	return 0
}

// sortKeys writes what the measures come to that a list is sorted by, for all its rows, and leaves those behind After.
func (r *renderer) sortKeys(s scope, l *plan.List) []sortedBy {
	var measures, degrees []*plan.Measure
	for _, by := range l.Order {
		switch {
		case by.Over == nil:
		case isDegreeOf(by.Over):
			degrees = append(degrees, by.Over)
		default:
			measures = append(measures, by.Over)
		}
	}
	var sorted []sortedBy
	for i, number := range r.measures(s, measures, asCompared, r.reached) {
		sorted = append(sorted, sortedBy{measures[i], number})
	}
	if len(degrees) > 0 || len(l.After) > 0 {
		s.sorted = sorted
		r.line()
		r.write("WITH ")
		r.carried(s, l.From)
		for _, m := range degrees {
			number := r.next()
			r.write(", ")
			r.degree(s, m.From)
			r.write(" AS ")
			r.variable('v', number)
			sorted = append(sorted, sortedBy{m, number})
		}
	}
	if len(l.After) > 0 {
		s.sorted = sorted
		r.where([]func(){func() { r.after(s, l, l.Order, r.places(l.Order, l.After)) }})
	}
	return sorted
}

// sortKey writes what rows are compared by.
func (r *renderer) sortKey(s scope, by plan.Sort) {
	if by.Over == nil {
		r.comparable(s, by.Column)
		return
	}
	for _, own := range s.sorted {
		if own.measure == by.Over {
			r.variable('v', own.number)
			return
		}
	}
}

// nullableKey reports whether a row can have no value to be sorted by.
func nullableKey(s scope, by plan.Sort) bool {
	if by.Over != nil {
		return !by.Over.NeverNull()
	}
	return nullable(s, by.Column)
}
