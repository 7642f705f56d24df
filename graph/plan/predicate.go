package plan

import "github.com/stakegraph/stakegraph/graph/model"

// Predicate is a condition on a row. It is true or false, never null: a comparison with a value that is not known is
// false, and its negation therefore true.
type Predicate interface{ isPredicate() }

// And holds where all of its parts do; without parts it holds.
type And []Predicate

// Or holds where one of its parts does; without parts it does not hold.
type Or []Predicate

// Not holds where its part does not.
type Not struct{ Of Predicate }

// Compare holds where the column's value stands to Value as Op says. Value is a string, an int64 or a bool, as the
// column is.
type Compare struct {
	Column Column
	Op     Op
	Value  any
}

// In holds where the column's value is one of Values, which are all strings or all int64.
type In struct {
	Column Column
	Values []any
}

// IsNull holds where the column's value is not known.
type IsNull struct{ Column Column }

// HasLabel holds where the row's node has one of these labels.
type HasLabel struct{ Labels model.LabelSet }

// Exists holds where From leads from the row's node or relationship to at least one row for which Where holds.
type Exists struct {
	From  From
	Where Predicate // nil holds for all
}

func (And) isPredicate()      {}
func (Or) isPredicate()       {}
func (Not) isPredicate()      {}
func (Compare) isPredicate()  {}
func (In) isPredicate()       {}
func (IsNull) isPredicate()   {}
func (HasLabel) isPredicate() {}
func (Exists) isPredicate()   {}

// Op is how two values are compared.
type Op uint8

// The comparisons. Texts compare by code point; every character stands for itself.
const (
	Equal Op = iota
	Less
	LessOrEqual
	Greater
	GreaterOrEqual
	Contains
	StartsWith
	EndsWith
	// Has is of a column that is a list of texts: the value is one of them, to the letter.
	Has
)
