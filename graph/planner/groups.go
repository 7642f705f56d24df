package planner

import (
	"fmt"
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/planner/input"
	"github.com/stakegraph/stakegraph/graph/response"
)

// groups plans the groups of a connection's rows, whatever its page.
func (p *planner) groups(
	at place, on model.LabelSet, f collected, set plan.Set, l listing, within place,
) response.Value {
	groups, places, err := p.groupsOf(f, set, l, at.depth+1)
	if err == nil {
		err = p.Meter.Part(at.depth + 1)
	}
	if err != nil {
		return p.failed(within, f, err)
	}
	groups.On = on
	place, joined := at.row.Groups(*groups)
	g := group{planner: p, listing: l, groups: joined, places: places, at: at.under(f, &joined.Row, 0)}
	g.at.path = within.at(f)
	return response.Rows{At: place, Limit: groups.Limit, Value: g.fields(f)}
}

// groupsOf returns the groups for a field's arguments, and the places of the keys by their fields.
func (p *planner) groupsOf(f collected, set plan.Set, l listing, depth int) (*plan.Groups, map[string]plan.Place, error) {
	arguments, err := p.Arguments(f.field)
	if err != nil {
		return nil, nil, err
	}
	groups := &plan.Groups{Set: set}
	if groups.Limit, err = p.pageSize("first", arguments); err != nil {
		return nil, nil, err
	}
	places := map[string]plan.Place{}
	by, _ := arguments["by"].([]any)
	if len(by) == 0 {
		return nil, nil, input.Wrong("by", "the list is empty: write at least one key, such as [CITY], or select `aggregate` for the figures of all rows")
	}
	for i, value := range by {
		name, _ := value.(string)
		key, field := p.bindings.keyOf(groups, l.name, name)
		if _, twice := places[field]; twice {
			return nil, nil, input.Wrong(fmt.Sprintf("by[%d]", i), "%s groups by %s, and so does an earlier element: "+
				"remove one", name, field)
		}
		places[field] = plan.Place(len(groups.Keys))
		groups.Keys = append(groups.Keys, key)
	}
	for i, step := range groups.Steps {
		groups.Steps[i].Where = p.shown(step.From)
		if err := p.Meter.Part(depth); err != nil {
			return nil, nil, err
		}
	}
	from := aggregated{typeName: l.name, set: set, operand: func(_ plan.Set, value plan.Value) (operand, error) {
		at := groups.Value(value)
		o := operand{
			compare: func(op plan.Op, value any) plan.Predicate {
				return plan.CompareGroupValue{At: at, Op: op, Operand: value}
			},
			isNull: plan.GroupValueIsNull{At: at},
		}
		return o, nil
	}}
	if groups.Having, err = p.aggregateFilter("filter", from, arguments["filter"]); err != nil {
		return nil, nil, err
	}
	orderBy, _ := arguments["orderBy"].([]any)
	for i, element := range orderBy {
		key := objectOf(element)
		name := fmt.Sprintf("orderBy[%d]", i)
		if len(key) == 1 && key[0].Name == "key" && key[0].Value != nil {
			for at := range groups.Keys {
				orderGroups(groups, true, plan.Place(at), key[0].Value)
			}
			continue
		}
		made, err := p.madeKeys(name, set, l.name, key)
		if err != nil {
			return nil, nil, err
		}
		for _, value := range made.values {
			orderGroups(groups, false, groups.Value(value), made.direction)
		}
	}
	return groups, places, nil
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
