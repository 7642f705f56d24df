package sqlite

import (
	"reflect"
	"slices"

	"github.com/stakegraph/stakegraph/graph/plan"
)

// measuredSet returns the set that all measures of a condition are made from, and how many conditions on them there are;
// nil where it is of several sets, or of something else. Of one row there is nothing to make.
func measuredSet(p plan.Predicate) (*plan.Set, int) {
	set, measures := plan.OneSet(p)
	if set == nil || plan.Any(p, func(p plan.Predicate) bool { return plan.MeasureOf(p).Func == plan.Only }) {
		return nil, 0
	}
	return set, measures
}

// together brings those of some parts beside each other that are about measures of the same set, so that its rows are
// gone through once.
func together(parts []plan.Predicate, alike func([]plan.Predicate) plan.Predicate) []plan.Predicate {
	if !slices.ContainsFunc(parts, func(p plan.Predicate) bool { set, _ := measuredSet(p); return set != nil }) {
		return parts
	}
	var sets []*plan.Set
	var bySet [][]plan.Predicate
	var places []int // in joined, by set
	joined := make([]plan.Predicate, 0, len(parts))
	for _, part := range parts {
		set, _ := measuredSet(part)
		if set == nil {
			joined = append(joined, part)
			continue
		}
		at := slices.IndexFunc(sets, func(have *plan.Set) bool { return reflect.DeepEqual(have, set) })
		if at < 0 {
			at = len(sets)
			sets, bySet, places = append(sets, set), append(bySet, nil), append(places, len(joined))
			joined = append(joined, part)
		}
		bySet[at] = append(bySet[at], part)
	}
	for i, same := range bySet {
		if len(same) > 1 {
			joined[places[i]] = alike(same)
		}
	}
	return joined
}

// measuredTogether writes a condition whose measures are all of one set.
func (r *renderer) measuredTogether(s scope, set *plan.Set, p plan.Predicate) {
	inner := r.inner(s, set.From)
	parts := partsOf(valuesOf(p))
	r.write("(SELECT ")
	r.ofMade(inner, parts, p)
	r.correlated(func() { r.aggregated(s, inner, set, parts) })
	r.write(")")
}

// valuesOf returns the values that a condition on measures compares.
func valuesOf(p plan.Predicate) (values []plan.Value) {
	plan.Walk(p, func(p plan.Predicate) { values = append(values, plan.MeasureOf(p).Value) })
	return values
}

// ofMade writes a condition on measures whose values are made from parts.
func (r *renderer) ofMade(inner scope, parts []plan.Value, p plan.Predicate) {
	r.ofValues(p, func(p plan.Predicate) {
		switch p := p.(type) {
		case plan.Measured:
			r.made(inner, parts, p.Measure.Value)
			r.write(operators[p.Op])
			r.arg(p.Operand)
		case plan.Unmeasured:
			r.made(inner, parts, p.Measure.Value)
			r.write(" IS NULL")
		default:
			panic("sqlite: a condition that is not on measures")
		}
	})
}

// ofValues writes a condition on values that have been made.
func (r *renderer) ofValues(p plan.Predicate, value func(plan.Predicate)) {
	write := func(p plan.Predicate) { r.ofValues(p, value) }
	switch p := p.(type) {
	case plan.And:
		r.balanced(p, " AND ", "1", write)
	case plan.Or:
		r.balanced(p, " OR ", "0", write)
	case plan.Not:
		r.write("NOT ifnull(")
		write(p.Of)
		r.write(", 0)")
	case plan.Measured, plan.Unmeasured, plan.OfGroup, plan.UnknownOfGroup:
		value(p)
	default:
		panic("sqlite: a condition that is not on values")
	}
}
