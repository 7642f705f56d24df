package sql

import (
	"strconv"

	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/plan/rewrite"
)

// aggregateSet returns the set of all aggregates of a condition, and the number of conditions on them. It returns nil
// if the condition reads several sets or anything else, or if it has a ScalarSubquery, which reads one row and
// aggregates nothing.
func aggregateSet(p plan.Predicate) (*plan.Set, int) {
	set, conditions := rewrite.OneSet(p)
	if set == nil || plan.Any(p, func(p plan.Predicate) bool { return plan.AggregateOf(p).Func == plan.ScalarSubquery }) {
		return nil, 0
	}
	return set, conditions
}

// together joins the conditions on aggregates of the same set, so that the rows of the set are read once.
func together(parts []plan.Predicate, alike func(...plan.Predicate) plan.Predicate) []plan.Predicate {
	return rewrite.Together(parts, func(p plan.Predicate) *plan.Set { set, _ := aggregateSet(p); return set }, alike)
}

// aggregatesTogether writes a condition on several aggregates of one set.
func (r *renderer) aggregatesTogether(s scope, set *plan.Set, p plan.Predicate) {
	inner := r.inner(s, set.From)
	all := aggregates{r, inner, partsOf(valuesOf(p))}
	r.write("(SELECT ")
	all.condition(p)
	r.correlated(func() { all.of(s, set) })
	r.write(")")
}

// valuesOf returns the values that a condition on aggregates compares.
func valuesOf(p plan.Predicate) (values []plan.Value) {
	plan.Walk(p, func(p plan.Predicate) { values = append(values, plan.AggregateOf(p).Value) })
	return values
}

// condition writes a condition on aggregates whose values are computed from parts.
func (a aggregates) condition(p plan.Predicate) {
	a.ofValues(p, func(p plan.Predicate) {
		switch p := p.(type) {
		case plan.CompareAggregate:
			a.write(a.made(p.Aggregate.Value), operators[p.Op], a.arg(p.Operand))
		case plan.AggregateIsNull:
			a.write(a.made(p.Aggregate.Value), " IS NULL")
		default:
			panic("sql: a condition that is not on aggregates")
		}
	})
}

// ofValues writes a condition on computed values.
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
	case plan.CompareAggregate, plan.AggregateIsNull, plan.CompareGroupValue, plan.GroupValueIsNull:
		value(p)
	default:
		panic("sql: a condition that is not on values")
	}
}

// aggregatesAsSet writes a condition on aggregates of one set as membership in a set of nodes. GROUP BY returns no
// group for a node without rows. If the condition holds for such nodes, the set has the nodes for which it does not
// hold.
func (r *renderer) aggregatesAsSet(s scope, set *plan.Set, p plan.Predicate) {
	inner := r.inner(s, set.From)
	number := strconv.Itoa(inner.row)
	all := aggregates{r, inner, partsOf(valuesOf(p))}
	r.setMember(s, set.From, false)
	if rewrite.HoldsForNone(p) {
		r.write(" NOT")
		p = plan.NoneOf(p)
	}
	r.write(" IN (SELECT a", number, ".o FROM (SELECT ")
	if set.Then == nil {
		r.write(nearKey(inner, set.From))
	} else {
		r.write("d", number, ".o")
	}
	r.write(" AS o")
	withNode := needsNode(set.From, set.Where, nil)
	for i, part := range all.parts {
		r.write(", ", all.function(set, part), " AS a", strconv.Itoa(i+1))
		withNode = withNode || readsNodeOf(part)
	}
	r.write(" FROM ")
	if set.Then == nil {
		r.from(s, inner, set.From, withNode)
		r.setWhere(inner, set.From, set.Where)
		r.write(" GROUP BY ", nearKey(inner, set.From))
	} else {
		r.write("(SELECT DISTINCT ")
		r.reachedBy(s, set)
		r.write(") AS d", number, inner.joinNode("d"+number+".n"), " GROUP BY d", number, ".o")
	}
	r.write(") AS a", number, " WHERE ")
	all.condition(p)
	r.write(")")
}

// reachedBy writes the column o, the keys of the nodes from which the set starts, the column n, the keys of the nodes
// that it reaches, and the FROM and WHERE.
func (r *renderer) reachedBy(outer scope, set *plan.Set) {
	to := *set.Then
	rows := r.inner(outer, set.From)
	r.write(nearKey(rows, set.From), " AS o, ")
	if to.Kind == plan.Self {
		r.write(nodeKey(rows, set.From), " AS n FROM ")
		r.from(outer, rows, set.From, needsNode(set.From, set.Where, nil))
		r.setWhere(rows, set.From, set.Where)
		return
	}
	nodes := r.inner(rows, to)
	r.write(nodeKey(nodes, to), " AS n FROM ")
	r.from(outer, rows, set.From, needsNode(set.From, set.Where, nil) || startsAtNode(to))
	r.write(" JOIN ")
	r.from(rows, nodes, to, needsNode(to, set.ThenWhere, nil))
	r.setWhere(rows, set.From, set.Where)
	c := conjunction{begun: set.Where != nil || startsNowhere(set.From)}
	r.correlated(func() { r.filter(&c, rows, nodes, to, set.ThenWhere) })
}
