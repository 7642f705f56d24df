package plan

import (
	"reflect"
	"slices"

	"stakegraph/graph/model"
)

// Sharing: what two parts of an operation ask alike, the row holds once. Each method returns the place of the item in
// the row, adding it where it is not there yet. The labels are those for which it is read; 0 for all.

// Column places a column.
func (r *Row) Column(c Column) int {
	for i, item := range r.Items {
		if item == Item(c) {
			return i
		}
	}
	r.Items = append(r.Items, c)
	return len(r.Items) - 1
}

// Count places a count.
func (r *Row) Count(c Count) int {
	for i, item := range r.Items {
		if have, ok := item.(*Count); ok && sameFrom(have.From, c.From) && reflect.DeepEqual(have.Where, c.Where) {
			have.On = union(have.On, c.On)
			return i
		}
	}
	r.Items = append(r.Items, &c)
	return len(r.Items) - 1
}

// List places a list and returns it too, so that its row can be filled.
func (r *Row) List(l List) (int, *List) {
	for i, item := range r.Items {
		have, ok := item.(*List)
		if ok && sameFrom(have.From, l.From) && have.Limit == l.Limit && reflect.DeepEqual(have.Where, l.Where) &&
			reflect.DeepEqual(have.Order, l.Order) && reflect.DeepEqual(have.After, l.After) {
			have.On = union(have.On, l.On)
			have.More = have.More || l.More
			return i, have
		}
	}
	r.Items = append(r.Items, &l)
	return len(r.Items) - 1, &l
}

// One places a one and returns it too, so that its row can be filled.
func (r *Row) One(o One) (int, *One) {
	for i, item := range r.Items {
		if have, ok := item.(*One); ok && sameFrom(have.From, o.From) {
			have.On = union(have.On, o.On)
			return i, have
		}
	}
	r.Items = append(r.Items, &o)
	return len(r.Items) - 1, &o
}

func sameFrom(a, b From) bool {
	return a.Kind == b.Kind && a.Of == b.Of && a.Rel == b.Rel && a.Direction == b.Direction &&
		a.Property == b.Property && a.Labels == b.Labels && a.Marker == b.Marker && slices.Equal(a.IDs, b.IDs)
}

func union(a, b model.LabelSet) model.LabelSet {
	if a == 0 || b == 0 {
		return 0
	}
	return a | b
}
