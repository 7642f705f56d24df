package neo4j

import (
	"slices"

	"github.com/stakegraph/stakegraph/graph/plan"
)

// halves are what makes the halves of an amount.
var halves = [...]string{rawHigh: " / ", rawLow: " % "}

// areHalves reports whether values are halves of one sum, or how many numbers it has.
func areHalves(values []plan.Value) bool {
	return !slices.ContainsFunc(values, func(v plan.Value) bool {
		return v.Column != values[0].Column || v.Func != plan.Known && v.Func != plan.SumHigh && v.Func != plan.SumLow
	})
}

// summed writes the end of a subquery that returns halves of a sum. Neo4j collects numbers and adds them up in less time
// than it makes three sums in.
func (r *renderer) summed(s scope, set plan.Set, values []plan.Value, reach func(scope, plan.From) scope) []int {
	list, number, sum := r.next(), r.next(), r.next()
	r.line()
	r.write("WITH COLLECT {")
	r.depth++
	r.within++
	rows := r.set(s, set, 0, reach)
	r.line()
	r.write("WITH ")
	r.column(rows, values[0].Column)
	r.write(" AS ")
	r.variable('x', number)
	r.write(" WHERE ")
	r.variable('x', number)
	r.write(" IS NOT NULL RETURN ")
	r.variable('x', number)
	r.within--
	r.depth--
	r.write(" } AS ")
	r.variable('l', list)
	raws, _ := r.raws(rows, values)
	r.line()
	r.write("WITH ")
	for i, raw := range raws.raws {
		if i > 0 {
			r.write(", ")
		}
		if raw.kind == rawKnown {
			r.write("size(")
			r.variable('l', list)
			r.write(")")
		} else {
			r.write("reduce(")
			r.variable('t', sum)
			r.write(" = 0, ")
			r.variable('x', number)
			r.write(" IN ")
			r.variable('l', list)
			r.write(" | ")
			r.variable('t', sum)
			r.write(" + ")
			r.variable('x', number)
			r.write(halves[raw.kind], sumUnit, ")")
		}
		r.write(" AS ")
		r.variable('u', raws.numbers[raw])
	}
	return r.made(rows, values, raws, asText)
}
