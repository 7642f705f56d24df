package sql

import (
	"reflect"
	"slices"
	"strconv"

	"github.com/stakegraph/stakegraph/graph/plan"
)

// page is a list that is being picked. Its keys are named once the rows have them as columns k1, k2 and so on.
type page struct {
	*plan.List
	keys  []plan.Sort
	rows  scope
	named bool
}

// pick writes a SELECT of the keys of a page's rows. What a measure comes to is computed once for each row: it is named
// where it is sorted by, and it is kept first where the page begins after a row or several of its keys are measures of the
// same rows, which are then gone through once. Rows whose order makes no difference are computed one by one, until there are
// enough of them.
func (r *renderer) pick(s scope, p page) {
	if p.Orderless() && len(p.After) == 0 {
		p.keys = nil
	}
	measured := slices.ContainsFunc(p.keys, func(key plan.Sort) bool { return key.Over != nil })
	alike := keysAlike(p.keys)
	materialized := " AS MATERIALIZED ("
	if p.Orderless() {
		materialized = " AS NOT MATERIALIZED ("
	}
	kept := measured && (len(p.After) > 0 || len(alike) > 0)
	number := strconv.Itoa(p.rows.row)
	if kept {
		r.write("WITH q", number, materialized)
	}
	r.write("SELECT ")
	if p.From.HasRelationship() {
		r.column(p.rows, plan.OfRelationship, "key AS r, ")
	}
	r.nodeKey(p.rows, p.From)
	r.write(" AS n")
	for i := range p.keys {
		if !slices.ContainsFunc(alike, func(places []int) bool { return slices.Contains(places, i) }) {
			r.write(", ")
			r.key(p, i)
			r.write(" AS k", strconv.Itoa(i+1))
		}
	}
	for i, places := range alike {
		r.write(", ")
		r.keysTogether(p, places)
		r.write(" AS s", strconv.Itoa(i+1))
	}
	r.depth++
	r.line()
	r.write("FROM ")
	r.from(s, p.rows, p.From, needsNode(p.From, p.Where, p.keys))
	var c conjunction
	r.filter(&c, s, p.rows, p.From, p.Where)
	if kept {
		if p.Orderless() {
			r.write(" LIMIT -1") // SQLite then gives each row as it is asked for, with its measures computed once
		}
		r.write(")")
		table := "q"
		if len(alike) > 0 {
			table = "t"
			r.write(", t", number, materialized, "SELECT *")
			for i, places := range alike {
				for at, place := range places {
					r.write(", s", strconv.Itoa(i+1), " ->> ")
					r.arg(int64(at))
					r.write(" AS k", strconv.Itoa(place+1))
				}
			}
			r.write(" FROM q", number)
			if p.Orderless() {
				r.write(" LIMIT -1")
			}
			r.write(")")
		}
		r.write(" SELECT * FROM ", table, number)
		c = conjunction{}
	}
	p.named = measured
	if len(p.After) > 0 {
		r.and(&c)
		r.after(p, 0)
	}
	if !p.Orderless() {
		r.write(" ORDER BY ")
		for i, key := range p.keys {
			r.comma(i)
			r.key(p, i)
			r.write(direction(p.List, key))
		}
	}
	if p.Limit != plan.Unlimited {
		limit := int64(p.Limit)
		if p.More {
			limit++
		}
		r.write(" LIMIT ")
		r.arg(limit)
	}
	r.depth--
}

// keysAlike returns the places of keys that are measures of the same rows, where there are several.
func keysAlike(keys []plan.Sort) [][]int {
	var alike [][]int
	for i, key := range keys {
		if key.Over == nil || key.Over.Func == plan.Only {
			continue
		}
		at := slices.IndexFunc(alike, func(places []int) bool {
			return reflect.DeepEqual(keys[places[0]].Over.Set, key.Over.Set)
		})
		if at < 0 {
			alike = append(alike, nil)
			at = len(alike) - 1
		}
		alike[at] = append(alike[at], i)
	}
	return slices.DeleteFunc(alike, func(places []int) bool { return len(places) < 2 })
}

// keysTogether writes keys that are measures of the same rows as one JSON array.
func (r *renderer) keysTogether(p page, places []int) {
	inner := r.inner(p.rows, p.keys[places[0]].Over.From)
	values := make([]plan.Value, len(places))
	for i, place := range places {
		values[i] = p.keys[place].Over.Value
	}
	parts := partsOf(values)
	r.write("(SELECT json_array(")
	for i, v := range values {
		r.comma(i)
		r.made(inner, parts, v)
	}
	r.write(")")
	r.correlated(func() { r.aggregated(p.rows, inner, &p.keys[places[0]].Over.Set, parts) })
	r.write(")")
}

// key writes one key of a page's order.
func (r *renderer) key(p page, i int) {
	switch key := p.keys[i]; {
	case p.named:
		r.write("k", strconv.Itoa(i+1))
	case p.From.Kind == plan.Cited && len(p.Order) == 0:
		r.write("c", strconv.Itoa(p.rows.row), ".key")
	case key.Over != nil:
		r.correlated(func() { r.measure(p.rows, key.Over) }) // for every row of the list
	default:
		r.value(p.rows, key.Column)
	}
}

// after writes that a row comes behind the one with these values of its sort keys, from the ith on, or is that one where
// the list includes it. For each but the last
// it says twice that a value lies behind or is equal, once in a form that an index can start from.
func (r *renderer) after(p page, i int) {
	last := i == len(p.keys)-1
	r.write("(")
	if !last {
		r.startsAt(p, i)
	}
	r.behind(p, i)
	if !last {
		r.write(" OR ")
		r.key(p, i)
		if p.After[i] == nil {
			r.write(" IS NULL")
		} else {
			r.write(" = ")
			r.arg(p.After[i])
		}
		r.write(" AND ")
		r.after(p, i+1)
		r.write(")")
	}
	r.write(")")
}

// startsAt writes the bound that an index can serve, and opens the parenthesis of the rest.
func (r *renderer) startsAt(p page, i int) {
	key := p.keys[i]
	nullsBehind := !key.NullsFirst && !p.KeyNeverNull(key)
	if p.After[i] != nil && !nullsBehind {
		r.key(p, i)
		if key.Descending {
			r.write(" <= ")
		} else {
			r.write(" >= ")
		}
		r.arg(p.After[i])
		r.write(" AND ")
	}
	r.write("(")
}

// behind writes that the value of one key lies behind the given one.
func (r *renderer) behind(p page, i int) {
	key := p.keys[i]
	switch {
	case p.After[i] == nil && key.NullsFirst:
		r.key(p, i)
		r.write(" IS NOT NULL")
	case p.After[i] == nil:
		r.write("0")
	default:
		r.write("(")
		r.key(p, i)
		if key.Descending {
			r.write(" <")
		} else {
			r.write(" >")
		}
		if p.Including && i == len(p.keys)-1 {
			r.write("=")
		}
		r.write(" ")
		r.arg(p.After[i])
		if !key.NullsFirst && !p.KeyNeverNull(key) {
			r.write(" OR ")
			r.key(p, i)
			r.write(" IS NULL")
		}
		r.write(")")
	}
}
