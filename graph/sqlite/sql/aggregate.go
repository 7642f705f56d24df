package sql

import (
	"slices"
	"strconv"

	"github.com/stakegraph/stakegraph/graph/plan"
)

// aggregates writes aggregate values of the rows of a set.
type aggregates struct {
	*renderer
	rows  scope
	parts []plan.Value // the aggregates that the values are computed from, without duplicates
}

// function returns the SQL of one aggregate of the rows of a set. SumHigh and SumLow are partial sums here: of the high
// or the low halves of the amounts, each with the sign of its amount. made combines the two.
func (a aggregates) function(set *plan.Set, v plan.Value) string {
	return a.functionOf(v, func() string { return a.value(a.rows, v.Column) }, set, setKey(a.rows, set))
}

// sharesNodes reports whether several rows of a set can have the same node.
func sharesNodes(set *plan.Set) bool {
	switch {
	case set.Then != nil:
		return false
	case set.From.Kind == plan.GroupRows:
		return sharesNodes(&set.From.Groups.Set)
	}
	return set.From.HasRelationship() || set.From.Kind == plan.Sources
}

// functionOf returns the SQL of one aggregate. It reads the column, or counts the keys of the rows' nodes.
func (a aggregates) functionOf(v plan.Value, column func() string, set *plan.Set, node string) string {
	switch v.Func {
	case plan.Count:
		return "count(*)"
	case plan.CountDistinctNodes:
		if sharesNodes(set) {
			return "count(DISTINCT " + node + ")"
		}
		return "count(" + node + ")"
	case plan.SumHigh:
		return "sum(" + column() + " / " + a.arg(int64(plan.SumUnit)) + ")"
	case plan.SumLow:
		return "sum(" + column() + " % " + a.arg(int64(plan.SumUnit)) + ")"
	case plan.PercentileLower:
		return "json_group_array(" + column() + " ORDER BY " + column() + ") FILTER (WHERE " + column() + " IS NOT NULL)"
	case plan.ScalarSubquery:
		return column()
	case plan.CountNonNull:
		return "count(" + column() + ")"
	case plan.Min:
		return "min(" + column() + ")"
	case plan.Max:
		return "max(" + column() + ")"
	default:
		panic("sql: an unknown aggregate")
	}
}

// partsOf returns the aggregates that the values are computed from, without duplicates.
func partsOf(values []plan.Value) []plan.Value {
	var parts []plan.Value
	add := func(v plan.Value) {
		if !slices.Contains(parts, v) {
			parts = append(parts, v)
		}
	}
	for _, v := range values {
		if v.Func == plan.PercentileUpper {
			v.Func = plan.PercentileLower
		}
		v.Rank = 0 // one part contains the values at all ranks
		add(v)
		if v.Func == plan.SumHigh {
			add(plan.Value{Func: plan.SumLow, Column: v.Column})
		}
		if v.Func == plan.PercentileLower {
			add(plan.Value{Func: plan.CountNonNull, Column: v.Column})
		}
	}
	return parts
}

// of writes a FROM with one row: the aggregates of a set, which made reads.
func (a aggregates) of(outer scope, set *plan.Set) {
	a.write(" FROM (SELECT ")
	withNode := false
	for i, part := range a.parts {
		a.write(comma(i), a.function(set, part), " AS a", strconv.Itoa(i+1))
		withNode = withNode || readsNodeOf(part)
	}
	a.set(outer, a.rows, set, withNode)
	a.write(") AS a", strconv.Itoa(a.rows.row))
}

// made returns a value computed from its aggregates. The sum of the low halves can be negative or exceed one unit, so
// the excess moves to the high half. Percentiles index into a JSON array of all values in order, which is several times
// faster than numbering the rows with window functions.
func (a aggregates) made(v plan.Value) string {
	part := func(f plan.Func) string {
		at := slices.Index(a.parts, plan.Value{Func: f, Column: v.Column})
		return "a" + strconv.Itoa(a.rows.row) + ".a" + strconv.Itoa(at+1)
	}
	unit := func() string { return a.arg(int64(plan.SumUnit)) }
	low := part(plan.SumLow)
	switch v.Func {
	case plan.SumHigh:
		return "(" + part(plan.SumHigh) + " + " + low + " / " + unit() + " - (" + low + " % " + unit() + " < 0))"
	case plan.SumLow:
		return "((" + low + " % " + unit() + " + " + unit() + ") % " + unit() + ")"
	case plan.PercentileLower, plan.PercentileUpper:
		last := part(plan.CountNonNull) + " - 1"
		at := a.arg(int64(v.Rank)) + " * (" + last + ") / " + a.arg(int64(ranks))
		if v.Func == plan.PercentileLower {
			return part(plan.PercentileLower) + " ->> (" + at + ")"
		}
		return part(plan.PercentileLower) + " ->> min(" + at + " + 1, " + last + ")"
	case plan.Count, plan.CountDistinctNodes, plan.CountNonNull, plan.Min, plan.Max, plan.ScalarSubquery:
		return part(v.Func)
	default:
		panic("sql: an unknown function")
	}
}

// ranks is the rank of the last value: the 100th percentile.
const ranks = 10_000
