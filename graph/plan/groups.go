package plan

import (
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
)

// Groups groups the rows of a set by their keys and computes values of each group. The result is an ordered list of
// groups. Without keys, all rows form one group, which exists even if there are no rows.
//
// A group is a list of three lists: the values of Keys, of Values and of Row.
type Groups struct {
	Set
	Steps  []Step
	Keys   []GroupKey
	Values []Value
	Having Predicate // on a group: And, Or, Not, CompareGroupValue and GroupValueIsNull; nil always holds
	Order  []GroupSort
	After  []any // a value for each key of FullOrder, nil for null: only groups after it; empty for the first page
	// Including also includes the group at After, if it exists.
	Including bool
	Before    []any // a value for each key of FullOrder: only groups before it; empty for the last page
	Limit     int   // maximum number of groups; Unlimited for all
	More      bool  // one group more than Limit is read, to know whether there are further groups
	On        model.LabelSet
	Row       Row // lists, totals, Ones and groups whose From is GroupRows or GroupKeyNode; no columns
}

// GroupCount is the number of groups that satisfy Having: an integer. Values are those that Having reads.
type GroupCount struct {
	Set
	Steps  []Step
	Keys   []GroupKey
	Values []Value
	Having Predicate
	On     model.LabelSet
}

// Step leads from a row to other rows that keys are read from. A row without a next row stays, with null keys. A row
// with several next rows is in the groups of all of them, and in each group once.
type Step struct {
	Start int  // 0 for the row of the set, n for the nth step
	From  From // Expand, BackReference or Reference
	// Where is a condition on the relationship of From, or on the node for Reference; nil always holds. It is nil if
	// Upwards is set.
	Where Predicate
	// Upwards, for an Expand, follows From repeatedly: the step leads to the row's own node, to the nodes that From
	// reaches from it, and so on. Each node is reached once, without a relationship.
	Upwards bool
}

// GroupKey is a value that all rows of a group have in common: a scalar. Null is a value.
type GroupKey struct {
	At     int // 0 for the row of the set, n for the row of the nth step
	Column Column
}

// GroupSort is one key of the order of groups. Groups that are equal by all of them are ordered by their keys, nulls
// last.
type GroupSort struct {
	ByKey      bool  // whether it is a key; otherwise a value
	At         Place // its place in Keys or in Values
	Descending bool
	NullsFirst bool
}

// CompareGroupValue holds if a value of the group compares to Operand as Op says: Equal or one of the four
// inequalities. It is false if the value is null.
type CompareGroupValue struct {
	At      Place // the place in Values
	Op      Op
	Operand any
}

// GroupValueIsNull holds if a value of the group is null.
type GroupValueIsNull struct {
	At Place // the place in Values
}

func (*Groups) isItem()                {}
func (*GroupCount) isItem()            {}
func (CompareGroupValue) isPredicate() {}
func (GroupValueIsNull) isPredicate()  {}

// Value returns the place of a value of each group, and adds the value if it is new.
func (g *Groups) Value(v Value) Place {
	if i := slices.Index(g.Values, v); i >= 0 {
		return Place(i)
	}
	g.Values = append(g.Values, v)
	return Place(len(g.Values) - 1)
}

// Counted returns the count of the groups. It must be called before values that Having does not read are added.
func (g *Groups) Counted() GroupCount {
	return GroupCount{g.Set, g.Steps, g.Keys, slices.Clone(g.Values), g.Having, g.On}
}

// Groups returns the groups that are counted, without an order and without a limit.
func (c *GroupCount) Groups() *Groups {
	return &Groups{Set: c.Set, Steps: c.Steps, Keys: c.Keys, Values: c.Values, Having: c.Having, Limit: Unlimited, On: c.On}
}

// Reads returns the maximum number of groups that are read, if Limit is not Unlimited.
func (g *Groups) Reads() int64 { return reads(g.Limit, g.More) }

// FullOrder returns the order of groups with the keys that make it complete, so that no two groups are equal.
func (g *Groups) FullOrder() []GroupSort {
	order := slices.Clone(g.Order)
	for i := range g.Keys {
		by := func(have GroupSort) bool { return have.ByKey && have.At == Place(i) }
		if !slices.ContainsFunc(order, by) {
			order = append(order, GroupSort{ByKey: true, At: Place(i)})
		}
	}
	return order
}

// Backwards returns the reverse of the full order.
func (g *Groups) Backwards() []GroupSort { return mapEach(g.FullOrder(), GroupSort.Reverse) }

// Reverse returns the key with the other direction.
func (key GroupSort) Reverse() GroupSort {
	key.Descending, key.NullsFirst = !key.Descending, !key.NullsFirst
	return key
}

// KeyNeverNull reports whether a key of the order of the groups always has a value.
func (g *Groups) KeyNeverNull(key GroupSort) bool { return !key.ByKey && g.Values[key.At].NeverNull() }
