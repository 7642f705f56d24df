package cypher

import (
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/plan/rewrite"
)

// set writes the patterns that find the rows of a set, each once, and returns their scope. The function reach returns
// the scopes: reached if the set is an item, withinOf if it is part of a condition.
func (r *renderer) set(outer scope, set plan.Set, on model.LabelSet, reach func(scope, plan.From) scope) scope {
	inner := reach(outer, set.From)
	r.match(outer, inner, set.From, on, joined(set.Where))
	if set.Then == nil {
		return inner
	}
	last := inner
	if set.Then.Kind != plan.Self {
		last = reach(inner, *set.Then)
		r.match(inner, last, *set.Then, 0, joined(set.ThenWhere))
	}
	last.hasRelationship, last.repeats = false, false
	r.line("WITH DISTINCT ", last.node())
	return last
}

// aggregate writes an aggregate of the rows of a set as an expression. The form asCompared returns a text in the form
// in which it is compared.
func (r *renderer) aggregate(s scope, m *plan.Aggregate, form textForm) {
	if isDegreeOf(m) {
		r.write(degree(s, m.From))
		return
	}
	if !isCounted(m) { // which Neo4j has to collect in a list
		r.expression("COLLECT", func() { r.returned(r.set(s, m.Set, 0, r.withinOf), []plan.Value{m.Value}, form) })
		r.write("[0]")
		return
	}
	r.expression("COUNT", func() {
		rows := r.set(s, m.Set, 0, r.withinOf)
		switch {
		case m.Func == plan.CountDistinctNodes && rows.repeats:
			r.line("RETURN DISTINCT ", rows.node())
		case m.Then != nil || m.From.Kind == plan.GroupRows:
			r.line("RETURN ", rows.node())
		}
	})
}

// expression writes a subquery that is an expression with one value.
func (r *renderer) expression(function string, write func()) {
	r.write(function, " {")
	r.depth++
	r.within++
	write()
	r.within--
	r.depth--
	r.write(" }")
}

func isCounted(m *plan.Aggregate) bool {
	return m.Func == plan.Count || m.Func == plan.CountDistinctNodes
}

func isDegreeOf(m *plan.Aggregate) bool {
	return m.Func == plan.Count && m.Then == nil && isDegree(m.From, m.Where)
}

// aggregateItem writes an aggregate that is an item.
func (r *renderer) aggregateItem(s scope, m *plan.Aggregate) int {
	return r.returned(r.set(s, m.Set, 0, r.reached), []plan.Value{m.Value}, asText)[0]
}

// aggregates writes a subquery for each set that aggregates read, and returns the number of each aggregate, in their
// order.
func (r *renderer) aggregates(s scope, all []*plan.Aggregate, form textForm, reach func(scope, plan.From) scope) []int {
	sets := make([]*plan.Set, len(all))
	for i, m := range all {
		sets[i] = &m.Set
	}
	numbers := make([]int, len(all))
	for _, places := range rewrite.Alike(sets) {
		set, values := all[places[0]].Set, make([]plan.Value, len(places))
		for i, place := range places {
			values[i] = all[place].Value
		}
		are := func(made []int) {
			for i, place := range places {
				numbers[place] = made[i]
			}
		}
		switch {
		case isSingle(set, values):
			r.optionally(s, func() { are(r.read(r.set(s, set, 0, reach), values, form)) })
		case areHalves(values):
			r.subquery(s, func() { are(r.summed(s, set, values, reach)) })
		default:
			r.subquery(s, func() { are(r.returned(r.set(s, set, 0, reach), values, form)) })
		}
	}
	return numbers
}

// isSingle reports whether the values are read from at most one row, so that no aggregating function is required.
func isSingle(set plan.Set, values []plan.Value) bool {
	return set.From.Kind == plan.Reference && set.Then == nil &&
		!slices.ContainsFunc(values, func(v plan.Value) bool { return v.Func != plan.ScalarSubquery })
}

// read writes the end of a subquery that returns values of its only row.
func (r *renderer) read(row scope, values []plan.Value, form textForm) []int {
	r.line("RETURN ")
	numbers := make([]int, len(values))
	for i, v := range values {
		r.write(comma(i))
		numbers[i] = r.next()
		value := r.column
		if form == asCompared {
			value = r.comparable
		}
		r.write(value(row, v.Column), " AS ", variable('v', numbers[i]))
	}
	return numbers
}

// returned writes the end of a subquery that returns aggregates of its rows.
func (r *renderer) returned(rows scope, values []plan.Value, form textForm) []int {
	made := r.aggregation(rows, values)
	r.line("WITH ", made.all())
	return made.results(values, form)
}

// areHalves reports whether the values are halves of one sum, or its number of values.
func areHalves(values []plan.Value) bool {
	return !slices.ContainsFunc(values, func(v plan.Value) bool {
		return v.Column != values[0].Column || v.Func != plan.CountNonNull && v.Func != plan.SumHigh && v.Func != plan.SumLow
	})
}

// summed writes the end of a subquery that returns halves of a sum. Neo4j collects the numbers and adds them up faster
// than it computes three sums.
func (r *renderer) summed(s scope, set plan.Set, values []plan.Value, reach func(scope, plan.From) scope) []int {
	list, number, sum := variable('l', r.next()), variable('x', r.next()), variable('t', r.next())
	var rows scope
	r.line("WITH ")
	r.expression("COLLECT", func() {
		rows = r.set(s, set, 0, reach)
		r.line("WITH ", r.column(rows, values[0].Column), " AS ", number)
		r.write(" WHERE ", number, " IS NOT NULL RETURN ", number)
	})
	r.write(" AS ", list)
	raws, _ := r.raws(rows, values)
	r.line("WITH ")
	for i, raw := range raws.raws {
		r.write(comma(i))
		if raw.kind == rawCountNonNull {
			r.write("size(", list, ")")
		} else {
			r.write("reduce(", sum, " = 0, ", number, " IN ", list, " | ", sum, " + ", number, halves[raw.kind], sumUnit, ")")
		}
		r.write(" AS ", variable('u', raws.numbers[raw]))
	}
	return raws.results(values, asText)
}

// aggregation returns the raw values that the values are computed from. Neo4j would read a column again for each
// function of it, so columns that several read are written first, as variables.
func (r *renderer) aggregation(rows scope, values []plan.Value) aggregation {
	made, uses := r.raws(rows, values)
	for _, raw := range made.raws {
		c := raw.column
		if uses[c] < 2 || made.read[c] != 0 || raw.kind <= rawCountDistinctNodes || isOrderedText(c) {
			continue
		}
		if len(made.read) == 0 {
			r.line("WITH *")
		}
		made.read[c] = r.next()
		r.write(", ", r.column(rows, c), " AS ", variable('x', made.read[c]))
	}
	return made
}

// raws numbers the raw values that the values are computed from, and counts the raw values of each column.
func (r *renderer) raws(rows scope, values []plan.Value) (aggregation, map[plan.Column]int) {
	made := aggregation{renderer: r, rows: rows, numbers: map[rawValue]int{}, read: map[plan.Column]int{}}
	uses := map[plan.Column]int{}
	for _, v := range values {
		nothing := renderer{statement: statement{values: map[string]any{}}}
		aggregation{renderer: &nothing, rows: rows}.value(v, asBoth, func(raw rawValue) string {
			if made.numbers[raw] == 0 {
				made.numbers[raw] = r.next()
				made.raws = append(made.raws, raw)
				uses[raw.column]++
			}
			return ""
		})
	}
	return made, uses
}
