package planner

import (
	"fmt"
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/planner/input"
	"github.com/stakegraph/stakegraph/graph/response"
)

// window is the part of a list of rows or of groups that the arguments of a page select, as the Relay specification of
// connections defines it: what is between the cursors, and of that the first or the last. A page that is read from the end
// has the reverse order, and what it contains is written from the last to the first.
type window struct {
	backwards bool
	limit     int
	after     []any // the values of the cursor at which reading begins; nil for the start
	until     []any // those of the cursor before which it ends; nil for the end
}

// window returns the window that arguments select. The function parse reads a cursor.
func (a *builder) window(arguments map[string]any, parse func(string) ([]any, error)) (w window, err error) {
	if w.backwards, err = goesBackwards(arguments); err != nil {
		return window{}, err
	}
	size, from, to := "first", "after", "before"
	if w.backwards {
		size, from, to = "last", to, from
	}
	if w.limit, err = a.pageSize(size, arguments); err != nil {
		return window{}, err
	}
	if w.after, err = cursor(from, arguments, parse); err != nil {
		return window{}, err
	}
	w.until, err = cursor(to, arguments, parse)
	return w, err
}

// cursor returns the values of a cursor, or nil if it is absent.
func cursor(name string, arguments map[string]any, parse func(string) ([]any, error)) ([]any, error) {
	text, given := arguments[name].(string)
	if !given {
		return nil, nil
	}
	values, err := parse(text)
	if err != nil {
		return nil, fmt.Errorf("%w (argument `%s`: %s)", err, name, input.Describe(text))
	}
	return values, nil
}

// goesBackwards reports whether the page is read from the end of the list.
func goesBackwards(arguments map[string]any) (bool, error) {
	_, first := arguments["first"].(int64)
	_, after := arguments["after"].(string)
	_, last := arguments["last"].(int64)
	_, before := arguments["before"].(string)
	if first && last {
		return false, input.Wrong("last", "`first` and `last` cannot be used together: use `first` to read from the start, or `last` to read "+
			"from the end")
	}
	return last || before && !first && !after, nil
}

// pageSize returns the number of rows that an argument requests, or the default.
func (a *builder) pageSize(name string, arguments map[string]any) (int, error) {
	size, given := arguments[name].(int64)
	if !given {
		return min(a.pages.Default, a.pages.Most), nil
	}
	if size < 0 || size > int64(a.pages.Most) {
		return 0, input.Beyond(name, size, 0, int64(a.pages.Most))
	}
	return int(size), nil
}

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

// paged is a page of rows or of groups, whose PageInfo is planned.
type paged interface {
	// join adds what is read to the plan, once, and returns its place.
	join() (plan.Place, error)
	// endCursor returns the cursor of a row or group of the page.
	endCursor() response.Cursor
	// readMore reads one more than the page has.
	readMore()
	// behind adds a page of at most one that is at the cursor or before it, and returns its place.
	behind() (plan.Place, error)
}

// pageInfo plans the PageInfo of a page.
type pageInfo struct {
	*planner
	window
	within place // path of the connection
	of     paged
}

func (i pageInfo) fields(c collected) response.Value {
	at, err := i.of.join()
	if err != nil {
		return i.failed(i.within, c, err)
	}
	return i.object(place{path: i.within.at(c)}, "PageInfo", c.selections, func(f collected) response.Value {
		switch f.field.Name {
		case "hasNextPage":
			return i.hasMore(f, !i.backwards)
		case "hasPreviousPage":
			return i.hasMore(f, i.backwards)
		case "startCursor":
			return response.EndCursor{At: at, Limit: i.limit, Last: i.backwards, Cursor: i.of.endCursor()}
		case "endCursor":
			return response.EndCursor{At: at, Limit: i.limit, Last: !i.backwards, Cursor: i.of.endCursor()}
		}
		return i.unbound(i.within, f)
	})
}

// hasMore plans whether there are rows or groups outside the page: ahead, where reading ended, or behind, where it began.
// Those behind a page after a cursor are that of the cursor, which may be deleted or belong to another list, and all
// before it.
func (i pageInfo) hasMore(f collected, ahead bool) response.Value {
	at, err := i.of.join()
	limit := i.limit
	switch {
	case err != nil:
	case ahead:
		i.of.readMore()
	case i.after == nil:
		return response.Truth(false)
	default:
		at, err = i.of.behind()
		limit = 0
	}
	if err != nil {
		return i.failed(i.within, f, err)
	}
	return response.More{At: at, Limit: limit}
}

func (r *page) readMore() { r.joined.More = true }

func (r *page) behind() (plan.Place, error) {
	if err := r.Meter.Part(r.at.depth + 1); err != nil {
		return 0, err
	}
	behind := r.list
	behind.Where = r.where
	behind.Order, behind.Including, behind.Limit = plan.Backwards(behind.Order), true, 1
	place, _ := r.at.row.List(behind)
	return place, nil
}

// precedes returns the condition that a row of a list comes before the values of a cursor in the order of the list: its
// first key that differs from the cursor comes before it.
func precedes(list *plan.List, values []any) plan.Predicate {
	var parts []plan.Predicate
	var equal []plan.Predicate // the keys so far are equal
	for i, key := range list.Order {
		o, value := sortOperand(key), sortValue(key, values[i])
		if list.KeyNeverNull(key) {
			o.isNull = plan.Or{}
		}
		before := comesBefore(o, key, value)
		parts = append(parts, plan.AllOf(append(equal[:len(equal):len(equal)], before)...))
		if value == nil {
			equal = append(equal, o.isNull)
		} else {
			equal = append(equal, o.compare(plan.Equal, value))
		}
	}
	return plan.AnyOf(parts...)
}

// comesBefore returns the condition that a key comes strictly before a value, which is nil for null.
func comesBefore(o operand, key plan.Sort, value any) plan.Predicate {
	switch {
	case value == nil && key.NullsFirst:
		return plan.Or{} // nothing comes before null
	case value == nil:
		return plan.NoneOf(o.isNull)
	}
	op := plan.Less
	if key.Descending {
		op = plan.Greater
	}
	before := o.compare(op, value)
	if key.NullsFirst {
		return plan.AnyOf(before, o.isNull)
	}
	return before
}

// sortOperand returns the key of an order as the left side of a comparison.
func sortOperand(key plan.Sort) operand {
	if key.Over == nil {
		return columnOperand(key.Column)
	}
	of := *key.Over
	return operand{
		compare: func(op plan.Op, value any) plan.Predicate {
			return plan.CompareAggregate{Aggregate: of, Op: op, Operand: value}
		},
		isNull: plan.AggregateIsNull{Aggregate: of},
	}
}

// sortValue returns the value of a cursor in the form in which it is compared: cursors have 0 and 1 for truth values.
func sortValue(key plan.Sort, value any) any {
	column := key.Column
	if key.Over != nil {
		column = key.Over.Value.Column
		if key.Over.Value.Func < plan.Min {
			return value // a number of rows, or a sum
		}
	}
	if n, is := value.(int64); is && column.Property.Type() == model.Bool {
		return n == 1
	}
	return value
}
