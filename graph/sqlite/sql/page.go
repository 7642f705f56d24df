package sql

import (
	"slices"
	"strconv"

	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/plan/rewrite"
)

// page writes the page of a list. Once the rows have the sort keys as columns k1, k2 and so on, keys are read by these
// names.
type page struct {
	*renderer
	*plan.List
	keys  []plan.Sort
	rows  scope
	named bool // whether the sort keys are columns already
}

// pick writes a SELECT of the sort keys of a page's rows. Each aggregate is computed once for each row. It is named
// where the rows are sorted by it. If the page starts after a row, or if several keys are aggregates of the same rows,
// a CTE computes the keys first, and reads the rows of these aggregates once. If the list has no order, its rows are
// computed one by one until the page is full.
func (p *page) pick(s scope) {
	if p.Orderless() && len(p.After) == 0 {
		p.keys = nil
	}
	aggregated := slices.ContainsFunc(p.keys, func(key plan.Sort) bool { return key.Over != nil })
	alike := keysAlike(p.keys)
	materialized := " AS MATERIALIZED ("
	if p.Orderless() {
		materialized = " AS NOT MATERIALIZED ("
	}
	page := aggregated && (len(p.After) > 0 || len(alike) > 0)
	number := strconv.Itoa(p.rows.row)
	if page {
		p.write("WITH q", number, materialized)
	}
	p.write("SELECT ")
	if p.From.HasRelationship() {
		p.write(p.rows.column(plan.OfRelationship, "key AS r, "))
	}
	p.write(nodeKey(p.rows, p.From), " AS n")
	for i := range p.keys {
		if !slices.ContainsFunc(alike, func(places []int) bool { return slices.Contains(places, i) }) {
			p.write(", ")
			if over := p.keys[i].Over; over != nil {
				p.correlated(func() { p.aggregate(p.rows, over) }) // for every row of the list
			} else {
				p.write(p.key(i))
			}
			p.write(" AS k", strconv.Itoa(i+1))
		}
	}
	for i, places := range alike {
		p.write(", ")
		p.keysTogether(places)
		p.write(" AS s", strconv.Itoa(i+1))
	}
	p.depth++
	p.line("FROM ")
	p.from(s, p.rows, p.From, needsNode(p.From, p.Where, p.keys))
	var c conjunction
	p.filter(&c, s, p.rows, p.From, p.Where)
	if page {
		if p.Orderless() {
			p.write(" LIMIT -1") // makes SQLite compute rows on demand, each aggregate once
		}
		p.write(")")
		table := "q"
		if len(alike) > 0 {
			table = "t"
			p.write(", t", number, materialized, "SELECT *")
			for i, places := range alike {
				for at, place := range places {
					p.write(", s", strconv.Itoa(i+1), " ->> ", p.arg(int64(at)), " AS k", strconv.Itoa(place+1))
				}
			}
			p.write(" FROM q", number)
			if p.Orderless() {
				p.write(" LIMIT -1")
			}
			p.write(")")
		}
		p.write(" SELECT * FROM ", table, number)
		c = conjunction{}
	}
	p.named = aggregated
	if len(p.After) > 0 {
		p.and(&c, p.after())
	}
	if !p.Orderless() {
		p.write(" ORDER BY ")
		for i, key := range p.keys {
			p.write(comma(i), p.key(i), direction(p.List, key))
		}
	}
	if p.Limit != plan.Unlimited {
		p.write(" LIMIT ", p.arg(p.Reads()))
	}
	p.depth--
}

// keysAlike returns the places of keys that are aggregates of the same rows, for each set with several keys.
func keysAlike(keys []plan.Sort) [][]int {
	sets := make([]*plan.Set, len(keys))
	for i, key := range keys {
		if key.Over != nil && key.Over.Func != plan.ScalarSubquery {
			sets[i] = &key.Over.Set
		}
	}
	return slices.DeleteFunc(rewrite.Alike(sets), func(places []int) bool { return len(places) < 2 })
}

// keysTogether writes keys that are aggregates of the same rows as one JSON array.
func (p *page) keysTogether(places []int) {
	inner := p.inner(p.rows, p.keys[places[0]].Over.From)
	values := make([]plan.Value, len(places))
	for i, place := range places {
		values[i] = p.keys[place].Over.Value
	}
	all := aggregates{p.renderer, inner, partsOf(values)}
	p.write("(SELECT json_array(")
	for i, v := range values {
		p.write(comma(i), all.made(v))
	}
	p.write(")")
	p.correlated(func() { all.of(p.rows, &p.keys[places[0]].Over.Set) })
	p.write(")")
}

// key returns one sort key of a page. An aggregate can be read by its name only.
func (p *page) key(i int) string {
	switch {
	case p.named:
		return "k" + strconv.Itoa(i+1)
	case p.From.Kind == plan.Sources && len(p.Order) == 0:
		return "c" + strconv.Itoa(p.rows.row) + ".key"
	}
	return p.value(p.rows, p.keys[i].Column)
}

// after returns the condition that a row comes after the row with the values of After.
func (p *page) after() string {
	keys := make([]afterKey, len(p.keys))
	for i, key := range p.keys {
		keys[i] = afterKey{func() string { return p.key(i) }, key.Descending, key.NullsFirst, p.KeyNeverNull(key)}
	}
	return after{p.renderer, keys, p.After, p.Including}.from(0)
}

// after writes the condition that a row or a group comes after the one with the given values, or equals it if it is
// included.
type after struct {
	*renderer
	keys      []afterKey
	values    []any
	including bool
}

// afterKey is a key of an order. The function text returns its SQL.
type afterKey struct {
	text                              func() string
	descending, nullsFirst, neverNull bool
}

// from returns the condition on the keys from the ith on. For every key but the last, it has a redundant bound from
// which an index can start.
func (a after) from(i int) string {
	if i == len(a.keys)-1 {
		return "(" + a.behind(i) + ")"
	}
	text := "(" + a.startsAt(i) + "(" + a.behind(i) + " OR " + a.keys[i].text()
	if a.values[i] == nil {
		text += " IS NULL"
	} else {
		text += " = " + a.arg(a.values[i])
	}
	return text + " AND " + a.from(i+1) + "))"
}

// startsAt returns the bound that an index can serve, or an empty text.
func (a after) startsAt(i int) string {
	if a.values[i] == nil || a.keys[i].nullsBehind() {
		return ""
	}
	operator := " >= "
	if a.keys[i].descending {
		operator = " <= "
	}
	return a.keys[i].text() + operator + a.arg(a.values[i]) + " AND "
}

// nullsBehind reports whether those without a value can come after those that have one.
func (k afterKey) nullsBehind() bool { return !k.nullsFirst && !k.neverNull }

// behind returns the condition that the value of one key comes after the given one.
func (a after) behind(i int) string {
	key := a.keys[i]
	last := a.including && i == len(a.keys)-1
	switch {
	case a.values[i] == nil && key.nullsFirst && last:
		return "1"
	case a.values[i] == nil && key.nullsFirst:
		return key.text() + " IS NOT NULL"
	case a.values[i] == nil && last:
		return key.text() + " IS NULL"
	case a.values[i] == nil:
		return "0"
	}
	operator := " >"
	if key.descending {
		operator = " <"
	}
	if last {
		operator += "="
	}
	text := key.text() + operator + " " + a.arg(a.values[i])
	if key.nullsBehind() {
		text += " OR " + key.text() + " IS NULL"
	}
	return "(" + text + ")"
}
