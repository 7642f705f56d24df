package sql

import "github.com/stakegraph/stakegraph/graph/plan"

// aggregate writes an aggregate of the rows of a set as a subquery.
func (r *renderer) aggregate(s scope, m *plan.Aggregate) {
	inner := r.inner(s, m.From)
	switch {
	case m.Func == plan.SumHigh || m.Func == plan.SumLow:
		halves := aggregates{r, inner, partsOf([]plan.Value{m.Value})}
		r.write("(SELECT ", halves.made(m.Value))
		halves.of(s, &m.Set)
		r.write(")")
	case m.Then != nil && m.Func <= plan.CountDistinctNodes:
		r.write("(SELECT count(DISTINCT ")
		r.reached(s, &m.Set, ")")
		r.write(")")
	default:
		r.write("(SELECT ", aggregates{r, inner, nil}.function(&m.Set, m.Value))
		r.set(s, inner, &m.Set, readsNodeOf(m.Value))
		if m.Func == plan.ScalarSubquery {
			r.write(" LIMIT 1")
		}
		r.write(")")
	}
}

// readsNodeOf reports whether a value reads a column of the nodes of the rows.
func readsNodeOf(v plan.Value) bool {
	return v.Func > plan.CountDistinctNodes && v.Column.Of == plan.OfNode
}

// set writes the FROM and the WHERE of a set.
func (r *renderer) set(outer, inner scope, set *plan.Set, withNode bool) {
	r.write(" FROM ")
	r.setTables(outer, inner, set, withNode)
	r.setFilter(outer, inner, set)
}

func (r *renderer) setTables(outer, inner scope, set *plan.Set, withNode bool) {
	if set.Then != nil {
		r.write("node AS ", inner.alias(plan.OfNode))
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
	r.and(&c, inner.column(plan.OfNode, "key"), " IN (SELECT ")
	r.reached(outer, set, "")
	r.write(")")
}

// setKey returns the key of the node of a row of the set.
func setKey(inner scope, set *plan.Set) string {
	if set.Then != nil {
		return inner.column(plan.OfNode, "key")
	}
	return nodeKey(inner, set.From)
}

// reached writes the keys of the nodes that the rows of a set lead to, then the text end, the FROM and the WHERE.
func (r *renderer) reached(outer scope, set *plan.Set, end string) {
	to := *set.Then
	rows := r.inner(outer, set.From)
	nodes := r.inner(rows, to)
	direct := true // the row itself contains the key
	switch {
	case to.Kind == plan.Self:
		r.write(nodeKey(rows, set.From))
	case to.Kind == plan.Reference && referenceColumn(to.Property) == "key" && set.ThenWhere == nil:
		r.write(rows.whole(to.Of, to.Property))
	default:
		r.write(nodeKey(nodes, to))
		direct = false
	}
	r.write(end, " FROM ")
	r.from(outer, rows, set.From, needsNode(set.From, set.Where, nil) || startsAtNode(to) && to.Kind != plan.Self)
	if !direct {
		r.write(" JOIN ")
		r.from(rows, nodes, to, needsNode(to, set.ThenWhere, nil))
	}
	var c conjunction
	r.filter(&c, outer, rows, set.From, set.Where)
	if !direct {
		r.filter(&c, rows, nodes, to, set.ThenWhere)
	}
}
