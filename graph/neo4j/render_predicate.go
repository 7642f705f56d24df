package neo4j

import (
	"stakegraph/graph/model"
	"stakegraph/graph/plan"
)

// predicate writes a condition that is true, false or null, where null stands for false. Or and Not are written by
// cases, which are never null, and which Neo4j takes as they are: it would bring an expression of AND, OR and NOT to a
// normal form that can be far larger than what was asked.
func (r *renderer) predicate(s scope, p plan.Predicate) {
	switch p := p.(type) {
	case plan.And:
		r.and(s, p)
	case plan.Or:
		r.or(s, p)
	case plan.Not:
		r.write("CASE WHEN ")
		r.predicate(s, p.Of)
		r.write(" THEN false ELSE true END")
	case plan.Compare:
		switch p.Op {
		case plan.Equal, plan.Contains, plan.StartsWith:
			r.column(s, p.Column)
			r.write(operators[p.Op], r.arg(p.Value))
		default:
			r.comparable(s, p.Column)
			r.write(operators[p.Op], r.comparableArg(p.Column, p.Value))
		}
	case plan.In:
		r.column(s, p.Column)
		r.write(" IN ", r.arg(p.Values))
	case plan.IsNull:
		r.column(s, p.Column)
		r.write(" IS NULL")
	case plan.HasLabel:
		r.hasLabel(s, p.Labels)
	case plan.Some:
		r.some(s, p)
	}
}

var operators = [...]string{
	plan.Equal: " = ", plan.Less: " < ", plan.LessOrEqual: " <= ", plan.Greater: " > ", plan.GreaterOrEqual: " >= ",
	plan.Contains: " CONTAINS ", plan.StartsWith: " STARTS WITH ",
}

func (r *renderer) and(s scope, parts plan.And) {
	parts = conjuncts(parts)
	switch len(parts) {
	case 0:
		r.write("true")
	case 1:
		r.predicate(s, parts[0])
	default:
		r.write("CASE")
		for _, part := range parts {
			r.write(" WHEN CASE WHEN ")
			r.predicate(s, part)
			r.write(" THEN false ELSE true END THEN false")
		}
		r.write(" ELSE true END")
	}
}

func (r *renderer) or(s scope, parts plan.Or) {
	parts = alternatives(parts)
	switch len(parts) {
	case 0:
		r.write("false")
	case 1:
		r.predicate(s, parts[0])
	default:
		r.write("CASE")
		for _, part := range parts {
			r.write(" WHEN ")
			r.predicate(s, part)
			r.write(" THEN true")
		}
		r.write(" ELSE false END")
	}
}

func (r *renderer) hasLabel(s scope, labels model.LabelSet) {
	if labels == 0 {
		r.write("false")
		return
	}
	r.entity(s, plan.OfNode)
	for i, label := range labels.Labels() {
		if i == 0 {
			r.write(":", label.String())
		} else {
			r.write("|", label.String())
		}
	}
}

// some writes that there is a row.
func (r *renderer) some(s scope, p plan.Some) {
	inner := r.inner(p.From)
	r.write("EXISTS {")
	r.depth++
	r.match(s, inner, p.From, 0, p.Where)
	r.depth--
	r.write(" }")
}

// anchorOf returns a part of a condition that is an anchored Some of an expansion, and the condition without it. The
// rows it holds for are best found from the nodes that it names.
func anchorOf(where plan.Predicate) (*plan.Some, plan.Predicate) {
	switch where := where.(type) {
	case plan.Some:
		if isAnchor(where) {
			return &where, nil
		}
	case plan.And:
		for i, part := range where {
			if p, isSome := part.(plan.Some); isSome && isAnchor(p) {
				return &p, append(append(plan.And{}, where[:i]...), where[i+1:]...)
			}
		}
	}
	return nil, where
}

func isAnchor(p plan.Some) bool {
	if p.From.Kind != plan.Expand {
		return false
	}
	if names, _ := namedIDs(p.Where); names != nil {
		return true
	}
	anchor, _ := anchorOf(p.Where)
	return anchor != nil
}

// leadsInto reports whether every node that has such a relationship is one of the scan's, by the type of it alone.
func leadsInto(expand, scan plan.From) bool {
	start, end := expand.Rel.Ends()
	near := start
	if expand.Direction == plan.Incoming {
		near = end
	}
	return near&^scan.Labels == 0 && scan.Marker == model.NoMarker
}

// namedIDs returns a part of a condition that names the ids that the row's node can have, and the condition without it.
func namedIDs(where plan.Predicate) (named, rest plan.Predicate) {
	id := plan.Column{Property: model.ID}
	names := func(p plan.Predicate) bool {
		switch p := p.(type) {
		case plan.Compare:
			return p.Op == plan.Equal && p.Column == id
		case plan.In:
			return p.Column == id
		}
		return false
	}
	if and, isAnd := where.(plan.And); isAnd {
		for i, part := range and {
			if names(part) {
				return part, append(append(plan.And{}, and[:i]...), and[i+1:]...)
			}
		}
	} else if where != nil && names(where) {
		return where, nil
	}
	return nil, where
}

// anchored writes the way from the nodes that a condition names to the rows that it holds for, each once.
func (r *renderer) anchored(s scope, p plan.Some) {
	inner := r.inner(p.From)
	named, rest := namedIDs(p.Where)
	if named != nil {
		r.line()
		r.write("MATCH (")
		r.entity(inner, plan.OfNode)
		r.write(":", factLabel, ")")
		r.where([]func(){func() { r.predicate(inner, named) }})
	} else {
		var anchor *plan.Some
		anchor, rest = anchorOf(p.Where)
		r.anchored(inner, *anchor)
	}
	r.line()
	r.write("MATCH (")
	r.entity(s, plan.OfNode)
	r.write(")")
	r.arrow(p.From, func() { r.relationship(inner, p.From.Rel) })
	r.write("(")
	r.entity(inner, plan.OfNode)
	r.write(")")
	r.where(r.conditions(inner, rest))
	r.line()
	r.write("WITH DISTINCT ")
	r.entity(s, plan.OfNode)
}
