package planner

import (
	"fmt"
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/planner/input"
	"github.com/stakegraph/stakegraph/graph/response"
)

// groups plans a page of the groups of a connection's rows, whatever the page of the rows.
func (p *planner) groups(
	at place, on model.LabelSet, f collected, set plan.Set, l listing, within place,
) response.Value {
	arguments, err := p.Arguments(f.field)
	if err != nil {
		return p.failed(within, f, err)
	}
	read := &groupPage{planner: p, listing: l, at: at, within: place{path: within.at(f)}}
	if err := read.read(arguments, set); err != nil {
		return p.failed(within, f, err)
	}
	read.groups.On, read.counted.On = on, on
	return p.object(read.within, l.name+"GroupConnection", f.selections, func(c collected) response.Value {
		switch c.field.Name {
		case "totalCount":
			if err := read.count(); err != nil {
				return p.failed(read.within, c, err)
			}
			return response.Int{At: at.row.GroupCount(read.counted), Required: true}
		case "edges":
			return read.rows(c, read.edge)
		case "nodes":
			return read.rows(c, read.group)
		case "pageInfo":
			return pageInfo{p, read.window, read.within, read}.fields(c)
		}
		return p.unbound(read.within, c)
	})
}

// groupPage is a page of groups while its parts are planned. The first part that needs the groups adds them to the row.
type groupPage struct {
	*planner
	listing
	window
	at          place
	within      place // path of the connection of groups
	groups      plan.Groups
	counted     plan.GroupCount
	places      map[string]plan.Place // of the keys, by their fields
	fingerprint uint32
	place       plan.Place
	joined      *plan.Groups
}

// read reads the arguments.
func (g *groupPage) read(arguments map[string]any, set plan.Set) (err error) {
	g.groups.Set = set
	if err = g.by(arguments); err != nil {
		return err
	}
	if g.groups.Having, err = g.aggregateFilter("filter", g.aggregated(), arguments["filter"]); err != nil {
		return err
	}
	g.counted = g.groups.Counted()
	if err = g.order(arguments); err != nil {
		return err
	}
	g.fingerprint = g.groups.Fingerprint()
	if g.window, err = g.planner.window(arguments, g.groups.ParseCursor); err != nil {
		return err
	}
	g.groups.Limit, g.groups.After, g.groups.Before = g.limit, g.after, g.until
	if g.backwards {
		g.groups.Order = g.groups.Backwards()
	}
	return nil
}

// by reads the keys.
func (g *groupPage) by(arguments map[string]any) error {
	g.places = map[string]plan.Place{}
	by, _ := arguments["by"].([]any)
	if len(by) == 0 {
		return input.Wrong("by", "the list is empty: write at least one key, such as [CITY], or select `aggregate` for the figures of all rows")
	}
	for i, value := range by {
		name, _ := value.(string)
		key, field := g.bindings.keyOf(&g.groups, g.name, name)
		if _, twice := g.places[field]; twice {
			return input.Wrong(fmt.Sprintf("by[%d]", i), "%s groups by %s, and so does an earlier element: "+
				"remove one", name, field)
		}
		g.places[field] = plan.Place(len(g.groups.Keys))
		g.groups.Keys = append(g.groups.Keys, key)
	}
	for i, step := range g.groups.Steps {
		g.groups.Steps[i].Where = g.shown(step.From)
	}
	return nil
}

// aggregated returns what conditions on groups read: the values of the groups.
func (g *groupPage) aggregated() aggregated {
	return aggregated{typeName: g.name, set: g.groups.Set, operand: func(_ plan.Set, value plan.Value) (operand, error) {
		at := g.groups.Value(value)
		o := operand{
			compare: func(op plan.Op, value any) plan.Predicate {
				return plan.CompareGroupValue{At: at, Op: op, Operand: value}
			},
			isNull: plan.GroupValueIsNull{At: at},
		}
		return o, nil
	}}
}

// order reads the order.
func (g *groupPage) order(arguments map[string]any) error {
	orderBy, _ := arguments["orderBy"].([]any)
	for i, element := range orderBy {
		key := objectOf(element)
		name := fmt.Sprintf("orderBy[%d]", i)
		if len(key) == 1 && key[0].Name == "key" && key[0].Value != nil {
			for at := range g.groups.Keys {
				orderGroups(&g.groups, true, plan.Place(at), key[0].Value)
			}
			continue
		}
		made, err := g.madeKeys(name, g.groups.Set, g.name, key)
		if err != nil {
			return err
		}
		for _, value := range made.values {
			orderGroups(&g.groups, false, g.groups.Value(value), made.direction)
		}
	}
	return nil
}

// count counts the parts of the groups: each step to a key is one more.
func (g *groupPage) count() error {
	return g.Meter.Parts(1+len(g.groups.Steps), g.at.depth+1)
}

func (g *groupPage) join() (plan.Place, error) {
	if g.joined == nil {
		if err := g.count(); err != nil {
			return 0, err
		}
		g.place, g.joined = g.at.row.Groups(g.groups)
	}
	return g.place, nil
}

// rows plans a list of the groups of the page.
func (g *groupPage) rows(c collected, value func(place, collected) response.Value) response.Value {
	if _, err := g.join(); err != nil {
		return g.failed(g.within, c, err)
	}
	at := g.at.under(c, &g.joined.Row, 0)
	at.path = g.within.at(c)
	return response.Rows{At: g.place, Limit: g.limit, Backwards: g.backwards, Value: value(at, c)}
}

// edge plans the selected fields of the edge of a group.
func (g *groupPage) edge(at place, edges collected) response.Value {
	return g.object(at, g.name+"GroupEdge", edges.selections, func(c collected) response.Value {
		switch c.field.Name {
		case "cursor":
			return g.endCursor()
		case "node":
			in := at
			in.path = at.at(c)
			return g.group(in, c)
		}
		return g.unbound(at, c)
	})
}

// group plans the selected fields of a group.
func (g *groupPage) group(at place, c collected) response.Value {
	of := group{planner: g.planner, listing: g.listing, groups: g.joined, places: g.places, at: at}
	return of.fields(c)
}

// endCursor plans the cursor of a group. Its values are those that the groups are sorted by, which each group has.
func (g *groupPage) endCursor() response.Cursor {
	order := g.groups.FullOrder()
	keys := make([]response.SortKey, len(order))
	for i, key := range order {
		keys[i] = response.SortKey{At: key.At, Inside: true, List: inValues}
		if key.ByKey {
			keys[i].List = inKeys
		}
	}
	return response.Cursor{Fingerprint: g.fingerprint, Keys: keys}
}

func (g *groupPage) readMore() { g.joined.More = true }

func (g *groupPage) behind() (plan.Place, error) {
	if err := g.count(); err != nil {
		return 0, err
	}
	behind := g.groups
	behind.Order, behind.Before, behind.Including, behind.Limit = behind.Backwards(), nil, true, 1
	behind.Values = slices.Clone(behind.Values)
	place, _ := g.at.row.Groups(behind)
	return place, nil
}

// orderGroups adds a key to the order of groups, unless the order has it.
func orderGroups(g *plan.Groups, byKey bool, at plan.Place, direction any) {
	if slices.ContainsFunc(g.Order, func(have plan.GroupSort) bool { return have.ByKey == byKey && have.At == at }) {
		return
	}
	key := directed(plan.Sort{}, direction)
	g.Order = append(g.Order, plan.GroupSort{
		ByKey: byKey, At: at, Descending: key.Descending, NullsFirst: key.NullsFirst,
	})
}

// group plans the selected fields of a group.
type group struct {
	*planner
	listing
	groups *plan.Groups
	places map[string]plan.Place // of the keys, by their fields
	at     place                 // row of the group
}

func (g *group) fields(f collected) response.Value {
	items := func(v response.Value) response.Value { return response.Within{At: inItems, Value: v} }
	return g.object(g.at, g.name+"Group", f.selections, func(c collected) response.Value {
		switch c.field.Name {
		case "key":
			return g.key(c)
		case "count":
			return inGroup(response.Int{At: g.groups.Value(plan.Value{Func: plan.Count}), Required: true})
		case "aggregate":
			a := &aggregate{
				planner: g.planner, at: g.at, set: plan.Set{From: g.rows()}, typeName: g.name, groups: g.groups,
				path: place{path: g.at.at(c)}, value: inGroup, item: items,
			}
			return a.fields(c)
		case "members":
			return items(g.connection(g.at, 0, c, listing{
				from: g.rows(), name: g.name, nodeType: g.nodeType, labels: g.labels,
			}))
		}
		return g.unbound(g.at, c)
	})
}

// rows returns the source of the rows of a group.
func (g *group) rows() plan.From {
	from := plan.From{Kind: plan.GroupRows, Groups: g.groups, Labels: g.groups.From.Labels}
	if g.groups.HasRelationship() {
		from.Rel, from.Direction = g.groups.From.Rel, g.groups.From.Direction
	}
	return from
}

// keyLabels are the labels of the keys that are nodes.
var keyLabels = map[string]model.Label{"sector": model.Sector, "programme": model.Programme, "round": model.Round}

func (g *group) key(f collected) response.Value {
	path := place{path: g.at.at(f)}
	return g.object(path, "GroupKey", f.selections, func(c collected) response.Value {
		name := c.field.Name
		at, grouped := g.places[name]
		label, isNode := keyLabels[name]
		switch {
		case !grouped:
			return response.Null{}
		case isNode:
			if err := g.Meter.Part(g.at.depth + 1); err != nil {
				return g.failed(path, c, err)
			}
			place, one := g.at.row.One(plan.One{
				From: plan.From{Kind: plan.GroupKeyNode, Groups: g.groups, Key: at, Labels: label.Set()},
			})
			under := g.at.under(c, &one.Row, label.Set())
			under.path = path.at(c)
			return response.Within{At: inItems, Value: response.One{
				At: place, Value: g.node(under, label.String(), c.selections),
			}}
		case name == "level" || name == "investorLevel":
			return response.Within{At: inKeys, Value: response.Enum{At: at, Property: model.Level}}
		case name == "batch" || name == "year" || name == "foundedYear" || name == "investmentYear":
			return response.Within{At: inKeys, Value: response.Int{At: at}}
		}
		return response.Within{At: inKeys, Value: response.Text{At: at}}
	})
}
