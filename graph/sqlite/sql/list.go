package sql

import (
	"strconv"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// list writes a page of rows as a JSON array of arrays.
func (r *renderer) list(s scope, l *plan.List) {
	defer r.aside(r.plan.RowsOf(l), l.Row)()
	l = byDays(l)
	inner := r.inner(s, l.From)
	inner.outer.InOrder = isInOrder(l)
	inner.pages = pagesOf(inner.outer.Starts, l)
	number := strconv.Itoa(inner.row)
	p := page{r, l, sortKeys(l), inner, false}
	r.write("(SELECT json_group_array(")
	items := inner
	items.by = nil
	end := r.aside(1, l.Row)
	r.row(items, l.Row)
	end()
	if !l.Orderless() {
		r.write(" ORDER BY ")
		for i, key := range p.keys {
			r.write(comma(i), "p", number, ".k", strconv.Itoa(i+1), direction(l, key))
		}
	}
	r.write(")")
	r.depth++
	r.line("FROM (")
	p.pick(s)
	r.line(") AS p", number)
	if l.From.HasRelationship() && needsRelationship(l.Row) {
		r.write(" CROSS", inner.joinRelationship(l.From.Rel, "p"+number+".r"))
	}
	r.write(" CROSS", inner.joinNode("p"+number+".n"), ")")
	r.depth--
}

// from writes the tables that contain the rows that a From leads to from the outer row.
func (r *renderer) from(outer, inner scope, from plan.From, withNode bool) {
	switch {
	case from.Kind == plan.GroupRows:
		outer.group.groupRows(inner, from, withNode)
	case from.HasRelationship():
		r.write(inner.table(from.Rel))
		if withNode {
			r.write(inner.joinNode(inner.column(plan.OfRelationship, farEnd(from))))
		}
	case from.Kind == plan.Sources:
		cited := "c" + strconv.Itoa(inner.row)
		r.write("json_each(", outer.whole(from.Of, model.Sources), ") AS ", cited)
		r.write(" JOIN node AS ", inner.alias(plan.OfNode), " ON ", inner.column(plan.OfNode, "id"), " = ", cited, ".value")
	default:
		r.write("node AS ", inner.alias(plan.OfNode))
	}
}

// nodeKey returns the key of the row's node. The node is not joined if another table contains its key.
func nodeKey(s scope, from plan.From) string {
	switch {
	case from.Kind == plan.GroupRows:
		return "m" + strconv.Itoa(s.row) + ".n"
	case from.HasRelationship():
		return s.column(plan.OfRelationship, farEnd(from))
	}
	return s.column(plan.OfNode, "key")
}

// conjunction is a WHERE that is being written.
type conjunction struct{ begun bool }

// and writes WHERE before the first condition and AND before each further one.
func (r *renderer) and(c *conjunction, parts ...string) {
	if c.begun {
		r.write(" AND ")
	} else {
		r.write(" WHERE ")
	}
	c.begun = true
	r.write(parts...)
}

// filter writes the conditions that connect the rows to the outer row, and the condition where.
func (r *renderer) filter(c *conjunction, outer, inner scope, from plan.From, where plan.Predicate) {
	switch from.Kind {
	case plan.Scan:
		r.hasMarker(c, inner, from.Marker)
		if from.Labels&from.Marker.Labels() != from.Marker.Labels() {
			r.and(c, hasLabel(inner, from.Labels)) // otherwise the marker implies the labels, and has its own indexes
		}
	case plan.Lookup:
		r.and(c, inner.column(plan.OfNode, "id"))
		switch {
		case from.Otherwise != "":
			r.write(" = ifnull((SELECT id FROM node WHERE id = ", r.arg(from.IDs[0]), "), ", r.arg(from.Otherwise), ")")
		case len(from.IDs) == 1:
			r.write(" = ", r.arg(from.IDs[0]))
		default:
			r.write(oneOf(r, from.IDs))
		}
		r.and(c, hasLabel(inner, from.Labels))
		r.hasMarker(c, inner, from.Marker)
	case plan.Expand, plan.BackReference:
		r.and(c, nearKey(inner, from), " = ", outer.outerKey())
	case plan.ByRelationshipID:
		r.and(c, inner.column(plan.OfRelationship, "id"), oneOf(r, from.IDs))
	case plan.OtherID:
		r.and(c, inner.column(plan.OfNode, "id"), " = ")
		r.otherID(outer.column(plan.OfNode, "id"))
	case plan.AtEnd:
		r.and(c, inner.column(plan.OfNode, "key"), " = ", outer.column(plan.OfRelationship, farEnd(from)))
	case plan.Reference:
		r.and(c, inner.column(plan.OfNode, referenceColumn(from.Property)), " = ", outer.whole(from.Of, from.Property))
	case plan.Sources:
		r.and(c, hasLabel(inner, model.Source.Set()))
	case plan.Conflicts:
		r.and(c, nearKey(inner, from), " = ", outer.column(from.Of, "id"))
	case plan.GroupRows:
		outer.group.inGroup(c, outer, inner)
	case plan.GroupKeyNode:
		r.and(c, inner.column(plan.OfNode, "id"), " = g", strconv.Itoa(outer.row), ".k", strconv.Itoa(int(from.Key)+1))
		r.and(c, hasLabel(inner, from.Labels))
	default:
		panic("sql: rows that are found in an unknown way")
	}
	if where != nil {
		r.and(c)
		r.predicate(inner, where)
	}
}

func (r *renderer) hasMarker(c *conjunction, s scope, m model.Marker) {
	if m != model.NoMarker {
		r.and(c, s.column(plan.OfNode, MarkerColumn(m)), " = 1")
	}
}

// otherID writes the id that the company with an id has under the other prefix, and null for other nodes.
func (r *renderer) otherID(id string) {
	firm, investor := model.CompanyPrefixes()
	r.write("CASE")
	for _, prefixes := range [][2]string{{firm, investor}, {investor, firm}} {
		length := int64(len(prefixes[0]))
		r.write(" WHEN substr(", id, ", 1, ", r.arg(length), ") = ", r.arg(prefixes[0]))
		r.write(" THEN ", r.arg(prefixes[1]), " || substr(", id, ", ", r.arg(length+1), ")")
	}
	r.write(" END")
}

// referenceColumn returns the column of nodes that the values of a reference are stored in.
func referenceColumn(p model.Property) string {
	if p == model.RoundID {
		return "key"
	}
	return "id" // the id of a fact, which can also be a relationship
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
		of := plan.OfNode
		if from := item.Source(); from != nil {
			of = from.Of
		} else if column, is := item.(plan.Column); is && column.Part != plan.Kind {
			of = column.Of
		}
		if of == plan.OfRelationship {
			return true
		}
	}
	return false
}

// needsNode reports whether selecting and sorting the rows requires a join of the node at the far end.
func needsNode(from plan.From, where plan.Predicate, keys []plan.Sort) bool {
	if !from.HasRelationship() && from.Kind != plan.GroupRows {
		return true
	}
	for _, key := range keys {
		if key.Over == nil && key.Column.Of == plan.OfNode || key.Over != nil && key.Over.From.Of == plan.OfNode {
			return true
		}
	}
	return where != nil && readsNode(where)
}

// startsAtNode reports whether selecting the rows reads more of the outer row's node than its key.
func startsAtNode(from plan.From) bool { return from.Of == plan.OfNode && !from.HasNearEnd() }

func readsNode(p plan.Predicate) bool {
	return plan.Any(p, func(p plan.Predicate) bool {
		if from, _, leads := plan.Inner(p); leads {
			return startsAtNode(from)
		}
		if column, is := plan.ColumnOf(p); is {
			return column.Of == plan.OfNode
		}
		_, isLabel := p.(plan.HasLabel)
		return isLabel
	})
}
