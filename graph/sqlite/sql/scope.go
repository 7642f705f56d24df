package sql

import (
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/plan/rewrite"
)

// scope is what the items of a row can name: the number of its aliases and, in a group's row, the group.
type scope struct {
	row   int
	group *group
	outer rewrite.Outer // of conditions on the row
	pages int           // for how many rows its items are read at most; 0 where nothing bounds it
	// by is how the row is found; nil where its relationship may not be joined. With it, the key of the row's node is read
	// from the relationship, and the node need not be joined for it.
	by *plan.From
}

// next gives out a number for aliases.
func (r *renderer) next() int {
	r.rows++
	return r.rows
}

// inner gives out aliases for the rows that a From leads to.
func (r *renderer) inner(outer scope, from plan.From) scope {
	return scope{row: r.next(), outer: rewrite.Outer{Starts: starts(outer, from)}, by: &from}
}

// outerKey writes the key of the node that conditions and subqueries start at.
func (r *renderer) outerKey(s scope) {
	if s.by != nil {
		r.nodeKey(s, *s.by)
		return
	}
	r.column(s, plan.OfNode, "key")
}

// starts returns the number of nodes that the rows of a From are reached from, 0 where nothing bounds it.
func starts(outer scope, from plan.From) int {
	switch from.Kind {
	case plan.Scan, plan.Member:
		return 0
	case plan.Lookup, plan.Related:
		return max(1, len(from.IDs))
	case plan.Expand, plan.Referring, plan.Referred, plan.Cited, plan.Contradicted, plan.Same, plan.Keyed:
		return outer.pages
	default:
		panic("sql: rows that are found in an unknown way")
	}
}

// pagesOf returns how many rows the pages of a list have together, 0 where nothing bounds it.
func pagesOf(starts int, l *plan.List) int {
	switch {
	case l.Limit == plan.Unlimited:
		return 0
	case l.From.Kind == plan.Scan || l.From.Kind == plan.Lookup || l.From.Kind == plan.Related:
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
