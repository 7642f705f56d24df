package planner

import (
	"slices"

	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/response"
)

// cursor plans the cursor of every row: the values of its sort keys.
func (r *page) cursor() response.Cursor {
	keys := make([]response.SortKey, len(r.list.Order))
	for i, key := range r.list.Order {
		keys[i].At = r.keyColumn(key)
	}
	return response.Cursor{Fingerprint: r.fingerprint, Keys: keys}
}

func (r *page) keyColumn(key plan.Sort) plan.Place {
	if key.Over != nil {
		return r.joined.Row.Aggregate(*key.Over)
	}
	return r.joined.Row.Column(key.Column)
}

// endCursor plans the cursor of one row of the page. The key of a text is computed from the text itself, which is
// usually selected too, so that no further column is read for all rows.
func (r *page) endCursor() response.Cursor {
	keys := make([]response.SortKey, len(r.list.Order))
	for i, key := range r.list.Order {
		if key.Over == nil && key.Column.Part == plan.Key && !slices.Contains(r.joined.Row.Items, plan.Item(key.Column)) {
			key.Column.Part, keys[i].Folded = plan.Whole, true
		}
		keys[i].At = r.keyColumn(key)
	}
	return response.Cursor{Fingerprint: r.fingerprint, Keys: keys}
}

func (r *page) pageInfo(c collected) response.Value {
	if err := r.join(); err != nil {
		return r.failed(r.within, c, err)
	}
	return r.object(place{path: r.within.at(c.key)}, "PageInfo", c.selections, func(f collected) response.Value {
		switch f.field.Name {
		case "hasNextPage":
			return r.hasMore(f, !r.backwards)
		case "hasPreviousPage":
			return r.hasMore(f, r.backwards)
		case "startCursor":
			return response.EndCursor{At: r.place, Limit: r.list.Limit, Last: r.backwards, Cursor: r.endCursor()}
		case "endCursor":
			return response.EndCursor{At: r.place, Limit: r.list.Limit, Last: !r.backwards, Cursor: r.endCursor()}
		}
		return r.unbound(r.within, f)
	})
}

// hasMore plans whether there are rows outside the page: ahead, where reading ended, or behind, where it began. The
// rows behind a page after a cursor are the row of the cursor, which may be deleted or belong to another list, and all
// rows before it.
func (r *page) hasMore(f collected, ahead bool) response.Value {
	if ahead {
		r.joined.More = true
		return response.More{At: r.place, Limit: r.list.Limit}
	}
	if len(r.list.After) == 0 {
		return response.Truth(false)
	}
	if err := r.Meter.Part(r.at.depth + 1); err != nil {
		return r.failed(r.within, f, err)
	}
	behind := r.list
	behind.Order, behind.Including, behind.Limit = plan.Backwards(behind.Order), true, 1
	place, _ := r.at.row.List(behind)
	return response.More{At: place, Limit: 0}
}
