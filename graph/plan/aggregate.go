package plan

// Func is the function that computes one value from several rows. Rows without a value in the column are ignored,
// except by Count and CountDistinctNodes. If no row has a value, the result is null, except for Count,
// CountDistinctNodes and CountNonNull.
type Func uint8

// The functions.
const (
	// Count is the number of rows.
	Count Func = iota
	// CountDistinctNodes is the number of different nodes of the rows.
	CountDistinctNodes
	// CountNonNull is the number of rows with a value in the column.
	CountNonNull
	// SumHigh and SumLow are the two halves of a sum, which may not fit an int64: the sum is SumHigh × SumUnit +
	// SumLow, with 0 ≤ SumLow < SumUnit.
	SumHigh
	SumLow
	// Min and Max are the smallest and the largest value. Texts are compared by code point.
	Min
	Max
	// ScalarSubquery is the value of the only row of From. Only an Aggregate has it.
	ScalarSubquery
	// PercentileLower is the value at a rank of the rows in the column's order, and PercentileUpper the value after it,
	// or the last one. Only Groups have them. With n values that are not null and a rank of p in 10,000,
	// PercentileLower is the value at position p(n-1)/10000, rounded down and counted from 0.
	PercentileLower
	PercentileUpper
)

// SumUnit is the unit of the high half of a sum. An amount is less than a million units, so neither half of a sum of a
// trillion rows overflows an int64.
const SumUnit = 1_000_000_000

// SplitSum returns the halves of a number, as SumHigh and SumLow define them.
func SplitSum(n int64) (high, low int64) {
	high, low = n/SumUnit, n%SumUnit
	if low < 0 {
		high, low = high-1, low+SumUnit
	}
	return high, low
}

// Set is the set of rows that values are computed from: the rows of From that satisfy Where. If Then is not nil, it is
// the set of distinct nodes that Then reaches from these rows and that satisfy ThenWhere.
type Set struct {
	From      From
	Where     Predicate
	Then      *From
	ThenWhere Predicate
}

// HasRelationship reports whether a row of the set has a relationship as well as a node.
func (s Set) HasRelationship() bool { return s.Then == nil && s.From.HasRelationship() }

// Value is one value that is computed from the rows of a set.
type Value struct {
	Func   Func
	Column Column // none for Count and CountDistinctNodes
	Rank   int    // of PercentileLower and PercentileUpper, from 0 to 10,000
}

// IsText reports whether the value is a text. All other values are integers or truth values.
func (v Value) IsText() bool {
	return (v.Func == Min || v.Func == Max || v.Func == ScalarSubquery || v.Func >= PercentileLower) && v.Column.IsText()
}

// Aggregate is a value that is computed from a set of rows which the row leads to. As an item it is a scalar.
type Aggregate struct {
	Set
	Value
}

// CompareAggregate holds if the aggregate compares to Operand as Op says: Equal or one of the four inequalities.
// Operand has the type of the aggregate. The condition is false if the aggregate is null.
type CompareAggregate struct {
	Aggregate Aggregate
	Op        Op
	Operand   any
}

// AggregateIsNull holds if the aggregate is null.
type AggregateIsNull struct{ Aggregate Aggregate }

func (*Aggregate) isItem()            {}
func (CompareAggregate) isPredicate() {}
func (AggregateIsNull) isPredicate()  {}

// NeverNull reports whether the value of any set of rows is known.
func (v Value) NeverNull() bool { return v.Func <= CountNonNull }
