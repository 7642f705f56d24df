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

// Column places a column.
func (r *Row) Column(c Column) Place {
	for i, item := range r.Items {
		if item == Item(c) {
			return Place(i)
		}
	}
	r.Items = append(r.Items, c)
	return Place(len(r.Items) - 1)
}

// Count places a count.
func (r *Row) Count(c Count) Place {
	for i, item := range r.Items {
		if have, ok := item.(*Count); ok && sameFrom(have.From, c.From) && reflect.DeepEqual(have.Where, c.Where) {
			have.On = union(have.On, c.On)
			return Place(i)
		}
	}
	r.Items = append(r.Items, &c)
	return Place(len(r.Items) - 1)
}

// Measure places a measure.
func (r *Row) Measure(m Measure) Place {
	for i, item := range r.Items {
		if have, ok := item.(*Measure); ok && reflect.DeepEqual(*have, m) {
			return Place(i)
		}
	}
	r.Items = append(r.Items, &m)
	return Place(len(r.Items) - 1)
}

// Groups places groups and returns them too, so that their values and their rows can be filled.
func (r *Row) Groups(g Groups) (Place, *Groups) {
	for i, item := range r.Items {
		have, ok := item.(*Groups)
		if ok && have.Limit == g.Limit && sameSet(have.Set, g.Set) && reflect.DeepEqual(have.Steps, g.Steps) &&
			reflect.DeepEqual(have.Keys, g.Keys) && reflect.DeepEqual(have.Having, g.Having) &&
			reflect.DeepEqual(have.Order, g.Order) && sameValues(have, &g) {
			have.On = union(have.On, g.On)
			return Place(i), have
		}
	}
	r.Items = append(r.Items, &g)
	return Place(len(r.Items) - 1), &g
}

// sameValues reports whether what is asked of groups by the places of their values is asked of the same values.
func sameValues(have, g *Groups) bool {
	return len(g.Values) <= len(have.Values) && slices.Equal(have.Values[:len(g.Values)], g.Values)
}

// List places a list and returns it too, so that its row can be filled.
func (r *Row) List(l List) (Place, *List) {
	for i, item := range r.Items {
		have, ok := item.(*List)
		if ok && sameFrom(have.From, l.From) && have.Limit == l.Limit && reflect.DeepEqual(have.Where, l.Where) &&
			reflect.DeepEqual(have.Order, l.Order) && reflect.DeepEqual(have.After, l.After) && have.Including == l.Including {
			have.On = union(have.On, l.On)
			have.More = have.More || l.More
			return Place(i), have
		}
	}
	r.Items = append(r.Items, &l)
	return Place(len(r.Items) - 1), &l
}

// One places a one and returns it too, so that its row can be filled.
func (r *Row) One(o One) (Place, *One) {
	for i, item := range r.Items {
		if have, ok := item.(*One); ok && sameFrom(have.From, o.From) && reflect.DeepEqual(have.Where, o.Where) {
			have.On = union(have.On, o.On)
			return Place(i), have
		}
	}
	r.Items = append(r.Items, &o)
	return Place(len(r.Items) - 1), &o
}

func sameSet(a, b Set) bool {
	return sameFrom(a.From, b.From) && reflect.DeepEqual(a.Where, b.Where) && reflect.DeepEqual(a.Then, b.Then) &&
		reflect.DeepEqual(a.ThenWhere, b.ThenWhere)
}

func sameFrom(a, b From) bool {
	return a.Kind == b.Kind && a.Of == b.Of && a.Rel == b.Rel && a.Direction == b.Direction &&
		a.Property == b.Property && a.Labels == b.Labels && a.Marker == b.Marker &&
		a.Groups == b.Groups && a.Finding == b.Finding && a.Key == b.Key && slices.Equal(a.IDs, b.IDs)
}

func union(a, b model.LabelSet) model.LabelSet {
	if a == 0 || b == 0 {
		return 0
	}
	return a | b
}
