package plan

import (
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
)

// Plan is all that one query operation reads: one row, whose items are its root fields, once its InitPlans are known.
type Plan struct {
	InitPlans []InitPlan
	Row       Row
}

// Row says which values a record holds for one thing, in their order.
type Row struct {
	Items []Item
}

// Item is one place of a row: a Column, a *Aggregate, a *Count, a *List, a *One or a *Groups.
type Item interface {
	// Source returns where the rows come from that the item is made from, or nil for a Column, which is of the row itself.
	Source() *From
	isItem()
}

// Entity is which of a row's two things an item is taken from.
type Entity uint8

// A row of an expansion stands for a relationship and the node at its far end; every other row for a node alone.
const (
	OfNode Entity = iota
	OfRelationship
)

// Part is which of the values that make up a property is meant.
type Part uint8

// The parts of properties.
const (
	Whole     Part = iota // the value itself; of Money and of dates it is not to be had
	Key                   // FoldedText: what it is searched and sorted by
	Units                 // Money: hundredths
	Currency              // Money: the currency's code
	USD                   // Money: hundredths of a dollar, or null
	Earliest              // PartialDate: its first possible day, as YYYYMMDD
	Latest                // PartialDate: its last possible day
	Precision             // PartialDate: a model.Precision
	Kind                  // not a property's: the name of the node's label, a text; Property is model.ID
	Year                  // PartialDate: the year that it is in
	Moment                // PartialDate: Earliest × MomentUnit + Latest, which sorts as the date does
	Expiry                // Year of DESIGNATED: that year and the programme's validityYears together; it is only compared
)

// storedParts holds the parts that a property of each type is kept as.
var storedParts = [...][]Part{
	model.Text: {Whole}, model.FoldedText: {Whole, Key}, model.Int: {Whole}, model.Bool: {Whole}, model.Enum: {Whole},
	model.Amount: {Whole}, model.MoneyType: {Units, Currency, USD}, model.DateType: {Earliest, Latest, Precision},
	model.TextList: {Whole}, model.IDList: {Whole}, model.Reference: {Whole},
}

// StoredParts returns the parts that a property is kept as, of which the first is never without the others.
func StoredParts(p model.Property) []Part { return storedParts[p.Type()] }

// MomentUnit is what the first day counts in a Moment.
const MomentUnit = 100_000_000

// Column is one value of the row's node or relationship. As an item its value is a scalar, or of TextList a list; null
// where it is not known.
type Column struct {
	Of       Entity
	Property model.Property
	Part     Part
	// Currency, of Units, has the column be null where they are of another currency; empty for none.
	Currency string
}

// TotalCount is how many a list has in all, whatever its page: an integer.
type TotalCount struct {
	From  From
	Where Predicate
	On    model.LabelSet
}

// List is a page of rows, in order: a list.
type List struct {
	From  From
	Where Predicate // nil holds for all
	Order []Sort    // the last key is an id, so that no two rows are equal; empty where From has its own order
	After []any     // a value for each key of Order, nil for null: only what follows; empty for the first page
	// Including has the row at After, where there is one, be the first of those that follow.
	Including bool
	Limit     int  // at most this many rows; Unlimited for all
	More      bool // one row beyond Limit is read too, to tell whether there is one
	On        model.LabelSet
	Row       Row
}

// Orderless reports whether nothing of the list's rows is read, so that their order makes no difference: it tells how many
// there are, up to its limit.
func (l *List) Orderless() bool { return len(l.Row.Items) == 0 }

// NeverNull reports whether a column of the list's rows always has a value: it is a required property of every label
// that the rows' nodes can have, or of their relationships.
func (l *List) NeverNull(c Column) bool {
	if c.Property == model.ID {
		return true
	}
	if !c.Property.Required() {
		return false
	}
	if c.Of == OfRelationship {
		return l.From.HasRelationship() && slices.Contains(l.From.Rel.Properties(), c.Property)
	}
	return l.From.Reaches().State(c.Property)
}

// KeyNeverNull reports whether a key of the list's order always has a value.
func (l *List) KeyNeverNull(key Sort) bool {
	if key.Over != nil {
		return key.Over.NeverNull()
	}
	return l.NeverNull(key.Column)
}

// Unlimited is the Limit of a list that is read whole.
const Unlimited = -1

// One is the single row that From leads to and Where holds for: a list of its values, or null where there is none.
type One struct {
	From  From
	Where Predicate
	On    model.LabelSet
	Row   Row
}

// On, where it is not 0, says that the item is read only for nodes of these labels; for others it is null. It is 0
// where the row's node can have no other label.

func (Column) isItem()      {}
func (*TotalCount) isItem() {}
func (*List) isItem()       {}
func (*One) isItem()        {}

// Sort is one key of an order. Text sorts by code point, false before true, enums by the vocabulary's order.
type Sort struct {
	Column     Column
	Over       *Aggregate // where it is not nil, rows are sorted by it, and Column is not read
	Descending bool
	NullsFirst bool
}

// Backwards returns the order that goes through the same rows from the last to the first.
func Backwards(order []Sort) []Sort {
	return mapEach(order, func(key Sort) Sort {
		key.Descending, key.NullsFirst = !key.Descending, !key.NullsFirst
		return key
	})
}
