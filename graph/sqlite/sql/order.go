package sql

import (
	"slices"
	"strconv"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// sortKeys returns the order of a list. The default is the order of citation for sources, and of ids for conflicts.
func sortKeys(l *plan.List) []plan.Sort {
	if len(l.Order) == 0 {
		return []plan.Sort{{Column: plan.Column{Property: model.ID}}}
	}
	return l.Order
}

// byDays returns the list with each sort key that is a moment split into two, the first and the last day, which an
// index can serve.
func byDays(l *plan.List) *plan.List {
	isMoment := func(key plan.Sort) bool { return key.Over == nil && key.Column.Part == plan.Moment }
	if !slices.ContainsFunc(l.Order, isMoment) {
		return l
	}
	split := *l
	split.Order, split.After = nil, nil
	for i, key := range l.Order {
		var value any
		if len(l.After) > 0 {
			value = l.After[i]
		}
		if !isMoment(key) {
			split.Order, split.After = append(split.Order, key), append(split.After, value)
			continue
		}
		earliest, latest := key, key
		earliest.Column.Part, latest.Column.Part = plan.Earliest, plan.Latest
		split.Order = append(split.Order, earliest, latest)
		if moment, known := value.(int64); known {
			split.After = append(split.After, moment/plan.MomentUnit, moment%plan.MomentUnit)
		} else {
			split.After = append(split.After, nil, nil)
		}
	}
	if len(l.After) == 0 {
		split.After = nil
	}
	return &split
}

// direction writes the sort direction of a key. SQLite sorts null before all values.
func direction(l *plan.List, key plan.Sort) string {
	return sortDirection(key.Descending, key.NullsFirst, l.KeyNeverNull(key))
}

func sortDirection(descending, nullsFirst, neverNull bool) string {
	switch {
	case !descending && (neverNull || nullsFirst):
		return ""
	case !descending:
		return " NULLS LAST"
	case nullsFirst:
		return " DESC NULLS FIRST"
	}
	return " DESC"
}

// order writes the order of groups.
func (g *group) order(alias string) {
	for i, key := range g.FullOrder() {
		if i == 0 {
			g.write(" ORDER BY ")
		}
		g.write(comma(i), alias, sortColumn(key), sortDirection(key.Descending, key.NullsFirst, g.KeyNeverNull(key)))
	}
}

// sortColumn returns the column of a key of the order of groups.
func sortColumn(key plan.GroupSort) string {
	column := "v"
	if key.ByKey {
		column = "k"
	}
	return column + strconv.Itoa(int(key.At)+1)
}
