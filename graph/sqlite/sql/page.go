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

// after returns the condition that a row comes after the row with the values of After, from the ith sort key on, or
// equals it if the list includes it. For every key but the last, it has a redundant bound from which an index can
// start.
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

// startsAt returns the bound that an index can serve, or an empty text.
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

// nullsBehind reports whether rows without a value can come after the rows that have one.
func (p *page) nullsBehind(i int) bool { return !p.keys[i].NullsFirst && !p.KeyNeverNull(p.keys[i]) }

// behind returns the condition that the value of one key comes after the given one.
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
