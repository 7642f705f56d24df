package neo4j

import "github.com/stakegraph/stakegraph/graph/plan"

// setOfMeasured writes what groups the relationships of a set by their near end, for those near ends that a condition on
// the measures of the set holds for, or does not hold for where the parameter opposite is true. It returns what writes
// the one of a row.
func (r *renderer) setOfMeasured(near scope, of plan.Set, p plan.Predicate, opposite string) (key func()) {
	rows := r.inner(of.From)
	measures := allMeasures(p)
	values := make([]plan.Value, len(measures))
	for i, m := range measures {
		values[i] = m.Value
	}
	var known []func()
	if c, isOf := oneColumn(values); isOf {
		known = []func(){func() {
			r.column(rows, c)
			r.write(" IS NOT NULL")
		}}
	}
	if of.Then == nil {
		r.leading(near, rows, of.From, joined(of.Where), true, known...)
	} else {
		r.leading(near, rows, of.From, joined(of.Where), true)
	}
	key = func() { r.entity(near, plan.OfNode) }
	named := func() { r.entity(near, plan.OfNode) }
	if of.From.Kind == plan.Referring {
		key = func() { r.variable('k', near.row) }
		named = func() {
			r.reference(rows, of.From)
			r.write(" AS ")
			key()
		}
	}
	if of.Then != nil {
		last := rows
		if of.Then.Kind != plan.Same {
			last = r.inner(*of.Then)
			r.match(rows, last, *of.Then, 0, joined(of.ThenWhere))
		}
		last.hasRelationship, last.repeats = false, false
		r.line()
		r.write("WITH DISTINCT ")
		named()
		r.write(", ")
		r.entity(last, plan.OfNode)
		rows, named = last, key
		r.where(known)
	}
	made := r.aggregation(rows, values)
	r.line()
	r.write("WITH ")
	named()
	for _, raw := range made.raws {
		r.write(", ")
		r.raw(rows, raw, made)
	}
	r.line()
	r.write("WITH ")
	key()
	r.write(", ")
	grouped := scope{}
	for i, number := range r.computed(rows, values, made, asCompared) {
		grouped.filtered = append(grouped.filtered, sortedBy{measures[i], number})
	}
	r.where([]func(){func() {
		r.write("CASE WHEN ")
		r.predicate(grouped, p)
		r.write(" THEN true ELSE false END <> ", opposite)
	}})
	return key
}

// oneColumn returns the column that all of some values are made from, where rows without a value in it make no
// difference to them.
func oneColumn(values []plan.Value) (c plan.Column, isOf bool) {
	for i, v := range values {
		if v.Func == plan.Rows || v.Func == plan.Nodes || i > 0 && v.Column != c {
			return c, false
		}
		c = v.Column
	}
	return c, true
}
