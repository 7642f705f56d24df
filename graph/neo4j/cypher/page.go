package cypher

import (
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// page writes the page of a list: it finds, sorts and cuts its rows.
type page struct {
	*renderer
	plan.List
	rows scope
}

// indexAccess is whether an index has the order of a list.
type indexAccess uint8

const (
	noIndex       indexAccess = iota
	requiredIndex             // the index contains every row
	nullableIndex             // the index contains the rows with a value only
)

// indexFor returns whether the database has an index from which it can read the rows of a scan in order until the page
// is full.
func indexFor(s scope, l *plan.List) indexAccess {
	if l.From.Kind != plan.Scan || len(l.Order) == 0 || sortsByAggregate(l.Order) {
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

// bounds returns the conditions that a row comes after After, and that it has the properties of the index. Without the
// latter, Neo4j does not use the index for the order.
func (p *page) bounds(access indexAccess) []func() {
	var conditions []func()
	if access == requiredIndex {
		label, _ := scanLabel(p.From)
		conditions = p.inIndex(p.rows, indexOf(label, p.Order[0].Column))
	}
	if len(p.After) == 0 {
		return conditions
	}
	places := p.places(p.Order, p.After)
	key := p.Order[0]
	if nullable(p.rows, key.Column) {
		return append(conditions, func() { p.after(p.Order, places) })
	}
	if bound := p.notBefore(key, p.After[0]); bound != nil {
		if access == requiredIndex {
			conditions = conditions[1:] // implied by the bound
		}
		conditions = append(conditions, bound...)
	}
	return append(conditions, func() { p.beyond(places) })
}

// beyond writes that a row comes after the row with the values at these places, if notBefore holds for the value of the
// first key. For a plain text, no other condition is required for rows with a different text, so that the text they are
// compared by, which few rows have, is not read.
func (p *page) beyond(places []place) {
	order, value := p.Order, p.After[0]
	key := order[0]
	p.write("CASE WHEN ", p.column(p.rows, key.Column), " = ", places[0].value, " THEN ")
	switch {
	case len(order) > 1:
		p.after(order[1:], places[1:])
	case p.Including:
		p.write("true")
	default:
		p.write("false")
	}
	if text, isText := value.(string); isText && isOrderedText(key.Column) {
		p.write(" WHEN ", p.arg(IsPlain(text)), " THEN true ELSE ", p.comparable(p.rows, key.Column))
		p.write(behind(key), places[0].order, " END")
		return
	}
	p.write(" ELSE true END")
}

// behind returns the operator for values that come after a given value.
func behind(key plan.Sort) string {
	if key.Descending {
		return " < "
	}
	return " > "
}

// atOrBehind returns the operator for values that come after a given value or equal it.
func atOrBehind(key plan.Sort) string {
	if key.Descending {
		return " <= "
	}
	return " >= "
}

// place has the parameter of a value of After, as it is and in the form in which it is compared.
type place struct{ value, order string }

func (p *page) places(order []plan.Sort, values []any) []place {
	places := make([]place, len(values))
	for i, value := range values {
		if text, isText := value.(string); isText && order[i].Over != nil {
			value = OrderText(text) // the key is already in the form in which it is compared
		}
		places[i].value = p.arg(value)
		places[i].order = places[i].value
		if order[i].Over == nil && isOrderedText(order[i].Column) {
			places[i].order = p.comparableArg(order[i].Column, value)
		}
	}
	return places
}

// notBefore returns the condition that a value does not come before the given one, in a form from which an index can
// start. It holds for all rows after the value, and possibly for others. There is none for a descending text that
// starts with a character from U+D7FF on. This is the only case in which the text of the statement depends on a value.
func (p *page) notBefore(key plan.Sort, value any) []func() {
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
	return []func(){func() { p.write(p.column(p.rows, key.Column), operator, p.arg(value)) }}
}

// after writes the condition that a row comes after the row with the values at these places, or equals it if the list
// includes it. A value can be null if its column can. The order is the list's from some sort key on. It is written with
// CASE, because Neo4j would plan OR as a union of searches.
func (p *page) after(order []plan.Sort, places []place) {
	key, place := order[0], places[0]
	compared, nullable := p.sortKey(key), nullableKey(p.rows, key)
	if len(order) == 1 && !nullable {
		operator := behind(key)
		if p.Including {
			operator = atOrBehind(key)
		}
		p.write(compared, operator, place.order)
		return
	}
	own := compared
	if key.Over == nil {
		own = p.column(p.rows, key.Column)
	}
	p.write("CASE WHEN ", compared, behind(key), place.order, " THEN true")
	if nullable {
		known, unknown := " IS NOT NULL", " IS NULL"
		if key.NullsFirst {
			known, unknown = unknown, known
		}
		p.write(" WHEN ", place.value, known, " AND ", own, unknown, " THEN true")
	}
	if len(order) > 1 {
		p.write(" WHEN ", own, " = ", place.value)
		if nullable {
			p.write(" OR ", place.value, " IS NULL AND ", own, " IS NULL")
		}
		p.write(" THEN ")
		p.after(order[1:], places[1:])
	}
	p.write(" ELSE false END")
}

// branches writes a page of a list whose first sort key can be null. It reads two kinds of rows, with and without a
// value, each in the order of an index: first the kind that comes first, and then the other, if the page is not full.
func (p *page) branches(outer scope) {
	first, rest := p.Order[0], p.Order[1:]
	places := p.places(p.Order, p.After)
	label, _ := scanLabel(p.From)
	known := p.inIndex(p.rows, indexOf(label, first.Column))
	if len(places) > 0 && !first.NullsFirst {
		known = append(known, p.notBefore(first, p.After[0])...)
	}
	unknown := []func(){func() { p.write(p.column(p.rows, first.Column), " IS NULL") }}
	for len(rest) > 0 && sameNulls(p.Order[:1], rest[0]) {
		rest = rest[1:] // null in all rows without a value
	}
	if len(rest) > 0 && !nullable(p.rows, rest[0].Column) {
		unknown = append(unknown, p.inIndex(p.rows, indexOf(label, rest[0].Column))...)
	}
	if len(places) > 0 {
		after := func() { p.after(p.Order, places) }
		known, unknown = append(known, after), append(unknown, after)
	}
	once := func() {
		p.match(outer, p.rows, p.From, 0, p.Where, known...)
		p.cut(p.Order, true)
	}
	then := func() {
		p.match(outer, p.rows, p.From, 0, p.Where, unknown...)
		p.cut(rest, false)
	}
	if first.NullsFirst {
		once, then = then, once
	}
	once()
	node, found := p.rows.node(), variable('p', p.rows.row)
	p.line("WITH collect(", node, ") AS ", found)
	p.enclose("CALL (", found, func() {
		p.line("UNWIND ", found, " AS ", node, " RETURN ", node)
		p.line("UNION ALL")
		// This is not a WHERE, because Neo4j would check that after the search.
		p.line("UNWIND CASE WHEN size(", found, ") < toInteger(", p.arg(rowsOf(&p.List)), ") THEN [0] ELSE [] END AS ")
		p.write(variable('i', p.rows.row))
		p.enclose("CALL (", "", func() {
			then()
			p.line("RETURN ", node)
		})
		p.line("RETURN ", node)
	})
	p.cut(p.Order, false)
}

// rowsOf returns the maximum number of rows of a list that are read.
func rowsOf(l *plan.List) int64 {
	if l.More {
		return int64(l.Limit) + 1
	}
	return int64(l.Limit)
}

// cut writes the order and the limit. If known is true, the first key is not null.
func (p *page) cut(order []plan.Sort, known bool) {
	p.line("WITH ", p.rows.variables(p.From))
	if !p.Orderless() {
		p.orderBy(order, known, 0)
	}
	if p.Limit == plan.Unlimited {
		return
	}
	p.write(" LIMIT toInteger(", p.arg(rowsOf(&p.List)), ")")
}

// orderBy writes the order of a list. The default is the order of citation for sources, and of ids for conflicts.
func (p *page) orderBy(order []plan.Sort, known bool, behind int) {
	keys := ordering{statement: &p.statement, behind: behind}
	if len(order) == 0 {
		if p.From.Kind == plan.Sources {
			keys.key(variable('i', p.rows.row), false)
			return
		}
		order = []plan.Sort{{Column: plan.Column{Property: model.ID}}}
	}
	for i, by := range order {
		key := ""
		if by.Over != nil || isSought(p.Where, by.Column) {
			key = p.sortKey(by)
		} else {
			key = p.column(p.rows, by.Column)
		}
		mayBeNull := (i > 0 || !known) && nullableKey(p.rows, by) && !sameNulls(order[:i], by)
		keys.value(key, by.Descending, by.NullsFirst, mayBeNull)
	}
}

// sortKeys writes the aggregates that a list is sorted by, for all of its rows, and the condition that rows come after
// After.
func (p *page) sortKeys() {
	var aggregates, degrees []*plan.Aggregate
	for _, by := range p.Order {
		switch {
		case by.Over == nil:
		case isDegreeOf(by.Over):
			degrees = append(degrees, by.Over)
		default:
			aggregates = append(aggregates, by.Over)
		}
	}
	for i, number := range p.aggregates(p.rows, aggregates, asCompared, p.reached) {
		p.rows.sorted = append(p.rows.sorted, sortedBy{aggregates[i], number})
	}
	if len(degrees) > 0 || len(p.After) > 0 {
		p.line("WITH ", p.rows.variables(p.From))
		for _, m := range degrees {
			number := p.next()
			p.write(", ", degree(p.rows, m.From), " AS ", variable('v', number))
			p.rows.sorted = append(p.rows.sorted, sortedBy{m, number})
		}
	}
	if len(p.After) > 0 {
		p.where(func() { p.after(p.Order, p.places(p.Order, p.After)) })
	}
}

// sortKey returns the expression that rows are compared by.
func (p *page) sortKey(by plan.Sort) string {
	if by.Over == nil {
		return p.comparable(p.rows, by.Column)
	}
	at := slices.IndexFunc(p.rows.sorted, func(own sortedBy) bool { return own.aggregate == by.Over })
	return variable('v', p.rows.sorted[at].number)
}
