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
		return append(conditions, func() { p.after(places) })
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
	key, value := p.Order[0], p.After[0]
	p.write("CASE WHEN ", p.column(p.rows, key.Column), " = ", places[0].value, " THEN ")
	switch {
	case len(places) > 1:
		p.after(places[1:])
	case p.Including:
		p.write("true")
	default:
		p.write("false")
	}
	if text, isText := value.(string); isText && isOrderedText(key.Column) {
		p.write(" WHEN ", p.arg(IsPlain(text)), " THEN true ELSE ", p.comparable(p.rows, key.Column))
		p.write(places[0].behind(), places[0].order, " END")
		return
	}
	p.write(" ELSE true END")
}

// behind returns the operator for values that come after a given value.
func (at place) behind() string {
	if at.descending {
		return " < "
	}
	return " > "
}

// atOrBehind returns the operator for values that come after a given value or equal it.
func (at place) atOrBehind() string {
	if at.descending {
		return " <= "
	}
	return " >= "
}

// place is a key of an order with the parameter of its value in After, as it is and in the form in which it is compared.
type place struct {
	descending, nullsFirst, nullable bool
	own, compared                    string // the key of a row or group, as it is and in the form in which it is compared
	value, order                     string
}

func (p *page) places(order []plan.Sort, values []any) []place {
	places := make([]place, len(values))
	for i, value := range values {
		key := order[i]
		if text, isText := value.(string); isText && key.Over != nil {
			value = OrderText(text) // the key is already in the form in which it is compared
		}
		at := place{descending: key.Descending, nullsFirst: key.NullsFirst, nullable: nullableKey(p.rows, key), value: p.arg(value)}
		at.order = at.value
		if key.Over == nil && isOrderedText(key.Column) {
			at.order = p.comparableArg(key.Column, value)
		}
		at.compared = p.sortKey(key)
		at.own = at.compared
		if key.Over == nil {
			at.own = p.column(p.rows, key.Column)
		}
		places[i] = at
	}
	return places
}

// notBefore returns the condition that a value does not come before the given one, in a form from which an index can
// start. It holds for all rows after the value, and possibly for others. There is none for a descending text that
// starts with a character from U+D7FF on. This is the only case in which the text of the statement depends on a value.
func (p *page) notBefore(key plan.Sort, value any) []func() {
	operator := place{descending: key.Descending}.atOrBehind()
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
// includes it. The places are those of the order from some sort key on.
func (p *page) after(places []place) { p.behind(places, p.Including) }

// behind writes the condition that a row or a group comes after the one with the values at these places, or equals it if
// it is included. It is written with CASE, because Neo4j would plan OR as a union of searches.
func (w *statement) behind(places []place, including bool) {
	at := places[0]
	if len(places) == 1 && !at.nullable {
		operator := at.behind()
		if including {
			operator = at.atOrBehind()
		}
		w.write(at.compared, operator, at.order)
		return
	}
	w.write("CASE WHEN ", at.compared, at.behind(), at.order, " THEN true")
	if at.nullable {
		known, unknown := " IS NOT NULL", " IS NULL"
		if at.nullsFirst {
			known, unknown = unknown, known
		}
		w.write(" WHEN ", at.value, known, " AND ", at.own, unknown, " THEN true")
	}
	if len(places) > 1 || including {
		w.write(" WHEN ", at.own, " = ", at.value)
		if at.nullable {
			w.write(" OR ", at.value, " IS NULL AND ", at.own, " IS NULL")
		}
		w.write(" THEN ")
		if len(places) > 1 {
			w.behind(places[1:], including)
		} else {
			w.write("true")
		}
	}
	w.write(" ELSE false END")
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
		after := func() { p.after(places) }
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
		p.line("UNWIND CASE WHEN size(", found, ") < toInteger(", p.arg(p.Reads()), ") THEN [0] ELSE [] END AS ")
		p.write(variable('i', p.rows.row))
		p.enclose("CALL (", "", func() {
			then()
			p.line("RETURN ", node)
		})
		p.line("RETURN ", node)
	})
	p.cut(p.Order, false)
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
	p.write(" LIMIT toInteger(", p.arg(p.Reads()), ")")
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
		places := p.places(p.Order, p.After)
		p.where(func() { p.after(places) })
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
