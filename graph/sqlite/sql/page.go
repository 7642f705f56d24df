package sql

import (
	"slices"
	"strconv"

	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/plan/rewrite"
)

// page is a list that is being picked. Its keys are named once the rows have them as columns k1, k2 and so on.
type page struct {
	*renderer
	*plan.List
	keys  []plan.Sort
	rows  scope
	named bool // once measures have been
}

// pick writes a SELECT of the keys of a page's rows. What a measure comes to is computed once for each row: it is named
// where it is sorted by, and it is kept first where the page begins after a row or several of its keys are measures of the
// same rows, which are then gone through once. Rows whose order makes no difference are computed one by one, until there are
// enough of them.
func (p *page) pick(s scope) {
	if p.Orderless() && len(p.After) == 0 {
		p.keys = nil
	}
	measured := slices.ContainsFunc(p.keys, func(key plan.Sort) bool { return key.Over != nil })
	alike := keysAlike(p.keys)
	materialized := " AS MATERIALIZED ("
	if p.Orderless() {
		materialized = " AS NOT MATERIALIZED ("
	}
	page := measured && (len(p.After) > 0 || len(alike) > 0)
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
			p.write(" LIMIT -1") // SQLite then gives each row as it is asked for, with its measures computed once
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
	p.named = measured
	if len(p.After) > 0 {
		p.and(&c, p.after(0))
	}
	if !p.Orderless() {
		p.write(" ORDER BY ")
		for i, key := range p.keys {
			p.write(comma(i), p.key(i), direction(p.List, key))
		}
	}
	if p.Limit != plan.Unlimited {
		limit := int64(p.Limit)
		if p.More {
			limit++
		}
		p.write(" LIMIT ", p.arg(limit))
	}
	p.depth--
}

// keysAlike returns the places of keys that are measures of the same rows, where there are several.
func keysAlike(keys []plan.Sort) [][]int {
	sets := make([]*plan.Set, len(keys))
	for i, key := range keys {
		if key.Over != nil && key.Over.Func != plan.ScalarSubquery {
			sets[i] = &key.Over.Set
		}
	}
	return slices.DeleteFunc(rewrite.Alike(sets), func(places []int) bool { return len(places) < 2 })
}

// keysTogether writes keys that are measures of the same rows as one JSON array.
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

// key returns one key of a page's order, which is a measure only where it is named.
func (p *page) key(i int) string {
	switch {
	case p.named:
		return "k" + strconv.Itoa(i+1)
	case p.From.Kind == plan.Sources && len(p.Order) == 0:
		return "c" + strconv.Itoa(p.rows.row) + ".key"
	}
	return p.value(p.rows, p.keys[i].Column)
}

// after returns that a row comes behind the one with these values of its sort keys, from the ith on, or is that one where
// the list includes it. For each but the last it says twice that a value lies behind or is equal, once in a form that an
// index can start from.
func (p *page) after(i int) string {
	if i == len(p.keys)-1 {
		return "(" + p.behind(i) + ")"
	}
	text := "(" + p.startsAt(i) + "(" + p.behind(i) + " OR " + p.key(i)
	if p.After[i] == nil {
		text += " IS NULL"
	} else {
		text += " = " + p.arg(p.After[i])
	}
	return text + " AND " + p.after(i+1) + "))"
}

// startsAt returns the bound that an index can serve, where there is one.
func (p *page) startsAt(i int) string {
	if p.After[i] == nil || p.nullsBehind(i) {
		return ""
	}
	operator := " >= "
	if p.keys[i].Descending {
		operator = " <= "
	}
	return p.key(i) + operator + p.arg(p.After[i]) + " AND "
}

// nullsBehind reports whether there can be rows without a value behind those that have one.
func (p *page) nullsBehind(i int) bool { return !p.keys[i].NullsFirst && !p.KeyNeverNull(p.keys[i]) }

// behind returns that the value of one key lies behind the given one.
func (p *page) behind(i int) string {
	switch {
	case p.After[i] == nil && p.keys[i].NullsFirst:
		return p.key(i) + " IS NOT NULL"
	case p.After[i] == nil:
		return "0"
	}
	operator := " >"
	if p.keys[i].Descending {
		operator = " <"
	}
	if p.Including && i == len(p.keys)-1 {
		operator += "="
	}
	text := p.key(i) + operator + " " + p.arg(p.After[i])
	if p.nullsBehind(i) {
		text += " OR " + p.key(i) + " IS NULL"
	}
	return "(" + text + ")"
}
