package response

import (
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// Value is the shape of one JSON value. Places (At) count the items of the plan's row that the value stands in.
type Value interface {
	write(w *writer, row row)
}

// Object is a JSON object whose values stand in the row that the object stands in.
type Object struct {
	Fields []Field
}

// Field is one key of an object with its value.
type Field struct {
	Name  string // the response key: a GraphQL name, which has no character that JSON escapes
	Value Value
}

// Add adds a field.
func (o *Object) Add(name string, value Value) { o.Fields = append(o.Fields, Field{name, value}) }

// ByLabel is an object whose fields depend on the label of the row's node, which stands at At.
type ByLabel struct {
	At      plan.Place
	Labels  []model.Label
	Objects []Object // one for each of Labels
}

// Optional is null where the value at At is, else Value.
type Optional struct {
	At    plan.Place
	Value Value
}

// Text is a string.
type Text scalar

// Int is a number.
type Int scalar

// Bool is true or false.
type Bool scalar

// Amount is a decimal string made of hundredths.
type Amount scalar

// scalar is a value of the record, which may be null unless it is Required.
type scalar struct {
	At       plan.Place
	Required bool
}

// Enum is one of an enum property's names.
type Enum struct {
	At       plan.Place
	Property model.Property
}

// Date is a partial date, made of its earliest day and its precision.
type Date struct {
	Earliest, Precision plan.Place
}

// TextList is a list of strings, empty where it is not known.
type TextList struct{ At plan.Place }

// Constant is a string that the record does not hold, such as the name of a type.
type Constant string

// Truth is a truth value that the record does not hold.
type Truth bool

// One is a single row's value, or null where there is none.
type One struct {
	At       plan.Place
	Required bool
	Value    Value
}

// Rows is a list of rows' values. Of a page the row beyond Limit is left out. Backwards, the last comes first.
type Rows struct {
	At        plan.Place
	Limit     int
	Backwards bool
	Value     Value
}

// Placed is the values of those rows that have the ids, in the order of the ids; null for an id that no row has.
type Placed struct {
	At    plan.Place
	IDs   []string
	IDAt  plan.Place // the place of the id in a row of the list
	Value Value
}

// More tells whether a page has a row beyond its limit.
type More struct {
	At    plan.Place
	Limit int
}

// Cursor is the cursor of the row it stands in, made of the sort keys at these places.
type Cursor struct {
	Fingerprint uint32
	Keys        []SortKey
}

// SortKey is a value that rows are sorted by. Where it is Folded, what stands at its place is the text that it is made
// from by model.Fold.
type SortKey struct {
	At     plan.Place
	Folded bool
}

// EndCursor is the cursor of the first or last row of a page as it was read, or null where the page is empty.
type EndCursor struct {
	At     plan.Place
	Limit  int
	Last   bool
	Cursor Cursor
}
