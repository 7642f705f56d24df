package sql

import (
	"slices"
	"strconv"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// group is what the items of a row of groups can read. The alias g of the group has its keys as columns k1, k2 and so
// on, and its values as v1, v2 and so on.
type group struct {
	*renderer
	*plan.Groups
	outer scope  // of the row that the groups belong to
	rows  string // the name of the table of the groups' rows with their keys; if empty, each use writes the table again
}

// groups writes groups as a JSON array of arrays. One subquery reads the rows with their keys. It is materialized if
// the items of the groups read the rows too. The values are computed from it, and the page of groups is selected last.
func (r *renderer) groups(s scope, g *plan.Groups) {
	defer r.aside(max(g.Limit, 1), g.Row)()
	inner := scope{row: r.next(), group: &group{renderer: r, Groups: g, outer: s}}
	number := strconv.Itoa(inner.row)
	r.write("(")
	if anyReadsGroupRows(g.Row) && (g.From.Kind == plan.Scan || g.From.Kind == plan.Lookup) {
		inner.group.rows = "d" + number
		r.write("WITH d", number, " AS MATERIALIZED (")
		inner.group.allRows(groupColumns(g.Values))
		r.write(") ")
	}
	r.write("SELECT json_group_array(json_array(json_array(", numbered("g"+number+".k", len(g.Keys)), "), ")
	r.write("json_array(", numbered("g"+number+".v", len(g.Values)), "), ")
	r.row(inner, g.Row)
	r.write(")")
	inner.group.order("g" + number + ".")
	r.write(")")
	r.depth++
	r.line("FROM (")
	inner.group.page(inner)
	r.line(") AS g", number, ")")
	r.depth--
}

// countGroups writes the number of groups.
func (r *renderer) countGroups(s scope, c *plan.GroupCount) {
	inner := scope{row: r.next(), group: &group{renderer: r, Groups: c.Groups(), outer: s}}
	made := inner.group.aggregates(inner)
	r.write("(SELECT count(*)")
	r.depth++
	r.line("FROM (")
	inner.group.aggregated(made)
	r.write(") AS a", strconv.Itoa(inner.row))
	inner.group.having(made)
	r.write(")")
	r.depth--
}

// anyReadsGroupRows reports whether an item reads the rows of its group.
func anyReadsGroupRows(row plan.Row) bool {
	return slices.ContainsFunc(row.Items, func(item plan.Item) bool {
		from := item.Source()
		return from != nil && from.Kind == plan.GroupRows
	})
}

// page writes a SELECT of a page of groups.
func (g *group) page(s scope) {
	isBounded := len(g.After)+len(g.Before) > 0
	if isBounded {
		g.write("SELECT * FROM (")
	}
	g.pick(s)
	if isBounded {
		g.write(")")
		var c conjunction
		if len(g.After) > 0 {
			g.and(&c, g.after(g.FullOrder(), g.After, g.Including))
		}
		if len(g.Before) > 0 {
			g.and(&c, g.after(g.Backwards(), g.Before, false))
		}
	}
	if g.Limit == plan.Unlimited {
		return
	}
	g.order("")
	g.write(" LIMIT ", g.arg(g.Reads()))
}

// after returns the condition that a group comes after the group with these values in a full order.
func (g *group) after(order []plan.GroupSort, values []any, including bool) string {
	var keys []afterKey
	for _, key := range order {
		column := sortColumn(key)
		keys = append(keys, afterKey{func() string { return column }, key.Descending, key.NullsFirst, g.KeyNeverNull(key)})
	}
	return after{g.renderer, keys, values, including}.from(0)
}

// aggregates returns the aggregates that the values are computed from.
func (g *group) aggregates(s scope) aggregates {
	made := aggregates{g.renderer, s, partsOf(g.Values)}
	if len(g.Keys) == 0 && len(made.parts) == 0 {
		made.parts = []plan.Value{{Func: plan.Count}} // the aggregate makes all rows one group
	}
	return made
}

// pick writes a SELECT of the keys and the values of all groups that satisfy Having.
func (g *group) pick(s scope) {
	made := g.aggregates(s)
	number := strconv.Itoa(s.row)
	g.write("SELECT ")
	for i, key := range g.Keys {
		g.write(comma(i))
		name := "k" + strconv.Itoa(i+1)
		if namesNode(key.Column) {
			g.write("(SELECT id FROM node WHERE key = a", number, ".", name, ") AS ", name, ", ", name, " AS n", strconv.Itoa(i+1))
		} else {
			g.write(name)
		}
	}
	for i, v := range g.Values {
		g.write(comma(len(g.Keys)+i), made.made(v), " AS v", strconv.Itoa(i+1))
	}
	if len(g.Keys)+len(g.Values) == 0 {
		g.write("1")
	}
	g.depth++
	g.line("FROM (")
	g.aggregated(made)
	g.write(") AS a", number)
	g.having(made)
	g.depth--
}

// having writes the condition on the values of a group.
func (g *group) having(made aggregates) {
	if g.Having == nil {
		return
	}
	g.write(" WHERE ")
	g.ofValues(g.Having, func(p plan.Predicate) {
		switch p := p.(type) {
		case plan.CompareGroupValue:
			g.write(made.made(g.Values[p.At]), operators[p.Op], g.arg(p.Operand))
		case plan.GroupValueIsNull:
			g.write(made.made(g.Values[p.At]), " IS NULL")
		default:
			panic("sql: a condition that is not on the values of groups")
		}
	})
}

// aggregated writes a SELECT of the keys of all groups and of the aggregates that their values are computed from.
func (g *group) aggregated(made aggregates) {
	keys, columns := numbered("k", len(g.Keys)), groupColumns(g.Values)
	g.write("SELECT ", keys)
	for i, part := range made.parts {
		column := func() string { return "c" + strconv.Itoa(slices.Index(columns, part.Column)+1) }
		g.write(comma(len(g.Keys)+i), made.functionOf(part, column, &g.Set, "n"), " AS a", strconv.Itoa(i+1))
	}
	g.line("FROM ")
	g.table(columns)
	if keys != "" {
		g.write(" GROUP BY ", keys)
	}
}

// table writes the table of the groups' rows with their keys. If it has no name, it also has the columns.
func (g *group) table(columns []plan.Column) {
	if g.rows != "" {
		g.write(g.rows)
		return
	}
	g.write("(")
	g.allRows(columns)
	g.write(")")
}

// namesNode reports whether a column is the id of a node whose key the row contains. Rows are then grouped by the key,
// and the id is looked up once for each group.
func namesNode(c plan.Column) bool {
	return c == plan.Column{Property: model.ID} || c.Property == model.RoundID
}

// groupColumns returns the columns that values are computed from, without duplicates.
func groupColumns(values []plan.Value) []plan.Column {
	var all []plan.Column
	for _, v := range values {
		if v.Func > plan.CountDistinctNodes && !slices.Contains(all, v.Column) {
			all = append(all, v.Column)
		}
	}
	return all
}

// allRows writes a SELECT of the rows of groups: the key n of the node, the key r that distinguishes rows with the same
// node, the groups' keys k1 and so on, and columns c1 and so on. A row that belongs to several groups occurs once for
// each.
func (g *group) allRows(values []plan.Column) {
	inner := g.inner(g.outer, g.From)
	s := g.newSteps(inner)
	g.write("SELECT ")
	if s.multiply() {
		g.write("DISTINCT ")
	}
	g.write(setKey(inner, &g.Set), " AS n")
	switch {
	case g.HasRelationship():
		g.write(", ", inner.column(plan.OfRelationship, "key AS r"))
	case g.Then == nil && g.From.Kind == plan.Sources:
		g.write(", c", strconv.Itoa(inner.row), ".key AS r")
	}
	for i, key := range g.Keys {
		g.write(", ")
		switch {
		case !namesNode(key.Column):
			g.write(g.value(s.at[key.At], key.Column))
		case key.Column.Property == model.ID:
			g.write(s.key(key.At))
		default:
			g.write(s.at[key.At].whole(key.Column.Of, key.Column.Property))
		}
		g.write(" AS k", strconv.Itoa(i+1))
	}
	for i, column := range values {
		g.write(", ", g.value(inner, column), " AS c", strconv.Itoa(i+1))
	}
	g.depth++
	g.line("FROM ")
	withNode := s.readsNode(0) || slices.ContainsFunc(values, func(c plan.Column) bool { return c.Of == plan.OfNode })
	g.setTables(g.outer, inner, &g.Set, withNode)
	s.join()
	g.setFilter(g.outer, inner, &g.Set)
	g.depth--
}

// groupRows writes the table m of the rows of all groups, and joins their relationship and their node if they are read.
func (g *group) groupRows(inner scope, from plan.From, withNode bool) {
	member := "m" + strconv.Itoa(inner.row)
	g.table(nil)
	g.write(" AS ", member)
	if from.HasRelationship() {
		g.write(" CROSS", inner.joinRelationship(from.Rel, member+".r"))
	}
	if withNode {
		g.write(" CROSS", inner.joinNode(member+".n"))
	}
}

// inGroup writes that a row has the keys of the group. Null equals null here.
func (g *group) inGroup(c *conjunction, outer, inner scope) {
	for i, key := range g.Keys {
		column := ".k"
		if namesNode(key.Column) {
			column = ".n"
		}
		number := strconv.Itoa(i + 1)
		g.and(c, "m", strconv.Itoa(inner.row), ".k", number, " IS g", strconv.Itoa(outer.row), column, number)
	}
}
