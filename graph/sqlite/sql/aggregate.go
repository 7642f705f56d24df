package sql

import (
	"slices"
	"strconv"

	"github.com/stakegraph/stakegraph/graph/plan"
)

// aggregates is the values that are made from the rows of a set.
type aggregates struct {
	*renderer
	rows  scope
	parts []plan.Value // what the values are made from, each once
}

// aggregate writes a value made from the rows of a set, but of a sum the part that is made first: that of what the high
// halves of the amounts come to, or the low ones, each with the amount's sign.
func (a aggregates) aggregate(set *plan.Set, v plan.Value) {
	a.aggregateOf(v, func() { a.value(a.rows, v.Column) }, func() {
		if sharesNodes(set) {
			a.write("DISTINCT ")
		}
		a.setKey(a.rows, set)
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

func (a aggregates) aggregateOf(v plan.Value, column, nodes func()) {
	switch v.Func {
	case plan.Rows:
		a.write("count(*)")
	case plan.Nodes:
		a.write("count(")
		nodes()
		a.write(")")
	case plan.SumHigh, plan.SumLow:
		a.write("sum(")
		column()
		if v.Func == plan.SumHigh {
			a.write(" / ")
		} else {
			a.write(" % ")
		}
		a.arg(int64(plan.SumUnit))
		a.write(")")
	case plan.Ranked:
		a.write("json_group_array(")
		column()
		a.write(" ORDER BY ")
		column()
		a.write(") FILTER (WHERE ")
		column()
		a.write(" IS NOT NULL)")
	case plan.Only:
		column()
	case plan.Known, plan.Least, plan.Greatest:
		a.write(aggregateNames[v.Func], "(")
		column()
		a.write(")")
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

// of writes a FROM with one row of the aggregates of a set, which made reads.
func (a aggregates) of(outer scope, set *plan.Set) {
	a.write(" FROM (SELECT ")
	withNode := false
	for i, part := range a.parts {
		a.comma(i)
		a.aggregate(set, part)
		a.write(" AS a", strconv.Itoa(i+1))
		withNode = withNode || readsNodeOf(part)
	}
	a.set(outer, a.rows, set, withNode)
	a.write(") AS a", strconv.Itoa(a.rows.row))
}

// made writes a value from its aggregates. The low halves of a sum come to some units more, or less than nothing. Values at
// ranks are taken from a JSON array of all, which is several times faster than to number the rows by window functions.
func (a aggregates) made(v plan.Value) {
	part := func(f plan.Func) {
		at := slices.Index(a.parts, plan.Value{Func: f, Column: v.Column})
		a.write("a", strconv.Itoa(a.rows.row), ".a", strconv.Itoa(at+1))
	}
	unit := func(operator string) {
		a.write(operator)
		a.arg(int64(plan.SumUnit))
	}
	switch v.Func {
	case plan.SumHigh:
		a.write("(")
		part(plan.SumHigh)
		a.write(" + ")
		part(plan.SumLow)
		unit(" / ")
		a.write(" - (")
		part(plan.SumLow)
		unit(" % ")
		a.write(" < 0))")
	case plan.SumLow:
		a.write("((")
		part(plan.SumLow)
		unit(" % ")
		unit(" + ")
		a.write(")")
		unit(" % ")
		a.write(")")
	case plan.Ranked, plan.RankedNext:
		part(plan.Ranked)
		if v.Func == plan.Ranked {
			a.write(" ->> (")
		} else {
			a.write(" ->> min(")
		}
		a.arg(int64(v.Rank))
		a.write(" * (")
		part(plan.Known)
		a.write(" - 1) / ")
		a.arg(int64(ranks))
		if v.Func == plan.RankedNext {
			a.write(" + 1, ")
			part(plan.Known)
			a.write(" - 1")
		}
		a.write(")")
	case plan.Rows, plan.Nodes, plan.Known, plan.Least, plan.Greatest, plan.Only:
		part(v.Func)
	default:
		panic("sql: an unknown function")
	}
}

// ranks is the rank of the last value.
const ranks = 10_000
