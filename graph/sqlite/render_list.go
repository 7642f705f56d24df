package sqlite

import (
	"strconv"

	"stakegraph/graph/model"
	"stakegraph/graph/plan"
)

// list writes a page of rows as a JSON array of arrays.
func (r *renderer) list(s scope, l *plan.List) {
	r.rows++
	inner := scope{r.rows}
	number := strconv.Itoa(inner.row)
	keys := sortKeys(l)
	r.write("(SELECT json_group_array(")
	r.row(inner, l.Row)
	r.write(" ORDER BY ")
	for i, key := range keys {
		if i > 0 {
			r.write(", ")
		}
		r.write("p", number, ".k", strconv.Itoa(i+1), direction(l, key))
	}
	r.write(")")
	r.depth++
	r.line()
	r.write("FROM (SELECT ")
	if l.From.HasRelationship() {
		r.column(inner, plan.OfRelationship, "key AS r, ")
		r.column(inner, plan.OfRelationship, farEnd(l.From))
		r.write(" AS n")
	} else {
		r.column(inner, plan.OfNode, "key AS n")
	}
	for i, key := range keys {
		r.write(", ")
		r.sortValue(inner, l.From, key)
		r.write(" AS k", strconv.Itoa(i+1))
	}
	r.depth++
	r.line()
	r.write("FROM ")
	r.from(s, inner, l.From, needsNode(l.From, l.Where, keys))
	r.filter(s, inner, l.From, l.Where, l)
	r.write(" ORDER BY ")
	for i, key := range keys {
		if i > 0 {
			r.write(", ")
		}
		r.sortValue(inner, l.From, key)
		r.write(direction(l, key))
	}
	if l.Limit != plan.Unlimited {
		limit := int64(l.Limit)
		if l.More {
			limit++
		}
		r.write(" LIMIT ")
		r.arg(limit)
	}
	r.depth--
	r.line()
	r.write(") AS p", number)
	if l.From.HasRelationship() && needsRelationship(l.Row) {
		r.write(" CROSS JOIN ", tableName(l.From.Rel), " AS r", number, " ON r", number, ".key = p", number, ".r")
	}
	r.write(" CROSS JOIN node AS n", number, " ON n", number, ".key = p", number, ".n)")
	r.depth--
}

// sortKeys returns the order of a list. Sources come in the order that they are cited in, conflicts in that of ids.
func sortKeys(l *plan.List) []plan.Sort {
	if len(l.Order) == 0 {
		return []plan.Sort{{Column: plan.Column{Property: model.ID}}}
	}
	return l.Order
}

func (r *renderer) sortValue(s scope, from plan.From, key plan.Sort) {
	if from.Kind == plan.Cited {
		r.write("c", strconv.Itoa(s.row), ".key")
		return
	}
	r.value(s, key.Column)
}

// direction writes which way a key sorts. SQLite takes null for the smallest value.
func direction(l *plan.List, key plan.Sort) string {
	switch {
	case !key.Descending && l.NeverNull(key.Column):
		return ""
	case !key.Descending && !key.NullsFirst:
		return " NULLS LAST"
	case !key.Descending:
		return ""
	case key.NullsFirst:
		return " DESC NULLS FIRST"
	}
	return " DESC"
}

// from writes the tables in which the rows are found that lead away from the outer row.
func (r *renderer) from(outer, inner scope, from plan.From, withNode bool) {
	number := strconv.Itoa(inner.row)
	switch {
	case from.HasRelationship():
		r.write(tableName(from.Rel), " AS r", number)
		if withNode {
			r.write(" JOIN node AS n", number, " ON n", number, ".key = r", number, ".", farEnd(from))
		}
	case from.Kind == plan.Cited:
		r.write("json_each(")
		r.column(outer, from.Of, columns[model.Sources][plan.Whole])
		r.write(") AS c", number, " JOIN node AS n", number, " ON n", number, ".id = c", number, ".value")
	default:
		r.write("node AS n", number)
	}
}

// filter writes the WHERE that ties the rows to the outer row and keeps those that are wanted.
func (r *renderer) filter(outer, inner scope, from plan.From, where plan.Predicate, page *plan.List) {
	separator := " WHERE "
	and := func() {
		r.write(separator)
		separator = " AND "
	}
	switch from.Kind {
	case plan.Scan:
		r.hasMarker(inner, from.Marker, and)
		if from.Labels&from.Marker.Labels() != from.Marker.Labels() {
			and() // else the marker alone says it, and has indexes of its own
			r.hasLabel(inner, from.Labels)
		}
	case plan.Lookup:
		and()
		r.column(inner, plan.OfNode, "id")
		if len(from.IDs) == 1 {
			r.write(" = ")
			r.arg(from.IDs[0])
		} else {
			r.write(" IN (SELECT value FROM json_each(")
			r.arg(jsonList(from.IDs))
			r.write("))")
		}
		and()
		r.hasLabel(inner, from.Labels)
		r.hasMarker(inner, from.Marker, and)
	case plan.Expand:
		and()
		r.column(inner, plan.OfRelationship, nearEnd(from))
		r.write(" = ")
		r.column(outer, plan.OfNode, "key")
	case plan.Referring:
		and()
		r.column(inner, plan.OfRelationship, columns[from.Property][plan.Whole])
		r.write(" = ")
		r.column(outer, plan.OfNode, "key")
	case plan.Referred:
		and()
		r.column(inner, plan.OfNode, referredBy(from.Property))
		r.write(" = ")
		r.column(outer, from.Of, columns[from.Property][plan.Whole])
	case plan.Cited:
		and()
		r.hasLabel(inner, model.Source.Set())
	case plan.Contradicted:
		and()
		r.column(inner, plan.OfNode, columns[model.FactID][plan.Whole])
		r.write(" = ")
		r.column(outer, from.Of, "id")
	}
	if where != nil {
		and()
		r.predicate(inner, where)
	}
	if page != nil && len(page.After) > 0 {
		and()
		r.after(inner, page, page.Order, page.After)
	}
}

func (r *renderer) hasMarker(s scope, m model.Marker, and func()) {
	if m != model.NoMarker {
		and()
		r.column(s, plan.OfNode, markerColumn(m)+" = 1")
	}
}

// referredBy returns the column of nodes that a reference holds the value of.
func referredBy(p model.Property) string {
	if p == model.RoundID {
		return "key"
	}
	return "id" // a fact's, which need not be a node's
}

func nearEnd(from plan.From) string {
	if from.Direction == plan.Outgoing {
		return "from_key"
	}
	return "to_key"
}

func farEnd(from plan.From) string {
	if from.Direction == plan.Outgoing {
		return "to_key"
	}
	return "from_key"
}

// needsRelationship reports whether a row reads its relationship.
func needsRelationship(row plan.Row) bool {
	for _, item := range row.Items {
		switch item := item.(type) {
		case plan.Column:
			if item.Of == plan.OfRelationship && item.Part != plan.Kind {
				return true
			}
		case *plan.List:
			if item.From.Of == plan.OfRelationship {
				return true
			}
		case *plan.One:
			if item.From.Of == plan.OfRelationship {
				return true
			}
		case *plan.Count:
			if item.From.Of == plan.OfRelationship {
				return true
			}
		}
	}
	return false
}

// needsNode reports whether the node at the far end has to be joined to find and sort the rows.
func needsNode(from plan.From, where plan.Predicate, keys []plan.Sort) bool {
	if !from.HasRelationship() {
		return true
	}
	for _, key := range keys {
		if key.Column.Of == plan.OfNode {
			return true
		}
	}
	return where != nil && readsNode(where)
}

func readsNode(p plan.Predicate) bool {
	switch p := p.(type) {
	case plan.And:
		for _, part := range p {
			if readsNode(part) {
				return true
			}
		}
	case plan.Or:
		for _, part := range p {
			if readsNode(part) {
				return true
			}
		}
	case plan.Not:
		return readsNode(p.Of)
	case plan.Compare:
		return p.Column.Of == plan.OfNode
	case plan.In:
		return p.Column.Of == plan.OfNode
	case plan.IsNull:
		return p.Column.Of == plan.OfNode
	case plan.HasLabel:
		return true
	case plan.Some:
		return p.From.Of == plan.OfNode
	}
	return false
}
