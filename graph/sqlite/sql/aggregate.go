package sql

import (
	"slices"
	"strconv"

	"github.com/stakegraph/stakegraph/graph/plan"
)

// aggregate writes a value made from the rows of a set, but of a sum the part that is made first: that of what the high
// halves of the amounts come to, or the low ones, each with the amount's sign.
func (r *renderer) aggregate(inner scope, set *plan.Set, v plan.Value) {
	r.aggregateOf(v, func() { r.value(inner, v.Column) }, func() {
		if sharesNodes(set) {
			r.write("DISTINCT ")
		}
		r.setKey(inner, set)
	})
}

// sharesNodes reports whether several rows of a set can have one node.
func sharesNodes(set *plan.Set) bool {
	switch {
	case set.Then != nil:
		return false
	case set.From.Kind == plan.Member:
		return sharesNodes(&set.From.Groups.Set)
	}
	return set.From.HasRelationship() || set.From.Kind == plan.Cited
}

func (r *renderer) aggregateOf(v plan.Value, column, nodes func()) {
	switch v.Func {
	case plan.Rows:
		r.write("count(*)")
	case plan.Nodes:
		r.write("count(")
		nodes()
		r.write(")")
	case plan.SumHigh, plan.SumLow:
		r.write("sum(")
		column()
		if v.Func == plan.SumHigh {
			r.write(" / ")
		} else {
			r.write(" % ")
		}
		r.arg(int64(plan.SumUnit))
		r.write(")")
	case plan.Ranked:
		r.write("json_group_array(")
		column()
		r.write(" ORDER BY ")
		column()
		r.write(") FILTER (WHERE ")
		column()
		r.write(" IS NOT NULL)")
	case plan.Only:
		column()
	case plan.Known, plan.Least, plan.Greatest:
		r.write(aggregateNames[v.Func], "(")
		column()
		r.write(")")
	default:
		panic("sql: an unknown aggregate")
	}
}

var aggregateNames = [...]string{plan.Known: "count", plan.Least: "min", plan.Greatest: "max"}

// partsOf returns the aggregates that values are made from, each once.
func partsOf(values []plan.Value) []plan.Value {
	var parts []plan.Value
	add := func(v plan.Value) {
		if !slices.Contains(parts, v) {
			parts = append(parts, v)
		}
	}
	for _, v := range values {
		if v.Func == plan.RankedNext {
			v.Func = plan.Ranked
		}
		v.Rank = 0 // one part has the values at all ranks
		add(v)
		if v.Func == plan.SumHigh {
			add(plan.Value{Func: plan.SumLow, Column: v.Column})
		}
		if v.Func == plan.Ranked {
			add(plan.Value{Func: plan.Known, Column: v.Column})
		}
	}
	return parts
}

// aggregated writes a FROM with one row of the aggregates of a set, which made reads.
func (r *renderer) aggregated(s, inner scope, set *plan.Set, parts []plan.Value) {
	r.write(" FROM (SELECT ")
	withNode := false
	for i, part := range parts {
		r.comma(i)
		r.aggregate(inner, set, part)
		r.write(" AS a", strconv.Itoa(i+1))
		withNode = withNode || readsNodeOf(part)
	}
	r.set(s, inner, set, withNode)
	r.write(") AS a", strconv.Itoa(inner.row))
}

// made writes a value from its aggregates. The low halves of a sum come to some units more, or less than nothing. Values at
// ranks are taken from a JSON array of all, which is several times faster than to number the rows by window functions.
func (r *renderer) made(s scope, parts []plan.Value, v plan.Value) {
	part := func(f plan.Func) {
		at := slices.Index(parts, plan.Value{Func: f, Column: v.Column})
		r.write("a", strconv.Itoa(s.row), ".a", strconv.Itoa(at+1))
	}
	unit := func(operator string) {
		r.write(operator)
		r.arg(int64(plan.SumUnit))
	}
	switch v.Func {
	case plan.SumHigh:
		r.write("(")
		part(plan.SumHigh)
		r.write(" + ")
		part(plan.SumLow)
		unit(" / ")
		r.write(" - (")
		part(plan.SumLow)
		unit(" % ")
		r.write(" < 0))")
	case plan.SumLow:
		r.write("((")
		part(plan.SumLow)
		unit(" % ")
		unit(" + ")
		r.write(")")
		unit(" % ")
		r.write(")")
	case plan.Ranked, plan.RankedNext:
		part(plan.Ranked)
		if v.Func == plan.Ranked {
			r.write(" ->> (")
		} else {
			r.write(" ->> min(")
		}
		r.arg(int64(v.Rank))
		r.write(" * (")
		part(plan.Known)
		r.write(" - 1) / ")
		r.arg(int64(ranks))
		if v.Func == plan.RankedNext {
			r.write(" + 1, ")
			part(plan.Known)
			r.write(" - 1")
		}
		r.write(")")
	case plan.Rows, plan.Nodes, plan.Known, plan.Least, plan.Greatest, plan.Only:
		part(v.Func)
	default:
		panic("sql: an unknown function")
	}
}

// ranks is the rank of the last value.
const ranks = 10_000
