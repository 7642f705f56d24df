package plan

import (
	"reflect"
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
)

// Place is the position of a value in a record: of an item in its row, or of a key or a value in its group.
type Place int

// Sharing: what two parts of an operation ask alike, the row holds once. Each method returns the place of the item in
// the row, adding it where it is not there yet. The labels are those for which it is read; 0 for all.

// addShared returns the first item that asks the same, or adds one.
func addShared[I Item](r *Row, one I, same func(have I) bool) (Place, I) {
	for i, item := range r.Items {
		if have, is := item.(I); is && same(have) {
			return Place(i), have
		}
	}
	r.Items = append(r.Items, one)
	return Place(len(r.Items) - 1), one
}

// Column places a column.
func (r *Row) Column(c Column) Place {
	place, _ := addShared(r, c, func(have Column) bool { return have == c })
	return place
}

// TotalCount places a count.
func (r *Row) TotalCount(c TotalCount) Place {
	place, shared := addShared(r, &c, func(have *TotalCount) bool {
		return equalFrom(have.From, c.From) && reflect.DeepEqual(have.Where, c.Where)
	})
	shared.On = union(shared.On, c.On)
	return place
}

// Aggregate places a measure.
func (r *Row) Aggregate(m Aggregate) Place {
	place, _ := addShared(r, &m, func(have *Aggregate) bool { return reflect.DeepEqual(*have, m) })
	return place
}

// Groups places groups and returns them too, so that their values and their rows can be filled.
func (r *Row) Groups(g Groups) (Place, *Groups) {
	place, shared := addShared(r, &g, func(have *Groups) bool {
		return have.Limit == g.Limit && equalSet(have.Set, g.Set) && reflect.DeepEqual(have.Steps, g.Steps) &&
			reflect.DeepEqual(have.Keys, g.Keys) && reflect.DeepEqual(have.Having, g.Having) &&
			reflect.DeepEqual(have.Order, g.Order) && equalValues(have, &g)
	})
	shared.On = union(shared.On, g.On)
	return place, shared
}

// equalValues reports whether what is asked of groups by the places of their values is asked of the same values.
func equalValues(have, g *Groups) bool {
	return len(g.Values) <= len(have.Values) && slices.Equal(have.Values[:len(g.Values)], g.Values)
}

// List places a list and returns it too, so that its row can be filled.
func (r *Row) List(l List) (Place, *List) {
	place, shared := addShared(r, &l, func(have *List) bool {
		return equalFrom(have.From, l.From) && have.Limit == l.Limit && reflect.DeepEqual(have.Where, l.Where) &&
			reflect.DeepEqual(have.Order, l.Order) && reflect.DeepEqual(have.After, l.After) && have.Including == l.Including
	})
	shared.On = union(shared.On, l.On)
	shared.More = shared.More || l.More
	return place, shared
}

// One places a one and returns it too, so that its row can be filled.
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
		a.Groups == b.Groups && a.InitPlan == b.InitPlan && a.Key == b.Key && slices.Equal(a.IDs, b.IDs)
}

func union(a, b model.LabelSet) model.LabelSet {
	if a == 0 || b == 0 {
		return 0
	}
	return a | b
}
