package sqlite

import (
	"reflect"
	"slices"
	"strconv"

	"stakegraph/graph/plan"
)

// measure writes a value made from the rows of a set, as a subquery.
func (r *renderer) measure(s scope, m *plan.Measure) {
	r.rows++
	inner := scope{row: r.rows}
	switch {
	case m.Func == plan.SumHigh || m.Func == plan.SumLow:
		r.write("(SELECT ")
		parts := partsOf([]plan.Value{m.Value})
		r.made(inner, parts, m.Value)
		r.aggregated(s, inner, &m.Set, parts)
		r.write(")")
	case m.Then != nil && m.Func <= plan.Nodes:
		r.write("(SELECT count(DISTINCT ")
		r.reached(s, &m.Set, ")")
		r.write(")")
	default:
		r.write("(SELECT ")
		r.aggregate(inner, &m.Set, m.Value)
		r.set(s, inner, &m.Set, readsNodeOf(m.Value))
		if m.Func == plan.Only {
			r.write(" LIMIT 1")
		}
		r.write(")")
	}
}

// readsNodeOf reports whether a value is made from the nodes of rows.
func readsNodeOf(v plan.Value) bool { return v.Func > plan.Nodes && v.Column.Of == plan.OfNode }

// set writes the FROM and the WHERE of a set.
func (r *renderer) set(outer, inner scope, set *plan.Set, withNode bool) {
	r.write(" FROM ")
	r.setTables(outer, inner, set, withNode)
	r.setFilter(outer, inner, set)
}

func (r *renderer) setTables(outer, inner scope, set *plan.Set, withNode bool) {
	if set.Then != nil {
		r.write("node AS n", strconv.Itoa(inner.row))
		return
	}
	r.from(outer, inner, set.From, withNode || needsNode(set.From, set.Where, nil))
}

func (r *renderer) setFilter(outer, inner scope, set *plan.Set) {
	var c conjunction
	if set.Then == nil {
		r.filter(&c, outer, inner, set.From, set.Where)
		return
	}
	r.and(&c)
	r.column(inner, plan.OfNode, "key IN (SELECT ")
	r.reached(outer, set, "")
	r.write(")")
}

// setKey writes the key of the node of a set's row.
func (r *renderer) setKey(inner scope, set *plan.Set) {
	if set.Then != nil {
		r.column(inner, plan.OfNode, "key")
		return
	}
	r.nodeKey(inner, set.From)
}

// reached writes the keys of the nodes that the rows of a set lead to, what is to stand behind them, and the FROM and the
// WHERE.
func (r *renderer) reached(outer scope, set *plan.Set, end string) {
	r.rows++
	rows := scope{row: r.rows}
	r.rows++
	nodes := scope{row: r.rows}
	to := *set.Then
	direct := true // the row holds the key itself
	switch {
	case to.Kind == plan.Same:
		r.nodeKey(rows, set.From)
	case to.Kind == plan.Referred && referredBy(to.Property) == "key":
		r.column(rows, to.Of, columns[to.Property][plan.Whole])
	default:
		r.nodeKey(nodes, to)
		direct = false
	}
	r.write(end, " FROM ")
	r.from(outer, rows, set.From, needsNode(set.From, set.Where, nil) || to.Of == plan.OfNode && to.Kind != plan.Same)
	if !direct {
		r.write(" JOIN ")
		r.from(rows, nodes, to, false)
	}
	var c conjunction
	r.filter(&c, outer, rows, set.From, set.Where)
	if !direct {
		r.filter(&c, rows, nodes, to, nil)
	}
}

// aggregate writes a value made from the rows of a set, but of a sum the part that is made first: that of what the high
// halves of the amounts come to, or the low ones, each with the amount's sign.
func (r *renderer) aggregate(inner scope, set *plan.Set, v plan.Value) {
	r.aggregateOf(v, func() { r.value(inner, v.Column) }, func() {
		if set.Then == nil && (set.From.HasRelationship() || set.From.Kind == plan.Cited) {
			r.write("DISTINCT ")
		}
		r.setKey(inner, set)
	})
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
	default:
		r.write(aggregateNames[v.Func], "(")
		column()
		r.write(")")
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
		switch v.Func {
		case plan.SumHigh:
			add(plan.Value{Func: plan.SumLow, Column: v.Column})
		case plan.Ranked:
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
		if i > 0 {
			r.write(", ")
		}
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
	default:
		part(v.Func)
	}
}

// ranks is the rank of the last value.
const ranks = 10_000

// measuredSet returns the set that all measures of a condition are made from, and how many conditions on them there are;
// nil where it is of several sets, or of something else.
func measuredSet(p plan.Predicate) (*plan.Set, int) {
	var of []plan.Predicate
	switch p := p.(type) {
	case plan.Measured:
		if p.Measure.Func != plan.Only {
			return &p.Measure.Set, 1
		}
	case plan.Unmeasured:
		if p.Measure.Func != plan.Only {
			return &p.Measure.Set, 1
		}
	case plan.And:
		of = p
	case plan.Or:
		of = p
	}
	var set *plan.Set
	measures := 0
	for _, part := range of {
		partSet, n := measuredSet(part)
		if partSet == nil || set != nil && !reflect.DeepEqual(set, partSet) {
			return nil, 0
		}
		set = partSet
		measures += n
	}
	return set, measures
}

// together brings those of some parts beside each other that are about measures of the same set, so that its rows are
// gone through once.
func together(parts []plan.Predicate, alike func([]plan.Predicate) plan.Predicate) []plan.Predicate {
	var sets []*plan.Set
	var bySet [][]plan.Predicate
	joined := make([]plan.Predicate, 0, len(parts))
	places := make([]int, 0)
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
	r.rows++
	inner := scope{row: r.rows}
	var values []plan.Value
	forEachMeasured(p, func(v plan.Value) { values = append(values, v) })
	parts := partsOf(values)
	r.write("(SELECT ")
	r.ofValues(p, func(p plan.Predicate) {
		switch p := p.(type) {
		case plan.Measured:
			r.made(inner, parts, p.Measure.Value)
			r.write(operators[p.Op])
			r.arg(p.Operand)
		case plan.Unmeasured:
			r.made(inner, parts, p.Measure.Value)
			r.write(" IS NULL")
		}
	})
	r.aggregated(s, inner, set, parts)
	r.write(")")
}

func forEachMeasured(p plan.Predicate, do func(plan.Value)) {
	switch p := p.(type) {
	case plan.And:
		for _, part := range p {
			forEachMeasured(part, do)
		}
	case plan.Or:
		for _, part := range p {
			forEachMeasured(part, do)
		}
	case plan.Measured:
		do(p.Measure.Value)
	case plan.Unmeasured:
		do(p.Measure.Value)
	}
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
	default:
		value(p)
	}
}
