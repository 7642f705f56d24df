package response

import (
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// Value is the shape of one JSON value. Places (At) count the items of the row that contains the value.
type Value interface {
	write(w *writer, row row)
}

// Object is a JSON object. Its values are in the same row as the object.
type Object struct {
	Fields []Field
}

// Field is one key of an object with its value.
type Field struct {
	Name  string // the response key: a GraphQL name, which needs no escaping in JSON
	Value Value
}

// Add adds a field.
func (o *Object) Add(name string, value Value) { o.Fields = append(o.Fields, Field{name, value}) }

// ByLabel is an object whose fields depend on the label of the row's node, which is at At.
type ByLabel struct {
	At      plan.Place
	Labels  []model.Label
	Objects []Object // one for each of Labels
}

// Optional is null if the value at At is null, otherwise Value.
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

// Amount is a decimal string from a number of hundredths.
type Amount scalar

// scalar is a value of the record. It may be null unless it is Required.
type scalar struct {
	At       plan.Place
	Required bool
}

// Enum is one of the names of an enum property.
type Enum struct {
	At       plan.Place
	Property model.Property
}

// Date is a partial date from its earliest day and its precision.
type Date struct {
	Earliest, Precision plan.Place
}

// TextList is a list of strings, empty if it is unknown.
type TextList struct{ At plan.Place }

// Constant is a string that is not in the record, such as the name of a type.
type Constant string

// Truth is a truth value that is not in the record.
type Truth bool

// Number is an integer that is not in the record.
type Number int64

// One is the value of a single row, or null if there is none.
type One struct {
	At       plan.Place
	Required bool
	Value    Value
}

// Rows is a list of the values of rows. A row after the limit of a page is left out. With Backwards, the last row comes
// first.
type Rows struct {
	At        plan.Place
	Limit     int
	Backwards bool
	Value     Value
}

// Placed is the list of the values of the rows with the ids, in the order of the ids; null for an id without a row. If no
// row has the id of a company, the row with its id under the other prefix stands in its place. The rows are those of several
// lists, each with a shape of its own.
type Placed struct {
	IDs []string
	Of  []Looked
}

// More is true if a page has a row after its limit.
type More struct {
	At    plan.Place
	Limit int
}

// Cursor is the cursor of its row, from the sort keys at these places.
type Cursor struct {
	Fingerprint uint32
	Keys        []SortKey
}

// SortKey is a value that rows are sorted by. If Folded is set, the value at its place is the original text, and
// model.Fold gives the key. If Inside is set, the place is one in the list at List in the row.
type SortKey struct {
	At     plan.Place
	Folded bool
	Inside bool
	List   plan.Place
}

// EndCursor is the cursor of the first or last row of a page, in the order of reading, or null if the page is empty.
type EndCursor struct {
	At     plan.Place
	Limit  int
	Last   bool
	Cursor Cursor
}
