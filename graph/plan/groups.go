package plan

import (
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
)

// Groups is the rows of a set in groups of those that have the same keys, with values made from each group: a list of
// groups in order. Without keys all rows are one group, which is there even where it has no rows.
//
// A group is a list of three lists: the values of Keys, those of Values, and those of Row.
type Groups struct {
	Set
	Steps  []Step
	Keys   []GroupKey
	Values []Value
	Having Predicate // on a group: And, Or, Not, CompareGroupValue and GroupValueIsNull; nil holds for all
	Order  []GroupSort
	Limit  int // at most this many groups; Unlimited for all
	On     model.LabelSet
	Row    Row // of lists, counts, ones and groups whose From is GroupRows or GroupKeyNode; it has no columns
}

// Step leads from a row to others that keys are read from. A row from which it leads nowhere stays, with null keys; one
// from which it leads to several is in the groups of all of them, but in each group once.
type Step struct {
	Start int  // 0 for the row of the set, n for the nth step
	From  From // Expand, BackReference or Reference
	// Where is on the relationship that From leads over or, of Reference, on the node; nil holds for all. With Upwards there
	// is none.
	Where Predicate
	// Upwards, of an Expand, leads to the row's own node, to where From leads from there, and so on: each node once, and no
	// relationship.
	Upwards bool
}

// GroupKey is a value that the rows of a group have alike: a scalar. Null is a value.
type GroupKey struct {
	At     int // 0 for the row of the set, n for the nth step's
	Column Column
}

// GroupSort is one key of the order of groups. Groups that are equal by all of them come in the order of their keys, nulls
// last.
type GroupSort struct {
	ByKey      bool  // a key, else a value
	At         Place // its place in Keys or in Values
	Descending bool
	NullsFirst bool
}

// CompareGroupValue holds where a value of the group stands to Operand as Op says: Equal or one of the four comparisons. Where the
// value is null it does not hold.
type CompareGroupValue struct {
	At      Place // the place in Values
	Op      Op
	Operand any
}

// GroupValueIsNull holds where a value of the group is null.
type GroupValueIsNull struct {
	At Place // the place in Values
}

func (*Groups) isItem()                {}
func (CompareGroupValue) isPredicate() {}
func (GroupValueIsNull) isPredicate()  {}

// Value places a value of each group.
func (g *Groups) Value(v Value) Place {
	if i := slices.Index(g.Values, v); i >= 0 {
		return Place(i)
	}
	g.Values = append(g.Values, v)
	return Place(len(g.Values) - 1)
}
