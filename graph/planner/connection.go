package planner

import (
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/response"
)

// listing is a paged list: of nodes, or of relationships with the nodes at their far ends.
type listing struct {
	from     plan.From
	where    plan.Predicate
	timeless plan.Predicate // where, without the condition that rows are visible at the current time
	name     string         // of its connection, edge, filter and order types
	nodeType string
	labels   model.LabelSet // labels that its nodes can have
}

// connection plans a paged list. Its rows are read only if edges, nodes or pageInfo are selected, and counted only if
// the total is.
func (p *planner) connection(at place, on model.LabelSet, f collected, l listing) response.Value {
	read, err := p.page(f.field, l)
	if err != nil {
		return p.failed(at, f, err)
	}
	read.list.On = on
	read.at, read.within = at, place{path: at.at(f)}
	set := plan.Set{From: l.from, Where: read.where}
	return p.object(read.within, l.name+"Connection", f.selections, func(c collected) response.Value {
		switch c.field.Name {
		case "totalCount":
			if err := p.Meter.Part(at.depth + 1); err != nil {
				return p.failed(read.within, c, err)
			}
			return response.Int{At: at.row.TotalCount(plan.TotalCount{From: l.from, Where: set.Where, On: on}), Required: true}
		case "undatedCount":
			return read.undatedCount(c)
		case "edges":
			return read.rows(c, func(at place) response.Value { return read.edge(at, c) })
		case "nodes":
			return read.rows(c, func(at place) response.Value { return p.node(at, l.nodeType, c.selections) })
		case "pageInfo":
			return pageInfo{p, read.window, read.within, read}.fields(c)
		case "aggregate":
			return p.aggregate(at, on, c, set, l.name, read.within)
		case "groups":
			return p.groups(at, on, c, set, l, read.within)
		}
		return p.unbound(read.within, c)
	})
}

// page returns the list for the arguments of a connection. A list that is read from its end has the reverse order, and
// its rows are written from the last to the first.
func (p *planner) page(field *ast.Field, l listing) (*page, error) {
	list := plan.List{From: l.from}
	arguments, err := p.Arguments(field)
	if err != nil {
		return nil, err
	}
	filter, err := p.filterArgument(arguments, l)
	if err != nil {
		return nil, err
	}
	list.Where = plan.AllOf(l.where, filter)
	if list.Order, err = p.order(arguments, l); err != nil {
		return nil, err
	}
	read := &page{planner: p, listing: l, filter: filter, fingerprint: list.Fingerprint()}
	if read.window, err = p.window(arguments, list.ParseCursor); err != nil {
		return nil, err
	}
	list.Limit, list.After = read.limit, read.after
	if read.backwards {
		list.Order = plan.Backwards(list.Order)
	}
	read.where = list.Where
	if read.until != nil {
		list.Where = plan.AllOf(list.Where, precedes(&list, read.until))
		if err := p.Meter.Condition(2 * len(list.Order)); err != nil {
			return nil, err
		}
	}
	read.list = list
	return read, nil
}

// page is a connection's list while its parts are planned. The first part that needs rows adds the list to the row.
type page struct {
	*planner
	listing
	window
	at          place
	filter      plan.Predicate
	list        plan.List
	where       plan.Predicate // of the list without its cursors
	fingerprint uint32
	within      place // path of the connection itself
	place       plan.Place
	joined      *plan.List
}

// join adds the list to the row, once, and returns its place.
func (r *page) join() (plan.Place, error) {
	if r.joined == nil {
		if err := r.Meter.Part(r.at.depth + 1); err != nil {
			return 0, err
		}
		r.place, r.joined = r.at.row.List(r.list)
	}
	return r.place, nil
}

// undatedCount plans the number of rows that the time of the list hides only because their date is unknown.
func (r *page) undatedCount(c collected) response.Value {
	undated := r.when.Undated(r.from)
	if undated == nil {
		return response.Number(0)
	}
	plan.Walk(undated, func(plan.Predicate) { _ = r.Meter.Condition(1) })
	if err := r.Meter.Part(r.at.depth + 1); err != nil {
		return r.failed(r.within, c, err)
	}
	count := plan.TotalCount{From: r.from, Where: plan.AllOf(r.timeless, undated, r.filter), On: r.list.On}
	return response.Int{At: r.at.row.TotalCount(count), Required: true}
}

// rows plans a list of the page's rows.
func (r *page) rows(c collected, value func(place) response.Value) response.Value {
	if _, err := r.join(); err != nil {
		return r.failed(r.within, c, err)
	}
	at := place{row: &r.joined.Row, labels: r.labels, depth: r.at.depth + 1, path: r.within.at(c), rel: r.from.Rel}
	return response.Rows{At: r.place, Limit: r.limit, Backwards: r.backwards, Value: value(at)}
}

// edge plans the selected fields of an edge: its cursor, the properties of the relationship, and the node at its far
// end. Like the fields of a node, they show all of time.
func (r *page) edge(at place, edges collected) response.Value {
	defer r.allOfTime()()
	return r.object(at, r.name+"Edge", edges.selections, func(f collected) response.Value {
		switch f.field.Name {
		case "cursor":
			return r.cursor()
		case "node":
			nodeAt := at
			nodeAt.path = at.at(f)
			return r.node(nodeAt, r.nodeType, f.selections)
		case "relationship":
			edge := r.bindings.edges[r.name]
			relationshipAt := at
			relationshipAt.path = at.at(f)
			return r.relationship(relationshipAt, edge.rel, edge.toward, f.selections)
		}
		return r.field(at, plan.OfRelationship, 0, f, r.bindings.fields[r.name])
	})
}
