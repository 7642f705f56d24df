package sql

import (
	"slices"
	"strconv"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// group is what the items of a group's row can name beside the group's alias g, whose columns are the keys k1, k2 and so
// on and the values v1, v2 and so on.
type group struct {
	*plan.Groups
	outer scope  // that the groups stand in
	rows  string // the name of the table of the groups' rows with their keys; empty where each use writes it again
}

// groups writes groups as a JSON array of arrays. Their rows with their keys are one subquery, which is kept where the
// groups' own items read it too; a group's values are made from it, then the page of groups is picked.
func (r *renderer) groups(s scope, g *plan.Groups) {
	defer r.aside(max(g.Limit, 1), g.Row)()
	r.rows++
	number := strconv.Itoa(r.rows)
	inner := scope{row: r.rows, group: &group{Groups: g, outer: s}}
	r.write("(")
	if readsMembers(g.Row) && (g.From.Kind == plan.Scan || g.From.Kind == plan.Lookup) {
		inner.group.rows = "d" + number
		r.write("WITH d", number, " AS MATERIALIZED (")
		r.groupRows(s, g, groupColumns(g.Values))
		r.write(") ")
	}
	r.write("SELECT json_group_array(json_array(")
	r.named("g"+number+".k", len(g.Keys))
	r.write(", ")
	r.named("g"+number+".v", len(g.Values))
	r.write(", ")
	r.row(inner, g.Row)
	r.write(")")
	r.groupOrder(g, "g"+number+".")
	r.write(")")
	r.depth++
	r.line()
	r.write("FROM (")
	r.pickGroups(inner)
	r.line()
	r.write(") AS g", number, ")")
	r.depth--
}

// named writes a JSON array of columns that are numbered.
func (r *renderer) named(name string, n int) {
	r.write("json_array(")
	for i := range n {
		r.comma(i)
		r.write(name, strconv.Itoa(i+1))
	}
	r.write(")")
}

// readsMembers reports whether items read the rows of the group that they stand in.
func readsMembers(row plan.Row) bool {
	return slices.ContainsFunc(row.Items, func(item plan.Item) bool {
		from := item.Source()
		return from != nil && from.Kind == plan.Member
	})
}

// pickGroups writes a SELECT of the keys and the values of a page of groups.
func (r *renderer) pickGroups(s scope) {
	g := s.group
	parts := partsOf(g.Values)
	if len(g.Keys) == 0 && len(parts) == 0 {
		parts = []plan.Value{{Func: plan.Rows}} // so that there is one group
	}
	number := strconv.Itoa(s.row)
	r.write("SELECT ")
	for i, key := range g.Keys {
		r.comma(i)
		name := "k" + strconv.Itoa(i+1)
		if namesNode(key.Column) {
			r.write("(SELECT id FROM node WHERE key = a", number, ".", name, ") AS ", name, ", ", name, " AS n", strconv.Itoa(i+1))
		} else {
			r.write(name)
		}
	}
	for i, v := range g.Values {
		r.comma(len(g.Keys) + i)
		r.made(s, parts, v)
		r.write(" AS v", strconv.Itoa(i+1))
	}
	if len(g.Keys)+len(g.Values) == 0 {
		r.write("1")
	}
	r.depth++
	r.line()
	r.write("FROM (")
	r.aggregateGroups(g, parts)
	r.write(") AS a", number)
	if g.Having != nil {
		r.write(" WHERE ")
		r.ofValues(g.Having, func(p plan.Predicate) {
			switch p := p.(type) {
			case plan.OfGroup:
				r.made(s, parts, g.Values[p.At])
				r.write(operators[p.Op])
				r.arg(p.Operand)
			case plan.UnknownOfGroup:
				r.made(s, parts, g.Values[p.At])
				r.write(" IS NULL")
			default:
				panic("sql: a condition that is not on the values of groups")
			}
		})
	}
	if g.Limit != plan.Unlimited {
		r.groupOrder(g.Groups, "")
		r.write(" LIMIT ")
		r.arg(int64(g.Limit))
	}
	r.depth--
}

// aggregateGroups writes a SELECT of the keys of all groups and of what their values are made from.
func (r *renderer) aggregateGroups(g *group, parts []plan.Value) {
	r.write("SELECT ")
	for i := range g.Keys {
		r.comma(i)
		r.write("k", strconv.Itoa(i+1))
	}
	columns := groupColumns(g.Values)
	for i, part := range parts {
		r.comma(len(g.Keys) + i)
		r.aggregateOf(part, func() { r.write("c", strconv.Itoa(slices.Index(columns, part.Column)+1)) }, func() {
			if sharesNodes(&g.Set) {
				r.write("DISTINCT ")
			}
			r.write("n")
		})
		r.write(" AS a", strconv.Itoa(i+1))
	}
	r.line()
	r.write("FROM ")
	if g.rows != "" {
		r.write(g.rows)
	} else {
		r.write("(")
		r.groupRows(g.outer, g.Groups, columns)
		r.write(")")
	}
	for i := range g.Keys {
		if i == 0 {
			r.write(" GROUP BY ")
		}
		r.comma(i)
		r.write("k", strconv.Itoa(i+1))
	}
}

// namesNode reports whether a column is the id of a node whose key a row has without going there. Rows are then grouped by
// that, and the ids of groups are looked up.
func namesNode(c plan.Column) bool {
	return c == plan.Column{Property: model.ID} || c.Property == model.RoundID
}

// groupColumns returns the columns that values are made from, each once.
func groupColumns(values []plan.Value) []plan.Column {
	var all []plan.Column
	for _, v := range values {
		if v.Func > plan.Nodes && !slices.Contains(all, v.Column) {
			all = append(all, v.Column)
		}
	}
	return all
}

// groupRows writes a SELECT of the rows of groups: the key n of the node, the key r of what else makes a row, the groups'
// keys k1 and so on, and columns c1 and so on. A row that is in several groups is there for each of them once.
func (r *renderer) groupRows(outer scope, g *plan.Groups, values []plan.Column) {
	inner := r.inner(outer, g.From)
	s := r.newSteps(g, inner)
	r.write("SELECT ")
	if s.multiply() {
		r.write("DISTINCT ")
	}
	r.setKey(inner, &g.Set)
	r.write(" AS n")
	switch {
	case g.HasRelationship():
		r.write(", ")
		r.column(inner, plan.OfRelationship, "key AS r")
	case g.Then == nil && g.From.Kind == plan.Cited:
		r.write(", c", strconv.Itoa(inner.row), ".key AS r")
	}
	for i, key := range g.Keys {
		r.write(", ")
		switch {
		case !namesNode(key.Column):
			r.value(s.at[key.At], key.Column)
		case key.Column.Property == model.ID:
			r.stepKey(s, key.At)
		default:
			r.column(s.at[key.At], key.Column.Of, Columns[key.Column.Property][plan.Whole])
		}
		r.write(" AS k", strconv.Itoa(i+1))
	}
	for i, column := range values {
		r.write(", ")
		r.value(inner, column)
		r.write(" AS c", strconv.Itoa(i+1))
	}
	r.depth++
	r.line()
	r.write("FROM ")
	withNode := s.readsNode(0) || slices.ContainsFunc(values, func(c plan.Column) bool { return c.Of == plan.OfNode })
	r.setTables(outer, inner, &g.Set, withNode)
	r.joinSteps(s)
	r.setFilter(outer, inner, &g.Set)
	r.depth--
}

// memberRows writes the table of the rows of a group's groups, m, and what is read of the rows.
func (r *renderer) memberRows(outer, inner scope, from plan.From, withNode bool) {
	number := strconv.Itoa(inner.row)
	g := outer.group
	if g.rows != "" {
		r.write(g.rows)
	} else {
		r.write("(")
		r.groupRows(g.outer, g.Groups, nil)
		r.write(")")
	}
	r.write(" AS m", number)
	if from.HasRelationship() {
		r.write(" CROSS JOIN ", TableName(from.Rel), " AS r", number, " ON r", number, ".key = m", number, ".r")
	}
	if withNode {
		r.write(" CROSS JOIN node AS n", number, " ON n", number, ".key = m", number, ".n")
	}
}

// isMember writes that a row has the keys of the group. Null is a value.
func (r *renderer) isMember(c *conjunction, outer, inner scope) {
	for i, key := range outer.group.Keys {
		r.and(c)
		r.write("m", strconv.Itoa(inner.row), ".k", strconv.Itoa(i+1), " IS g", strconv.Itoa(outer.row))
		if namesNode(key.Column) {
			r.write(".n", strconv.Itoa(i+1))
		} else {
			r.write(".k", strconv.Itoa(i+1))
		}
	}
}
