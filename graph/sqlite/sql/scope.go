package sql

import (
	"slices"
	"strconv"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/plan/rewrite"
)

// scope is what the items of a row can read: aliases with the number of the row and, in a row of groups, the group.
type scope struct {
	row   int
	group *group
	outer rewrite.Outer // of conditions on the row
	pages int           // an upper bound of the number of rows for which its items are read; 0 if there is none
	// by is how the row is found, or nil if its relationship is not joined. With it, the key of the row's node is read
	// from the relationship, without a join of the node.
	by *plan.From
}

// alias returns the alias of the row's node or relationship.
func (s scope) alias(of plan.Entity) string {
	if of == plan.OfRelationship {
		return "r" + strconv.Itoa(s.row)
	}
	return "n" + strconv.Itoa(s.row)
}

func (s scope) column(of plan.Entity, name string) string { return s.alias(of) + "." + name }

// whole returns the column of a property with a single part.
func (s scope) whole(of plan.Entity, p model.Property) string {
	return s.column(of, Columns[p][plan.Whole])
}

// joinNode returns a join of the row's node by its key.
func (s scope) joinNode(key string) string {
	return " JOIN node AS " + s.alias(plan.OfNode) + " ON " + s.column(plan.OfNode, "key") + " = " + key
}

// joinRelationship returns a join of the row's relationship by its key.
func (s scope) joinRelationship(t model.RelType, key string) string {
	return " JOIN " + s.table(t) + " ON " + s.column(plan.OfRelationship, "key") + " = " + key
}

// table returns the table of the row's relationship, with its alias.
func (s scope) table(t model.RelType) string {
	return TableName(t) + " AS " + s.alias(plan.OfRelationship)
}

// next returns a new number for aliases.
func (r *renderer) next() int {
	r.rows++
	return r.rows
}

// inner returns a scope with new aliases for the rows that a From leads to.
func (r *renderer) inner(outer scope, from plan.From) scope {
	return scope{row: r.next(), outer: rewrite.Outer{Starts: starts(outer, from)}, by: &from}
}

// outerKey returns the key of the node that conditions and subqueries of the row start from.
func (s scope) outerKey() string {
	if s.by != nil {
		return nodeKey(s, *s.by)
	}
	return s.column(plan.OfNode, "key")
}

// starts returns the number of nodes that the rows of a From are reached from, or 0 if it is not bounded.
func starts(outer scope, from plan.From) int {
	switch from.Kind {
	case plan.Scan, plan.GroupRows:
		return 0
	case plan.Lookup, plan.ByRelationshipID:
		return max(1, len(from.IDs))
	case plan.Expand, plan.BackReference, plan.Reference, plan.Sources, plan.Conflicts, plan.Self, plan.GroupKeyNode, plan.AtEnd,
		plan.OtherID:
		return outer.pages
	default:
		panic("sql: rows that are found in an unknown way")
	}
}

// pagesOf returns the number of rows of all pages of a list, or 0 if it is not bounded.
func pagesOf(starts int, l *plan.List) int {
	switch {
	case l.Limit == plan.Unlimited:
		return 0
	case l.From.Kind == plan.Scan || l.From.Kind == plan.Lookup || l.From.Kind == plan.ByRelationshipID:
		return l.Limit
	}
	return starts * l.Limit
}

// isInOrder reports whether an index serves the rows of a page in its order.
func isInOrder(l *plan.List) bool {
	if l.From.Kind != plan.Scan || l.Limit == plan.Unlimited || len(l.Order) == 0 || l.Order[0].Over != nil {
		return false
	}
	of := l.Order[0].Column.Property
	return of == model.ID || slices.Contains(Sorted, of)
}
