package storetest

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// includingLists are lists in orders of each kind: with and without an index, with nulls first and last, by dates as
// one value, by aggregates, and of relationships within a row.
func includingLists() map[string]*plan.List {
	count, last := over(plan.Count, incoming(model.InvestedIn), nil), lastInvestment()
	ordered := func(from plan.From, where plan.Predicate, keys ...plan.Sort) *plan.List {
		return &plan.List{From: from, Where: where, Order: keys, Limit: plan.Unlimited}
	}
	funds, sectors := scan(model.Funds), scan(model.Sector.Set())
	investors := incoming(model.InvestedIn)
	year := of(model.FoundedYear)
	return map[string]*plan.List{
		"by id":                    ordered(sectors, nil, asc(id)),
		"by id, descending":        ordered(sectors, nil, desc(id)),
		"by name":                  ordered(firms, nil, asc(key(model.Name)), asc(id)),
		"by name, descending":      ordered(firms, nil, desc(key(model.Name)), desc(id)),
		"with a predicate":         ordered(firms, not(isNull(year)), asc(key(model.Name)), asc(id)),
		"nulls last":               ordered(funds, nil, desc(year), asc(id)),
		"nulls first":              ordered(funds, nil, nullsFirst(asc(year)), asc(id)),
		"two keys with nulls":      ordered(funds, nil, asc(of(model.Level)), nullsFirst(desc(year)), asc(id)),
		"by a date":                ordered(firms, nil, asc(part(model.UnicornSince, plan.Moment)), asc(id)),
		"by a count":               ordered(firms, nil, byMost(count), asc(id)),
		"by the latest":            ordered(firms, nil, nullsFirst(by(last)), asc(id)),
		"by two aggregates":        ordered(firms, nil, byMost(count), by(last), asc(id)),
		"by two sums of one set":   ordered(firms, nil, byMost(count), by(over(plan.CountDistinctNodes, incoming(model.InvestedIn), nil)), asc(id)),
		"of relationships":         ordered(investors, nil, asc(relID)),
		"of them, by a truth":      ordered(investors, nil, desc(rel(of(model.Lead))), asc(relID)),
		"of them, by a neighbour":  ordered(investors, nil, asc(key(model.Name)), asc(relID)),
		"of them, by an aggregate": ordered(investors, nil, byMost(over(plan.Count, outgoing(model.InvestedIn), nil)), asc(relID)),
		"of nothing":               ordered(sectors, plan.Or{}, asc(key(model.Name)), asc(id)),
	}
}

// checkIncluding reads each list from each of its rows, and from values that no row has, in both directions. The first
// row must be the one at After, if there is one. It also checks pages without items, where only the number of rows
// counts.
func checkIncluding(t *testing.T, s store.Store) {
	for name, l := range includingLists() {
		t.Run(name, func(t *testing.T) {
			read := func(order []plan.Sort, after []any, limit int, items ...plan.Item) list {
				t.Helper()
				requested := *l
				requested.Order, requested.After, requested.Including, requested.Limit, requested.Row = order, after, after != nil, limit, row(items...)
				if !l.From.HasRelationship() {
					return rowsOf(t, s, &requested)
				}
				rows, _ := run(t, s, at("firm:alpha", &requested)).(list)[0].(list)[0].(list)
				return rows
			}
			keys := make([]plan.Item, len(l.Order))
			for i, key := range l.Order {
				keys[i] = key.Column
				if key.Over != nil {
					keys[i] = key.Over
				}
			}
			back := plan.Backwards(l.Order)
			whole := read(l.Order, nil, plan.Unlimited, keys...)
			check := func(of string, after []any, before, following list) {
				t.Helper()
				before = reversed(before)
				if diff := cmp.Diff(following, read(l.Order, after, plan.Unlimited, keys...)); diff != "" {
					t.Errorf("on from %s %v: wrong rows (-want +got):\n%s", of, after, diff)
				}
				if diff := cmp.Diff(before, read(back, after, plan.Unlimited, keys...)); diff != "" {
					t.Errorf("back from %s %v: wrong rows (-want +got):\n%s", of, after, diff)
				}
				for limit := range 3 {
					if got, want := len(read(back, after, limit)), min(limit, len(before)); got != want {
						t.Errorf("back from %s %v: %d rows of which nothing is read, want %d", of, after, got, want)
					}
				}
			}
			for i := range whole {
				if i > 2 && i < len(whole)-3 && i != len(whole)/2 {
					continue // a row like its neighbours
				}
				after := placeOf(l, whole[i].(list))
				check("a row", after, whole[:i+1], whole[i:])
				if l.Order[len(l.Order)-1].Descending {
					continue
				}
				gone := slices.Clone(after)
				gone[len(gone)-1] = gone[len(gone)-1].(string) + "\u0001"
				check("a place between rows", gone, whole[:i+1], whole[i+1:])
			}
		})
	}
	beside := &plan.List{From: scan(model.Sector.Set()), Order: byID, After: []any{"sector:tech"}, Limit: 1, Row: row(id)}
	including := *beside
	including.Including = true
	t.Run("beside the same list without it", func(t *testing.T) {
		expect(t, s, root(beside, &including), list{list{}, singles("sector:tech")})
	})
}

// placeOf returns the values of a row's sort keys as After has them: booleans are read as numbers.
func placeOf(l *plan.List, values list) []any {
	place := slices.Clone(values)
	for i, key := range l.Order {
		if key.Over == nil && key.Column.Property.Type() == model.Bool && values[i] != nil {
			place[i] = values[i] == int64(1)
		}
	}
	return place
}
