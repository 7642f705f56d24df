package planner

import (
	"slices"

	"github.com/vektah/gqlparser/v2/ast"

	"stakegraph/graph/model"
	"stakegraph/graph/plan"
	"stakegraph/graph/response"
)

// Page sizes.
const (
	DefaultPage = 20
	MaxPage     = 1000
)

// listing is a paged list: of nodes, or of relationships with the nodes at their far ends.
type listing struct {
	from     plan.From
	where    plan.Predicate
	name     string // of its connection, edge, filter and order types
	nodeType string
	labels   model.LabelSet // those that its nodes can have
}

// connection plans a paged list. Its rows are read only where edges, nodes or the page's ends are selected, and counted
// only where the total is.
func (p *planner) connection(at place, on model.LabelSet, f collected, l listing) response.Value {
	list, err := p.page(f.field, l)
	if err != nil {
		return p.failed(at, f.key, f.field.Position, err)
	}
	list.On = on
	read := page{planner: p, at: at, list: list, listing: l, within: place{path: at.at(f.key)}}
	connection := &response.Object{}
	for _, c := range p.collect(l.name+"Connection", concrete, f.selections...) {
		if p.beyond() {
			return nothing
		}
		var value response.Value
		switch c.field.Name {
		case "totalCount":
			if err := p.meter.Part(at.depth + 1); err != nil {
				return p.failed(read.within, c.key, c.field.Position, err)
			}
			place := at.row.Count(plan.Count{From: l.from, Where: list.Where, On: on})
			value = response.Int{At: place, Required: true}
		case "edges":
			value = read.rows(c, func(at place) response.Value { return read.edge(at, c) })
		case "nodes":
			value = read.rows(c, func(at place) response.Value { return p.node(at, l.nodeType, c.selections) })
		case "pageInfo":
			value = read.pageInfo(c)
		default:
			value = response.Constant(l.name + "Connection")
		}
		connection.Add(c.key, value)
	}
	return connection
}

// page makes the list that a connection's arguments ask for.
func (p *planner) page(field *ast.Field, l listing) (plan.List, error) {
	list := plan.List{From: l.from}
	arguments, err := p.arguments(field)
	if err != nil {
		return list, err
	}
	filter, err := p.filterArgument(arguments, l)
	if err != nil {
		return list, err
	}
	list.Where = plan.AllOf(l.where, filter)
	if list.Order, err = p.order(arguments, l); err != nil {
		return list, err
	}
	list.Limit = DefaultPage
	if first, given := arguments["first"].(int64); given {
		if first < 0 || first > MaxPage {
			return list, argumentError("first", "%d is not from 0 to %d", first, MaxPage)
		}
		list.Limit = int(first)
	}
	if cursor, given := arguments["after"].(string); given {
		if list.After, err = list.ParseCursor(cursor); err != nil {
			return list, err
		}
	}
	return list, nil
}

// page is a connection's list while parts of it are planned: it joins the row with the first of them.
type page struct {
	*planner
	listing
	at     place
	list   plan.List
	within place // the path of the connection itself
	place  int
	joined *plan.List
}

// join adds the list to the row, once.
func (r *page) join() error {
	if r.joined != nil {
		return nil
	}
	if err := r.meter.Part(r.at.depth + 1); err != nil {
		return err
	}
	r.place, r.joined = r.at.row.List(r.list)
	return nil
}

// rows plans a list of the page's rows.
func (r *page) rows(c collected, value func(place) response.Value) response.Value {
	if err := r.join(); err != nil {
		return r.failed(r.within, c.key, c.field.Position, err)
	}
	at := place{row: &r.joined.Row, labels: r.labels, depth: r.at.depth + 1, path: r.within.at(c.key)}
	return response.Rows{At: r.place, Limit: r.list.Limit, Value: value(at)}
}

// edge plans what is selected of an edge: its cursor, the relationship's facts, and the node at its far end.
func (r *page) edge(at place, edges collected) response.Value {
	edge := &response.Object{}
	for _, f := range r.collect(r.name+"Edge", concrete, edges.selections...) {
		if r.beyond() {
			return nothing
		}
		var value response.Value
		switch f.field.Name {
		case "__typename":
			value = response.Constant(r.name + "Edge")
		case "cursor":
			value = r.cursor()
		case "node":
			nodeAt := at
			nodeAt.path = at.at(f.key)
			value = r.node(nodeAt, r.nodeType, f.selections)
		default:
			value = r.field(at, plan.OfRelationship, 0, f, r.bindings.fields[r.name])
		}
		edge.Add(f.key, value)
	}
	return edge
}

// cursor plans the cursor of every row: the values of its sort keys.
func (r *page) cursor() response.Cursor {
	keys := make([]response.SortKey, len(r.list.Order))
	for i, key := range r.list.Order {
		keys[i].At = r.joined.Row.Column(key.Column)
	}
	return response.Cursor{Fingerprint: r.list.Fingerprint(), Keys: keys}
}

// endCursor plans the cursor of one row of the page. The key of a text is made from the text itself there, which is
// mostly selected too: it is then not read for all rows.
func (r *page) endCursor() response.Cursor {
	keys := make([]response.SortKey, len(r.list.Order))
	for i, key := range r.list.Order {
		column := key.Column
		if column.Part == plan.Key && !slices.Contains(r.joined.Row.Items, plan.Item(column)) {
			column.Part, keys[i].Folded = plan.Whole, true
		}
		keys[i].At = r.joined.Row.Column(column)
	}
	return response.Cursor{Fingerprint: r.list.Fingerprint(), Keys: keys}
}

func (r *page) pageInfo(c collected) response.Value {
	if err := r.join(); err != nil {
		return r.failed(r.within, c.key, c.field.Position, err)
	}
	info := &response.Object{}
	for _, f := range r.collect("PageInfo", concrete, c.selections...) {
		var value response.Value
		switch f.field.Name {
		case "hasNextPage":
			r.joined.More = true
			value = response.More{At: r.place, Limit: r.list.Limit}
		case "hasPreviousPage":
			value = response.Truth(len(r.list.After) > 0)
		case "startCursor":
			value = response.EndCursor{At: r.place, Limit: r.list.Limit, Cursor: r.endCursor()}
		case "endCursor":
			value = response.EndCursor{At: r.place, Limit: r.list.Limit, Last: true, Cursor: r.endCursor()}
		default:
			value = response.Constant("PageInfo")
		}
		info.Add(f.key, value)
	}
	return info
}
