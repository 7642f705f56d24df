package cypher

import "github.com/stakegraph/stakegraph/graph/plan"

// indexAccess says how an index can give a list its order.
type indexAccess uint8

const (
	noIndex       indexAccess = iota
	requiredIndex             // every row is in it
	nullableIndex             // rows without a value are not in it
)

// indexFor returns whether the database has an index in whose order the rows of a scan can be read until the page is
// full.
func indexFor(s scope, l *plan.List) indexAccess {
	if l.From.Kind != plan.Scan || len(l.Order) == 0 || isMeasured(l.Order) {
		return noIndex
	}
	label, _ := scanLabel(l.From)
	if anchor, _ := startOf(label, l.Where); anchor != nil {
		return noIndex
	}
	c := l.Order[0].Column
	if indexOf(label, c) == nil {
		return noIndex
	}
	if !nullable(s, c) {
		return requiredIndex
	}
	if l.Limit == plan.Unlimited || l.Orderless() {
		return noIndex
	}
	return nullableIndex
}

// pageConditions returns the conditions that hold for the rows behind After, and those that say what an index knows of
// all its rows: without them Neo4j does not use it for the order.
func (r *renderer) pageConditions(s scope, l *plan.List, access indexAccess) []func() {
	var conditions []func()
	if access == requiredIndex {
		label, _ := scanLabel(l.From)
		conditions = r.inIndex(s, indexOf(label, l.Order[0].Column))
	}
	if len(l.After) == 0 {
		return conditions
	}
	places := r.places(l.Order, l.After)
	key := l.Order[0]
	if nullable(s, key.Column) {
		return append(conditions, func() { r.after(s, l, l.Order, places) })
	}
	if bound := r.notBefore(s, key, l.After[0]); bound != nil {
		if access == requiredIndex {
			conditions = conditions[1:] // a row within the bound has a value
		}
		conditions = append(conditions, bound...)
	}
	return append(conditions, func() { r.beyond(s, l, places) })
}

// beyond writes that a row comes behind the one with the values at these places, where notBefore holds for the value of
// the first key. For a plain text that is all that is to be known of rows with another text, and what they are compared
// by, which is hardly ever stored, need not be looked for.
func (r *renderer) beyond(s scope, l *plan.List, places []place) {
	order, value := l.Order, l.After[0]
	key := order[0]
	r.write("CASE WHEN ")
	r.column(s, key.Column)
	r.write(" = ", places[0].value, " THEN ")
	switch {
	case len(order) > 1:
		r.after(s, l, order[1:], places[1:])
	case l.Including:
		r.write("true")
	default:
		r.write("false")
	}
	if text, isText := value.(string); isText && isOrderedText(key.Column) {
		r.write(" WHEN ", r.arg(IsPlain(text)), " THEN true ELSE ")
		r.comparable(s, key.Column)
		r.write(behind(key), places[0].order, " END")
		return
	}
	r.write(" ELSE true END")
}

// behind returns the comparison of a value with one that it comes behind.
func behind(key plan.Sort) string {
	if key.Descending {
		return " < "
	}
	return " > "
}

// atOrBehind returns the comparison of a value with one that it comes behind or is equal to.
func atOrBehind(key plan.Sort) string {
	if key.Descending {
		return " <= "
	}
	return " >= "
}

// place names a value of After, as it is and as it is compared by.
type place struct{ value, order string }

func (r *renderer) places(order []plan.Sort, values []any) []place {
	places := make([]place, len(values))
	for i, value := range values {
		if text, isText := value.(string); isText && order[i].Over != nil {
			value = OrderText(text) // since the key is what the text is compared by
		}
		places[i].value = r.arg(value)
		places[i].order = places[i].value
		if order[i].Over == nil && isOrderedText(order[i].Column) {
			places[i].order = r.comparableArg(order[i].Column, value)
		}
	}
	return places
}

// notBefore returns the condition that a value does not come before the given one, in a form that an index can start
// from. It holds for all rows that are behind, and perhaps for others. There is none for a descending text that begins
// with a character from U+D7FF on: the one case in which the statement's text depends on a value.
func (r *renderer) notBefore(s scope, key plan.Sort, value any) []func() {
	operator := atOrBehind(key)
	if text, isText := value.(string); isText {
		if !key.Descending {
			value = lowerBound(text)
		} else if bound, ok := upperBound(text); ok {
			value = bound
		} else {
			return nil
		}
	}
	return []func(){func() {
		r.column(s, key.Column)
		r.write(operator, r.arg(value))
	}}
}

// after writes that a row comes behind the one with the values at these places, any of which may be null where the
// column can be, or is that one where the list includes it. The order is the list's from some key on. It is written by cases, because Neo4j would turn alternatives into a union of searches.
func (r *renderer) after(s scope, l *plan.List, order []plan.Sort, places []place) {
	key, place := order[0], places[0]
	if len(order) == 1 && !nullableKey(s, key) {
		r.sortKey(s, key)
		operator := behind(key)
		if l.Including {
			operator = atOrBehind(key)
		}
		r.write(operator, place.order)
		return
	}
	own := func() { r.column(s, key.Column) }
	if key.Over != nil {
		own = func() { r.sortKey(s, key) }
	}
	r.write("CASE WHEN ")
	r.sortKey(s, key)
	r.write(behind(key), place.order, " THEN true")
	if nullableKey(s, key) {
		known, unknown := " IS NOT NULL", " IS NULL"
		if key.NullsFirst {
			known, unknown = unknown, known
		}
		r.write(" WHEN ", place.value, known, " AND ")
		own()
		r.write(unknown, " THEN true")
	}
	if len(order) > 1 {
		r.write(" WHEN ")
		own()
		r.write(" = ", place.value)
		if nullableKey(s, key) {
			r.write(" OR ", place.value, " IS NULL AND ")
			own()
			r.write(" IS NULL")
		}
		r.write(" THEN ")
		r.after(s, l, order[1:], places[1:])
	}
	r.write(" ELSE false END")
}

// branches writes a page of a list whose first key can be null: first of the rows that come first, those with a value
// or those without one, which each have an index in whose order they are read; then, where these do not fill the page,
// of the others.
func (r *renderer) branches(outer, s scope, l *plan.List) {
	first, rest := l.Order[0], l.Order[1:]
	places := r.places(l.Order, l.After)
	label, _ := scanLabel(l.From)
	known := r.inIndex(s, indexOf(label, first.Column))
	if len(places) > 0 && !first.NullsFirst {
		known = append(known, r.notBefore(s, first, l.After[0])...)
	}
	unknown := []func(){func() {
		r.column(s, first.Column)
		r.write(" IS NULL")
	}}
	for len(rest) > 0 && sameNulls(l.Order[:1], rest[0]) {
		rest = rest[1:] // null in all of these rows
	}
	if len(rest) > 0 && !nullable(s, rest[0].Column) {
		unknown = append(unknown, r.inIndex(s, indexOf(label, rest[0].Column))...)
	}
	if len(places) > 0 {
		after := func() { r.after(s, l, l.Order, places) }
		known, unknown = append(known, after), append(unknown, after)
	}
	once := func() {
		r.match(outer, s, l.From, 0, l.Where, known...)
		r.page(s, l, l.Order, true)
	}
	then := func() {
		r.match(outer, s, l.From, 0, l.Where, unknown...)
		r.page(s, l, rest, false)
	}
	if first.NullsFirst {
		once, then = then, once
	}
	once()
	r.line()
	r.write("WITH collect(")
	r.entity(s, plan.OfNode)
	r.write(") AS ")
	r.variable('p', s.row)
	r.enclose("CALL (", func() { r.variable('p', s.row) }, func() {
		r.line()
		r.write("UNWIND ")
		r.variable('p', s.row)
		r.write(" AS ")
		r.entity(s, plan.OfNode)
		r.write(" RETURN ")
		r.entity(s, plan.OfNode)
		r.line()
		r.write("UNION ALL")
		r.line()
		// Not a condition of this WITH, which Neo4j would check after it had looked for the rows.
		r.write("UNWIND CASE WHEN size(")
		r.variable('p', s.row)
		r.write(") < toInteger(", r.arg(rowsOf(l)), ") THEN [0] ELSE [] END AS ")
		r.variable('i', s.row)
		r.enclose("CALL (", func() {}, func() {
			then()
			r.line()
			r.write("RETURN ")
			r.entity(s, plan.OfNode)
		})
		r.line()
		r.write("RETURN ")
		r.entity(s, plan.OfNode)
	})
	r.page(s, l, l.Order, false)
}

// rowsOf returns how many rows of a list are read at most.
func rowsOf(l *plan.List) int64 {
	if l.More {
		return int64(l.Limit) + 1
	}
	return int64(l.Limit)
}
