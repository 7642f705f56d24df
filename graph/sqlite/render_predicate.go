package sqlite

import (
	"encoding/json"
	"unicode/utf8"

	"stakegraph/graph/model"
	"stakegraph/graph/plan"
)

// predicate writes a condition that is true, false or null, where null stands for false: And and Or keep that reading,
// and Not turns null into false before it negates.
func (r *renderer) predicate(s scope, p plan.Predicate) {
	switch p := p.(type) {
	case plan.And:
		r.balanced(s, p, " AND ", "1")
	case plan.Or:
		r.balanced(s, p, " OR ", "0")
	case plan.Not:
		r.write("NOT ifnull(")
		r.predicate(s, p.Of)
		r.write(", 0)")
	case plan.Compare:
		r.compare(s, p)
	case plan.In:
		r.value(s, p.Column)
		r.write(" IN (SELECT value FROM json_each(")
		r.arg(jsonList(p.Values))
		r.write("))")
	case plan.IsNull:
		r.value(s, p.Column)
		r.write(" IS NULL")
	case plan.HasLabel:
		r.hasLabel(s, p.Labels)
	case plan.Some:
		r.some(s, p)
	}
}

// balanced writes the parts as a tree of the least height, since SQLite bounds the height of an expression.
func (r *renderer) balanced(s scope, parts []plan.Predicate, operator, none string) {
	switch len(parts) {
	case 0:
		r.write(none)
	case 1:
		r.predicate(s, parts[0])
	default:
		middle := len(parts) / 2
		r.write("(")
		r.balanced(s, parts[:middle], operator, none)
		r.write(operator)
		r.balanced(s, parts[middle:], operator, none)
		r.write(")")
	}
}

var operators = [...]string{
	plan.Equal: " = ", plan.Less: " < ", plan.LessOrEqual: " <= ", plan.Greater: " > ", plan.GreaterOrEqual: " >= ",
}

func (r *renderer) compare(s scope, p plan.Compare) {
	switch p.Op {
	case plan.Contains:
		r.write("instr(")
		r.value(s, p.Column)
		r.write(", ")
		r.arg(p.Value)
		r.write(") > 0")
	case plan.StartsWith:
		// A range, so that an index can serve it.
		prefix, _ := p.Value.(string)
		r.write("(")
		r.value(s, p.Column)
		r.write(" >= ")
		r.arg(prefix)
		if end, ok := afterPrefix(prefix); ok {
			r.write(" AND ")
			r.value(s, p.Column)
			r.write(" < ")
			r.arg(end)
		}
		r.write(")")
	default:
		r.value(s, p.Column)
		r.write(operators[p.Op])
		r.arg(p.Value)
	}
}

// afterPrefix returns the least text, by code point, that is greater than every text that starts with prefix.
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

func (r *renderer) hasLabel(s scope, labels model.LabelSet) {
	r.column(s, plan.OfNode, "label")
	list := labels.Labels()
	if len(list) == 1 {
		r.write(" = '", list[0].String(), "'")
		return
	}
	r.write(" IN (")
	for i, label := range list {
		if i > 0 {
			r.write(", ")
		}
		r.write("'", label.String(), "'")
	}
	r.write(")")
}

// some writes that there is a row. Where the condition names ids, the search starts from those and the rows that lead
// to them are collected once; else it starts from the outer row and stops at the first.
func (r *renderer) some(s scope, p plan.Some) {
	r.rows++
	inner := scope{r.rows}
	if p.From.Kind == plan.Expand && plan.Anchored(p.Where) {
		r.column(s, plan.OfNode, "key IN (SELECT ")
		r.column(inner, plan.OfRelationship, nearEnd(p.From))
		r.write(" FROM ")
		r.from(s, inner, p.From, needsNode(p.From, p.Where, nil))
		r.write(" WHERE ")
		r.predicate(inner, p.Where)
		r.write(")")
		return
	}
	r.write("EXISTS (SELECT 1 FROM ")
	r.from(s, inner, p.From, needsNode(p.From, p.Where, nil))
	r.filter(s, inner, p.From, p.Where, nil)
	r.write(")")
}

// after writes that a row comes behind the one with these values of its sort keys. For the first key it says twice that
// a value lies behind or is equal, once in a form that an index can start from.
func (r *renderer) after(s scope, l *plan.List, order []plan.Sort, values []any) {
	key, value := order[0], values[0]
	last := len(order) == 1
	r.write("(")
	if !last {
		r.startsAt(s, l, key, value)
	}
	r.behind(s, l, key, value)
	if !last {
		r.write(" OR ")
		r.value(s, key.Column)
		if value == nil {
			r.write(" IS NULL")
		} else {
			r.write(" = ")
			r.arg(value)
		}
		r.write(" AND ")
		r.after(s, l, order[1:], values[1:])
		r.write(")")
	}
	r.write(")")
}

// startsAt writes the bound that an index can serve, and opens the parenthesis of the rest.
func (r *renderer) startsAt(s scope, l *plan.List, key plan.Sort, value any) {
	nullsBehind := !key.NullsFirst && !l.NeverNull(key.Column)
	if value != nil && !nullsBehind {
		r.value(s, key.Column)
		if key.Descending {
			r.write(" <= ")
		} else {
			r.write(" >= ")
		}
		r.arg(value)
		r.write(" AND ")
	}
	r.write("(")
}

// behind writes that the value of one key lies behind the given one.
func (r *renderer) behind(s scope, l *plan.List, key plan.Sort, value any) {
	switch {
	case value == nil && key.NullsFirst:
		r.value(s, key.Column)
		r.write(" IS NOT NULL")
	case value == nil:
		r.write("0")
	default:
		r.write("(")
		r.value(s, key.Column)
		if key.Descending {
			r.write(" < ")
		} else {
			r.write(" > ")
		}
		r.arg(value)
		if !key.NullsFirst && !l.NeverNull(key.Column) {
			r.write(" OR ")
			r.value(s, key.Column)
			r.write(" IS NULL")
		}
		r.write(")")
	}
}

// jsonList writes values as the JSON array that json_each reads, so that a list of any length is one argument.
func jsonList[T any](values []T) string {
	text, err := json.Marshal(values)
	if err != nil || values == nil {
		return "[]" // texts and integers always have a JSON form
	}
	return string(text)
}
