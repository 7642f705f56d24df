package plan

import (
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
)

// Plan describes everything that one query operation reads: one row, whose items are the root fields, and the InitPlans
// that must run before it.
type Plan struct {
	InitPlans []InitPlan
	Row       Row
}

// Row defines the values of a record for one row, in order.
type Row struct {
	Items []Item
}

// Item is one place of a row: a Column, an *Aggregate, a *TotalCount, a *List, a *One, a *Groups or a *GroupCount.
type Item interface {
	// Source returns the source of the rows that the item is computed from, or nil for a Column, which belongs to the
	// row itself.
	Source() *From
	isItem()
}

// Entity selects one of the two things of a row.
type Entity uint8

// A row of an expansion has a relationship and the node at its far end. Every other row has only a node.
const (
	OfNode Entity = iota
	OfRelationship
)

// Part selects one of the stored values of a property.
type Part uint8

// The parts of properties.
const (
	Whole     Part = iota // the value itself; Money and dates have none
	Key                   // FoldedText, TextList: the folded text or texts, for search and sorting
	Units                 // Money: hundredths
	Currency              // Money: the currency's code
	USD                   // Money: hundredths of a dollar, or null
	Earliest              // PartialDate: its first possible day, as YYYYMMDD
	Latest                // PartialDate: its last possible day
	Precision             // PartialDate: a model.Precision
	Kind                  // not of a property: the name of the node's label, a text; Property is model.ID
	Year                  // PartialDate: its year
	Moment                // PartialDate: Earliest × MomentUnit + Latest, which sorts like the date
	Expiry                // Year of DESIGNATED: that year plus the programme's validityYears; only for comparisons
)

// storedParts contains the stored parts of each type of property.
var storedParts = [...][]Part{
	model.Text: {Whole}, model.FoldedText: {Whole, Key}, model.Int: {Whole}, model.Bool: {Whole}, model.Enum: {Whole},
	model.Amount: {Whole}, model.MoneyType: {Units, Currency, USD}, model.DateType: {Earliest, Latest, Precision},
	model.TextList: {Whole, Key}, model.IDList: {Whole}, model.Reference: {Whole},
}

// StoredParts returns the stored parts of a property. If the first part is null, so are the others.
func StoredParts(p model.Property) []Part { return storedParts[p.Type()] }

// MomentUnit is the factor of the first day in a Moment.
const MomentUnit = 100_000_000

// Column is one value of the row's node or relationship. As an item it is a scalar, or a list for TextList; null if it
// is unknown.
type Column struct {
	Of       Entity
	Property model.Property
	Part     Part
	// Currency restricts Units to one currency: amounts in another currency are null. Empty for no restriction.
	Currency string
}

// TotalCount is the number of rows of a list, whatever its page: an integer.
type TotalCount struct {
	From  From
	Where Predicate
	On    model.LabelSet
}

// List is a page of ordered rows: a list.
type List struct {
	From  From
	Where Predicate // nil always holds
	Order []Sort    // the last key is an id, so no two rows are equal; empty if From defines the order
	After []any     // a value for each key of Order, nil for null: only rows after it; empty for the first page
	// Including also includes the row at After, if it exists.
	Including bool
	Limit     int  // maximum number of rows; Unlimited for all
	More      bool // one row more than Limit is read, to know whether there are further rows
	On        model.LabelSet
	Row       Row
}

// Orderless reports whether no value of the list's rows is read, so that their order does not matter: only their number
// does, up to the limit.
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

// Reads returns the maximum number of rows that are read, if Limit is not Unlimited.
func (l *List) Reads() int64 { return reads(l.Limit, l.More) }

// reads returns the number of rows or groups that a page reads: one more than its limit if there may be more.
func reads(limit int, more bool) int64 {
	if more {
		limit++
	}
	return int64(limit)
}

// KeyNeverNull reports whether a key of the list's order always has a value.
func (l *List) KeyNeverNull(key Sort) bool {
	if key.Over != nil {
		return key.Over.NeverNull()
	}
	return l.NeverNull(key.Column)
}

// Unlimited is the Limit of a list without a limit.
const Unlimited = -1

// One is the only row of From that satisfies Where: a list of its values, or null if there is none.
type One struct {
	From  From
	Where Predicate
	On    model.LabelSet
	Row   Row
}

// On, if it is not 0, restricts the item to nodes with these labels; for others it is null. It is 0 if the row's node
// can have no other label.

func (Column) isItem()      {}
func (*TotalCount) isItem() {}
func (*List) isItem()       {}
func (*One) isItem()        {}

// Sort is one key of an order. Texts are sorted by code point, false before true, and enums in the order of the
// vocabulary.
type Sort struct {
	Column     Column
	Over       *Aggregate // if it is not nil, rows are sorted by it, and Column is ignored
	Descending bool
	NullsFirst bool
}

// Backwards returns the reverse order.
func Backwards(order []Sort) []Sort {
	return mapEach(order, func(key Sort) Sort {
		key.Descending, key.NullsFirst = !key.Descending, !key.NullsFirst
		return key
	})
}
