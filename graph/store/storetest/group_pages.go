package storetest

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// pagedGroups are groups in orders of each kind: by keys and by values, with nulls first and last, with ties, by several
// keys, by both halves of a sum, by texts beyond the BMP, by truth values, by ids, and of relationships within a row.
func pagedGroups() map[string]*plan.Groups {
	year, city := of(model.FoundedYear), key(model.City)
	rows := value(plan.Count)
	ordered := func(g *plan.Groups, keys ...plan.GroupSort) *plan.Groups {
		g.Order = keys
		return g
	}
	sectors := func() *plan.Groups {
		return bySector(rows, valueOf(plan.SumLow, year), valueOf(plan.Min, id), valueOf(plan.Max, key(model.Name)))
	}
	funds := func() *plan.Groups {
		return grouped(scan(model.Investors), keysBy(kind, year, city), rows, valueOf(plan.SumHigh, part(model.Size, plan.Units)),
			valueOf(plan.SumLow, part(model.Size, plan.Units)), valueOf(plan.Max, part(model.UnicornSince, plan.Moment)))
	}
	lead := func() *plan.Groups {
		return grouped(incoming(model.InvestedIn), keysBy(rel(of(model.Lead)), kind), rows, value(plan.CountDistinctNodes))
	}
	several := sectors()
	several.Having = plan.CompareGroupValue{At: 0, Op: plan.Greater, Operand: int64(1)}
	none := sectors()
	none.Having = plan.Or{}
	return map[string]*plan.Groups{
		"by key":                     sectors(),
		"by key, descending":         ordered(sectors(), plan.GroupSort{ByKey: true, Descending: true}),
		"by key, nulls first":        ordered(sectors(), plan.GroupSort{ByKey: true, NullsFirst: true}),
		"by a count":                 ordered(sectors(), plan.GroupSort{Descending: true}),
		"by a value with nulls":      ordered(sectors(), plan.GroupSort{At: 1}),
		"by a value, nulls first":    ordered(sectors(), plan.GroupSort{At: 1, Descending: true, NullsFirst: true}),
		"by a text":                  ordered(sectors(), plan.GroupSort{At: 3, Descending: true}, plan.GroupSort{}),
		"by an id":                   ordered(sectors(), plan.GroupSort{At: 2}),
		"by three keys":              funds(),
		"by keys in another order":   ordered(funds(), plan.GroupSort{ByKey: true, At: 2, Descending: true}, plan.GroupSort{ByKey: true, At: 1, NullsFirst: true}),
		"by both halves of a sum":    ordered(funds(), plan.GroupSort{At: 1, Descending: true}, plan.GroupSort{At: 2, Descending: true}),
		"by a date":                  ordered(funds(), plan.GroupSort{At: 3, NullsFirst: true}, plan.GroupSort{ByKey: true, At: 2}),
		"of several":                 ordered(several, plan.GroupSort{Descending: true}),
		"of nothing":                 none,
		"upwards":                    ordered(rolledUp(rows), plan.GroupSort{Descending: true}),
		"by texts":                   grouped(firms, keysBy(city, of(model.Province))),
		"of relationships":           lead(),
		"of them, by a count":        ordered(lead(), plan.GroupSort{At: 1, Descending: true}, plan.GroupSort{ByKey: true, Descending: true}),
		"of them, by a date":         grouped(incoming(model.InvestedIn), keysBy(rel(part(model.AnnouncedOn, plan.Year)))),
		"of their nodes, by a count": ordered(grouped(incoming(model.InvestedIn), keysBy(city), rows), plan.GroupSort{Descending: true}),
	}
}

// checkGroupPages reads groups from each of them on and between them, in both directions. All pages together must be all groups. It also
// counts the groups.
func checkGroupPages(t *testing.T, s store.Store) {
	for name, g := range pagedGroups() {
		t.Run(name, func(t *testing.T) {
			inRow := g.From.HasRelationship()
			read := func(item plan.Item) any {
				t.Helper()
				if inRow {
					return run(t, s, at("firm:alpha", item)).(list)[0].(list)[0]
				}
				return run(t, s, root(item)).(list)[0]
			}
			whole, _ := read(g).(list)
			count := g.Counted()
			if got := read(&count); got != int64(len(whole)) {
				t.Errorf("there are %d groups, and %v are counted", len(whole), got)
			}
			check := func(of string, after []any, including bool, back bool, want list) {
				t.Helper()
				for _, limit := range []int{plan.Unlimited, 0, 2} {
					for _, more := range []bool{false, true} {
						page := *g
						page.After, page.Including, page.Limit, page.More = after, including, limit, more
						if back {
							page.Order = g.Backwards()
						}
						expected := want
						if limit >= 0 && more {
							expected = want[:min(limit+1, len(want))]
						} else if limit >= 0 {
							expected = want[:min(limit, len(want))]
						}
						if diff := cmp.Diff(expected, read(&page)); diff != "" {
							t.Errorf("%s %v, including %t, back %t, limit %d, more %t: wrong groups (-want +got):\n%s", of, after, including, back, limit, more, diff)
						}
					}
				}
			}
			check("from the start", nil, false, false, whole)
			check("from the end", nil, false, true, reversed(whole))
			for i := range whole {
				if i > 2 && i < len(whole)-2 && i != len(whole)/2 {
					continue // a group like its neighbours
				}
				after := placeOfGroup(g, whole[i].(list))
				check("from a group", after, false, false, whole[i+1:])
				check("from a group", after, true, false, whole[i:])
				check("from a group", after, false, true, reversed(whole[:i]))
				check("from a group", after, true, true, reversed(whole[:i+1]))
				for j := range whole[i:] {
					if j != 0 && j != 1 && i+j != len(whole)-1 {
						continue
					}
					page := *g
					page.After, page.Before = after, placeOfGroup(g, whole[i+j].(list))
					if diff := cmp.Diff(whole[min(i+1, i+j):i+j], read(&page)); diff != "" {
						t.Errorf("between %v and %v: wrong groups (-want +got):\n%s", page.After, page.Before, diff)
					}
					page.After, page.Before, page.Order = page.Before, page.After, g.Backwards()
					if diff := cmp.Diff(reversed(whole[min(i+1, i+j):i+j]), read(&page)); diff != "" {
						t.Errorf("back between %v and %v: wrong groups (-want +got):\n%s", page.After, page.Before, diff)
					}
				}
			}
		})
	}
}

// placeOfGroup returns the values of a group's sort keys as After has them: booleans are read as numbers.
func placeOfGroup(g *plan.Groups, values list) []any {
	var place []any
	for _, key := range g.FullOrder() {
		if !key.ByKey {
			place = append(place, values[1].(list)[key.At])
			continue
		}
		value := values[0].(list)[key.At]
		if g.Keys[key.At].Column.Property.Type() == model.Bool && value != nil {
			value = value == int64(1)
		}
		place = append(place, value)
	}
	return place
}
