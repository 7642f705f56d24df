package storetest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// pagedList is a list that is read page by page in every order of its keys.
type pagedList struct {
	name  string
	under string // the node that has the list; empty for a root list
	from  plan.From
	keys  []plan.Column
	over  []*plan.Aggregate // sort keys before keys
	id    plan.Column
}

// checkPaging checks, for every direction and null position of many orders, that the whole list is in order, and that
// its pages give the same list.
func checkPaging(t *testing.T, s store.Store) {
	earliest, latest := part(model.UnicornSince, plan.Earliest), part(model.UnicornSince, plan.Latest)
	investors := incoming(model.InvestedIn)
	for _, w := range []pagedList{
		{name: "firms by name", from: firms, keys: []plan.Column{key(model.Name)}, id: id},
		{name: "firms by city and name", from: firms, keys: []plan.Column{key(model.City), of(model.Name)}, id: id},
		{name: "firms by date", from: firms, keys: []plan.Column{earliest, latest}, id: id},
		{name: "firms by valuation", from: firms, keys: []plan.Column{of(model.ValuationUSD)}, id: id},
		{
			name: "sectors and batches by name and year", from: scan(model.Sector.Set() | model.Batch.Set()),
			keys: []plan.Column{key(model.Name), of(model.Year)}, id: id,
		},
		{
			name: "organisations by country and year", from: scan(model.Organisations),
			keys: []plan.Column{key(model.Country), of(model.FoundedYear)}, id: id,
		},
		{
			name: "funds and others by dollars and level", from: scan(model.Organisations &^ model.Firm.Set()),
			keys: []plan.Column{part(model.Size, plan.USD), of(model.Level)}, id: id,
		},
		{
			name: "investors of the marker by currency", from: marked(model.Investors, model.Investor),
			keys: []plan.Column{part(model.Size, plan.Currency)}, id: id,
		},
		{
			name: "investments by lead and date", under: "firm:alpha", from: investors,
			keys: []plan.Column{rel(of(model.Lead)), rel(part(model.AnnouncedOn, plan.Earliest))}, id: relID,
		},
		{
			name: "investments by name and share", under: "firm:alpha", from: investors,
			keys: []plan.Column{key(model.Name), rel(part(model.Share, plan.Units))}, id: relID,
		},
		{
			name: "firms by a count and by city", from: firms, over: []*plan.Aggregate{over(plan.Count, incoming(model.InvestedIn), nil)},
			keys: []plan.Column{key(model.City)}, id: id,
		},
		{
			name: "firms by date and by the first of their investors", from: firms,
			over: []*plan.Aggregate{made(plan.Min, key(model.Name), incoming(model.InvestedIn), nil)},
			keys: []plan.Column{part(model.UnicornSince, plan.Moment)}, id: id,
		},
		{
			name: "firms by a sum in its halves", from: firms, over: []*plan.Aggregate{
				made(plan.SumHigh, rel(part(model.Share, plan.USD)), incoming(model.InvestedIn), nil),
				made(plan.SumLow, rel(part(model.Share, plan.USD)), incoming(model.InvestedIn), nil),
			}, id: id,
		},
		{
			name: "investments by their rounds' dates and by lead", under: "firm:alpha", from: investors,
			over: []*plan.Aggregate{made(plan.ScalarSubquery, part(model.AnnouncedOn, plan.Moment), referenceToRound(), nil)},
			keys: []plan.Column{rel(of(model.Lead))}, id: relID,
		},
		{
			name: "investments by whether one was led", under: "firm:alpha", from: investors,
			over: []*plan.Aggregate{made(plan.Max, rel(of(model.Lead)), outgoing(model.InvestedIn), nil)}, id: relID,
		},
	} {
		t.Run(w.name, func(t *testing.T) {
			t.Parallel()
			for _, order := range w.orders() {
				w.check(t, s, order)
			}
		})
	}
}

// orders returns every combination of directions and null positions. The id has the direction of the first key.
func (w pagedList) orders() [][]plan.Sort {
	var keys []plan.Sort
	for _, m := range w.over {
		keys = append(keys, by(m))
	}
	for _, c := range w.keys {
		keys = append(keys, asc(c))
	}
	orders := [][]plan.Sort{{}}
	for _, key := range keys {
		var longer [][]plan.Sort
		for _, order := range orders {
			for combination := range 4 {
				key.Descending, key.NullsFirst = combination&1 != 0, combination&2 != 0
				longer = append(longer, append(order[:len(order):len(order)], key))
			}
		}
		orders = longer
	}
	for i := range orders {
		orders[i] = append(orders[i], plan.Sort{Column: w.id, Descending: orders[i][0].Descending})
	}
	return orders
}

func (w pagedList) check(t *testing.T, s store.Store, order []plan.Sort) {
	t.Helper()
	whole := w.page(t, s, order, nil, plan.Unlimited)
	count := run(t, s, w.plan(&plan.TotalCount{From: w.from}))
	if w.under != "" {
		count = count.(list)[0]
	}
	if got := count.(list)[0].(int64); got != int64(len(whole)) {
		t.Errorf("order %s: %d rows, %d counted", orderName(order), len(whole), got)
	}
	for i := 1; i < len(whole); i++ {
		if compareRows(whole[i-1].(list), whole[i].(list), order) >= 0 {
			t.Errorf("order %s: row %v comes before row %v", orderName(order), whole[i-1], whole[i])
		}
	}
	for _, limit := range []int{1, 2, 3, 7} {
		pages := list{}
		var after []any
		for {
			page := w.page(t, s, order, after, limit)
			more := len(page) > limit
			if more {
				page = page[:limit]
			}
			pages = append(pages, page...)
			if !more || len(pages) > len(whole) {
				break
			}
			after = keysOf(page[limit-1].(list), order)
		}
		if diff := cmp.Diff(whole, pages); diff != "" {
			t.Errorf("order %s: pages of %d are not the whole list (-whole +pages):\n%s", orderName(order), limit, diff)
		}
	}
}

func (w pagedList) plan(item plan.Item) *plan.Plan {
	if w.under == "" {
		return root(item)
	}
	return at(w.under, item)
}

// page reads a page and one more row. The values of a row are those of the sort keys.
func (w pagedList) page(t *testing.T, s store.Store, order []plan.Sort, after []any, limit int) list {
	t.Helper()
	l := &plan.List{From: w.from, Order: order, After: after, Limit: limit, More: true}
	for _, key := range order {
		if key.Over != nil {
			l.Row.Items = append(l.Row.Items, key.Over)
			continue
		}
		l.Row.Items = append(l.Row.Items, key.Column)
	}
	record := run(t, s, w.plan(l)).(list)
	if w.under != "" {
		record = record[0].(list)
	}
	rows := record[0].(list)
	if limit != plan.Unlimited && len(rows) > limit+1 {
		t.Fatalf("order %s: %d rows on a page of %d and one more", orderName(order), len(rows), limit)
	}
	return rows
}

// keysOf returns a row's values as After has them.
func keysOf(row list, order []plan.Sort) []any {
	keys := append([]any(nil), row...)
	for i, key := range order {
		property := key.Column.Property
		if key.Over != nil {
			property = key.Over.Column.Property
		}
		if n, known := keys[i].(int64); known && property.Type() == model.Bool {
			keys[i] = n == 1
		}
	}
	return keys
}

// compareRows compares two rows like cmp.Compare.
func compareRows(a, b list, order []plan.Sort) int {
	for i, key := range order {
		if c := compareKeys(a[i], b[i], key); c != 0 {
			return c
		}
	}
	return 0
}

func compareKeys(a, b any, key plan.Sort) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil || b == nil:
		if (a == nil) == key.NullsFirst {
			return -1
		}
		return 1
	}
	c := 0
	switch a := a.(type) {
	case int64:
		switch b := b.(int64); {
		case a < b:
			c = -1
		case a > b:
			c = 1
		}
	case string:
		c = strings.Compare(a, b.(string)) // by byte of UTF-8, which is code point order
	}
	if key.Descending {
		return -c
	}
	return c
}

func orderName(order []plan.Sort) string {
	names := make([]string, len(order))
	for i, key := range order {
		direction := "ascending"
		if key.Descending {
			direction = "descending"
		}
		if key.NullsFirst {
			direction += " nulls first"
		}
		names[i] = fmt.Sprintf("%s %s", key.Column, direction)
		if key.Over != nil {
			names[i] = fmt.Sprintf("%s %s", key.Over, direction)
		}
	}
	return strings.Join(names, ", ")
}
