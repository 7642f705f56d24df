package neo4j

import (
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
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
		case plan.Equal, plan.Contains, plan.StartsWith, plan.EndsWith:
			r.column(s, p.Column)
			r.write(operators[p.Op], r.arg(p.Value))
		case plan.Has:
			r.write(r.arg(p.Value), " IN ")
			r.column(s, p.Column)
		case plan.Less, plan.LessOrEqual, plan.Greater, plan.GreaterOrEqual:
			r.comparable(s, p.Column)
			r.write(operators[p.Op], r.comparableArg(p.Column, p.Value))
		default:
			panic("neo4j: an unknown comparison")
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
	case inSet:
		r.memberOf(s, p)
	case plan.Measured:
		r.compared(s, &p.Measure)
		r.write(operators[p.Op], r.valueArg(p.Measure.Value, p.Operand))
	case plan.Unmeasured:
		if p.Measure.NeverNull() {
			r.never()
			return
		}
		r.compared(s, &p.Measure)
		r.write(" IS NULL")
	case plan.OfGroup:
		r.groupValue(s.group, p.At, asCompared)
		r.write(operators[p.Op], r.valueArg(s.group.values[p.At], p.Operand))
	case plan.UnknownOfGroup:
		r.groupValue(s.group, p.At, asCompared)
		r.write(" IS NULL")
	default:
		panic("neo4j: a condition of an unknown kind")
	}
}

// valueArg gives what a value is compared with a place.
func (r *renderer) valueArg(v plan.Value, operand any) string {
	if text, isText := operand.(string); isText && isOrderedValue(v) {
		return r.arg(orderText(text))
	}
	return r.arg(operand)
}

var operators = [...]string{
	plan.Equal: " = ", plan.Less: " < ", plan.LessOrEqual: " <= ", plan.Greater: " > ", plan.GreaterOrEqual: " >= ",
	plan.Contains: " CONTAINS ", plan.StartsWith: " STARTS WITH ", plan.EndsWith: " ENDS WITH ",
}

func (r *renderer) and(s scope, parts plan.And) {
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
	switch len(parts) {
	case 0:
		r.never()
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

// never writes a condition that does not hold. As a literal the database would do away with the variables that it is a
// condition on, and fails where a later part is sorted by what a CALL made of them.
func (r *renderer) never() { r.write(r.arg(false)) }

func (r *renderer) hasLabel(s scope, labels model.LabelSet) {
	if labels == 0 {
		r.never()
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
	r.write("EXISTS {")
	r.depth++
	r.within++
	r.chain(s, p, maxChain)
	r.within--
	r.depth--
	r.write(" }")
}

// maxChain is how many patterns an EXISTS has. Neo4j takes twice as long to plan one for each that is around it, and its
// time for the patterns of one grows with their square.
const maxChain = 4

// chain writes the patterns that lead to a row. A condition on the row's own relationships is one pattern more, where
// there may be as many.
func (r *renderer) chain(s scope, p plan.Some, most int) {
	inner := r.inner(p.From)
	var next *plan.Some
	rest := p.Where
	if most > 1 {
		next, rest = nextOf(p.Where)
	}
	r.match(s, inner, p.From, 0, rest)
	if next != nil {
		r.chain(inner, *next, most-1)
	}
}

// nextOf returns a condition on what a row names, and not on its relationships, that is part of another condition, and
// what is left of that.
func nextOf(where plan.Predicate) (*plan.Some, plan.Predicate) {
	return partOf(where, func(p plan.Some) bool { return !p.From.HasNearEnd() })
}

// partOf returns a Some that is part of a condition, and what is left of that.
func partOf(where plan.Predicate, is func(plan.Some) bool) (*plan.Some, plan.Predicate) {
	if some, isSome := where.(plan.Some); isSome && is(some) {
		return &some, nil
	}
	and, _ := where.(plan.And)
	for i, part := range and {
		if some, isSome := part.(plan.Some); isSome && is(some) {
			others := append(plan.And{}, and[:i]...)
			return &some, plan.AllOf(append(others, and[i+1:]...)...)
		}
	}
	return nil, where
}
