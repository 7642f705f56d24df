package plan

import (
	"reflect"
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
)

// Place is the position of a value in a record: of an item in its row, or of a key or a value in its group.
type Place int

// Common subexpressions: a row contains each part of an operation once. Each method below returns the place of the item
// in the row, and adds the item if the row does not contain it yet. The labels of an item are those of the nodes for
// which it is read; 0 for all.

// addShared returns the first item that is the same, or adds one.
func addShared[I Item](r *Row, one I, same func(have I) bool) (Place, I) {
	for i, item := range r.Items {
		if have, is := item.(I); is && same(have) {
			return Place(i), have
		}
	}
	r.Items = append(r.Items, one)
	return Place(len(r.Items) - 1), one
}

// Column returns the place of a column.
func (r *Row) Column(c Column) Place {
	place, _ := addShared(r, c, func(have Column) bool { return have == c })
	return place
}

// TotalCount returns the place of a total.
func (r *Row) TotalCount(c TotalCount) Place {
	place, shared := addShared(r, &c, func(have *TotalCount) bool {
		return equalFrom(have.From, c.From) && reflect.DeepEqual(have.Where, c.Where)
	})
	shared.On = union(shared.On, c.On)
	return place
}

// Aggregate returns the place of an aggregate.
func (r *Row) Aggregate(m Aggregate) Place {
	place, _ := addShared(r, &m, func(have *Aggregate) bool { return reflect.DeepEqual(*have, m) })
	return place
}

// Groups returns the place of groups and the groups themselves, so that the caller can fill in their values and their
// row.
func (r *Row) Groups(g Groups) (Place, *Groups) {
	place, shared := addShared(r, &g, func(have *Groups) bool {
		return have.Limit == g.Limit && equalSet(have.Set, g.Set) && reflect.DeepEqual(have.Steps, g.Steps) &&
			reflect.DeepEqual(have.Keys, g.Keys) && reflect.DeepEqual(have.Having, g.Having) &&
			reflect.DeepEqual(have.Order, g.Order) && reflect.DeepEqual(have.After, g.After) &&
			reflect.DeepEqual(have.Before, g.Before) && have.Including == g.Including && equalValues(have, &g)
	})
	shared.On = union(shared.On, g.On)
	shared.More = shared.More || g.More
	return place, shared
}

// GroupCount returns the place of a count of groups.
func (r *Row) GroupCount(c GroupCount) Place {
	place, shared := addShared(r, &c, func(have *GroupCount) bool {
		return equalSet(have.Set, c.Set) && reflect.DeepEqual(have.Steps, c.Steps) && reflect.DeepEqual(have.Keys, c.Keys) &&
			reflect.DeepEqual(have.Having, c.Having) && slices.Equal(have.Values, c.Values)
	})
	shared.On = union(shared.On, c.On)
	return place
}

// equalValues reports whether g refers to the same values as have at each place of its Values.
func equalValues(have, g *Groups) bool {
	return len(g.Values) <= len(have.Values) && slices.Equal(have.Values[:len(g.Values)], g.Values)
}

// List returns the place of a list and the list itself, so that the caller can fill in its row.
func (r *Row) List(l List) (Place, *List) {
	place, shared := addShared(r, &l, func(have *List) bool {
		return equalFrom(have.From, l.From) && have.Limit == l.Limit && reflect.DeepEqual(have.Where, l.Where) &&
			reflect.DeepEqual(have.Order, l.Order) && reflect.DeepEqual(have.After, l.After) && have.Including == l.Including
	})
	shared.On = union(shared.On, l.On)
	shared.More = shared.More || l.More
	return place, shared
}

// One returns the place of a One and the One itself, so that the caller can fill in its row.
func (r *Row) One(o One) (Place, *One) {
	place, shared := addShared(r, &o, func(have *One) bool {
		return equalFrom(have.From, o.From) && reflect.DeepEqual(have.Where, o.Where)
	})
	shared.On = union(shared.On, o.On)
	return place, shared
}

func equalSet(a, b Set) bool {
	return equalFrom(a.From, b.From) && reflect.DeepEqual(a.Where, b.Where) && reflect.DeepEqual(a.Then, b.Then) &&
		reflect.DeepEqual(a.ThenWhere, b.ThenWhere)
}

func equalFrom(a, b From) bool {
	return a.Kind == b.Kind && a.Of == b.Of && a.Rel == b.Rel && a.Direction == b.Direction &&
		a.Property == b.Property && a.Labels == b.Labels && a.Marker == b.Marker &&
		a.Groups == b.Groups && a.InitPlan == b.InitPlan && a.Key == b.Key && a.Otherwise == b.Otherwise && slices.Equal(a.IDs, b.IDs)
}

func union(a, b model.LabelSet) model.LabelSet {
	if a == 0 || b == 0 {
		return 0
	}
	return a | b
}
