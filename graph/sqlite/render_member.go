package sqlite

import (
	"strconv"

	"github.com/stakegraph/stakegraph/graph/plan"
)

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
		r.write(" CROSS JOIN ", tableName(from.Rel), " AS r", number, " ON r", number, ".key = m", number, ".r")
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
