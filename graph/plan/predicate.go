package plan

import "github.com/stakegraph/stakegraph/graph/model"

// Predicate is a condition on a row. It is true or false, never null: a comparison with an unknown value is false, and
// its negation is therefore true.
type Predicate interface{ isPredicate() }

// And holds if all of its parts hold. Without parts it holds.
type And []Predicate

// Or holds if one of its parts holds. Without parts it does not hold.
type Or []Predicate

// Not holds if its part does not.
type Not struct{ Of Predicate }

// Compare holds if the column's value compares to Value as Op says. Value is a string, an int64 or a bool, like the
// column.
type Compare struct {
	Column Column
	Op     Op
	Value  any
}

// In holds if the column's value is one of Values, which are all strings or all int64.
type In struct {
	Column Column
	Values []any
}

// IsNull holds if the column's value is unknown.
type IsNull struct{ Column Column }

// HasLabel holds if the row's node has one of these labels.
type HasLabel struct{ Labels model.LabelSet }

// Exists holds if From leads from the row's node or relationship to at least one row that satisfies Where.
type Exists struct {
	From  From
	Where Predicate // nil always holds
}

func (And) isPredicate()      {}
func (Or) isPredicate()       {}
func (Not) isPredicate()      {}
func (Compare) isPredicate()  {}
func (In) isPredicate()       {}
func (IsNull) isPredicate()   {}
func (HasLabel) isPredicate() {}
func (Exists) isPredicate()   {}

// Op is a comparison of two values.
type Op uint8

// The comparisons. Texts are compared by code point, without wildcards.
const (
	Equal Op = iota
	Less
	LessOrEqual
	Greater
	GreaterOrEqual
	Contains
	StartsWith
	EndsWith
	// Has applies to a column that is a list of texts: one of them is exactly the value.
	Has
)
