package sql

import (
	"encoding/json"
	"strings"
	"unicode/utf8"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/plan/rewrite"
)

// predicate writes a condition that is true, false or null, where null counts as false. AND and OR preserve this
// meaning. NOT first turns null into false.
func (r *renderer) predicate(s scope, p plan.Predicate) {
	if set, conditions := aggregateSet(p); set != nil {
		switch {
		case canBeSet(set.From) && r.asSet(s, p, rewrite.HoldsForNone(p)):
			r.aggregatesAsSet(s, set, p)
			return
		case conditions > 1:
			r.aggregatesTogether(s, set, p)
			return
		}
	}
	switch p := p.(type) {
	case plan.And:
		parts := together(p, func(alike ...plan.Predicate) plan.Predicate { return plan.And(alike) })
		r.balanced(parts, " AND ", "1", func(p plan.Predicate) { r.predicate(s, p) })
	case plan.Or:
		parts := together(p, func(alike ...plan.Predicate) plan.Predicate { return plan.Or(alike) })
		r.balanced(parts, " OR ", "0", func(p plan.Predicate) { r.predicate(s, p) })
	case plan.Not:
		r.write("NOT ifnull(")
		if exists, isExists := p.Of.(plan.Exists); isExists {
			r.exists(s, exists, true)
		} else {
			r.predicate(s, p.Of)
		}
		r.write(", 0)")
	case plan.Compare:
		r.compare(s, p)
	case plan.In:
		r.write(r.value(s, p.Column), oneOf(r, p.Values))
	case plan.IsNull:
		r.write(r.value(s, p.Column), " IS NULL")
	case plan.HasLabel:
		r.write(hasLabel(s, p.Labels))
	case plan.Exists:
		r.exists(s, p, false)
	case plan.CompareAggregate:
		r.correlated(func() { r.aggregate(s, &p.Aggregate) })
		r.write(operators[p.Op], r.arg(p.Operand))
	case plan.AggregateIsNull:
		r.correlated(func() { r.aggregate(s, &p.Aggregate) })
		r.write(" IS NULL")
	default:
		panic("sql: a condition that rows do not have")
	}
}

// balanced writes the parts as a tree of minimal height, since SQLite limits the depth of an expression.
func (r *renderer) balanced(parts []plan.Predicate, operator, none string, write func(plan.Predicate)) {
	switch len(parts) {
	case 0:
		r.write(none)
	case 1:
		write(parts[0])
	default:
		middle := len(parts) / 2
		r.write("(")
		r.balanced(parts[:middle], operator, none, write)
		r.write(operator)
		r.balanced(parts[middle:], operator, none, write)
		r.write(")")
	}
}

var operators = [...]string{
	plan.Equal: " = ", plan.Less: " < ", plan.LessOrEqual: " <= ", plan.Greater: " > ", plan.GreaterOrEqual: " >= ",
}

func (r *renderer) compare(s scope, p plan.Compare) {
	switch p.Op {
	case plan.Contains:
		r.write("instr(", r.value(s, p.Column), ", ", r.arg(p.Value), ") > 0")
	case plan.StartsWith:
		// An index can serve a range.
		prefix, _ := p.Value.(string)
		r.write("(", r.value(s, p.Column), " >= ", r.arg(prefix))
		if end, ok := afterPrefix(prefix); ok {
			r.write(" AND ", r.value(s, p.Column), " < ", r.arg(end))
		}
		r.write(")")
	case plan.EndsWith:
		// If end is longer than the text, substr starts before the text and returns fewer characters than end has.
		end, _ := p.Value.(string)
		length := int64(utf8.RuneCountInString(end))
		r.write("substr(", r.value(s, p.Column), ", 1 + length(", r.value(s, p.Column), ") - ", r.arg(length))
		r.write(", ", r.arg(length), ") = ", r.arg(end))
	case plan.Has:
		r.write("EXISTS (SELECT 1 FROM json_each(", r.value(s, p.Column), ") WHERE value = ", r.arg(p.Value), ")")
	case plan.Equal, plan.Less, plan.LessOrEqual, plan.Greater, plan.GreaterOrEqual:
		r.write(r.value(s, p.Column), operators[p.Op], r.arg(p.Value))
	default:
		panic("sql: an unknown comparison")
	}
}

// afterPrefix returns the smallest text, by code point, that is greater than every text that starts with prefix. There
// is no such text if all characters of prefix are the largest code point.
func afterPrefix(prefix string) (string, bool) {
	for len(prefix) > 0 {
		last, size := utf8.DecodeLastRuneInString(prefix)
		prefix = prefix[:len(prefix)-size]
		switch {
		case last == 0xD7FF:
			return prefix + string(rune(0xE000)), true
		case last < utf8.MaxRune:
			return prefix + string(last+1), true
		}
	}
	return "", false
}

func hasLabel(s scope, labels model.LabelSet) string {
	column, list := s.column(plan.OfNode, "label"), labels.Labels()
	if len(list) == 1 {
		return column + " = '" + list[0].String() + "'"
	}
	names := make([]string, len(list))
	for i, label := range list {
		names[i] = "'" + label.String() + "'"
	}
	return column + " IN (" + strings.Join(names, ", ") + ")"
}

// oneOf returns the condition that the expression before it is one of the values.
func oneOf[T any](r *renderer, values []T) string {
	return " IN (SELECT value FROM json_each(" + r.arg(JSONList(values)) + "))"
}

// JSONList returns the values as a JSON array for json_each, so that a list of any length is one argument.
func JSONList[T any](values []T) string {
	text, err := json.Marshal(values)
	if err != nil || values == nil {
		return "[]" // texts and integers always have a JSON form
	}
	return string(text)
}
