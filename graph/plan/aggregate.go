package plan

// Func is how one value is made from several rows. Rows without a value in the column take no part, but in Rows and
// Nodes; where no row has one, all others than Rows, Nodes and Known are null.
type Func uint8

// The functions.
const (
	// Count is how many rows there are.
	Count Func = iota
	// CountDistinctNodes is how many different nodes the rows have.
	CountDistinctNodes
	// CountNonNull is how many rows have a value in the column.
	CountNonNull
	// SumHigh and SumLow are the two halves of a sum that can be beyond an int64: the sum is SumHigh × SumUnit + SumLow,
	// with 0 ≤ SumLow < SumUnit.
	SumHigh
	SumLow
	// Min and Greatest are the smallest and the largest value; of texts by code point.
	Min
	Max
	// ScalarSubquery is the value of the one row that From leads to: of a Aggregate alone.
	ScalarSubquery
	// PercentileLower is the value at a rank of the rows in the column's order, and PercentileUpper the one after it, or the last: of
	// a Group alone. With n known values and a rank of p in ten thousand they are those at p(n-1)/10000, rounded down,
	// counted from 0.
	PercentileLower
	PercentileUpper
)

// SumUnit is what the high half of a sum counts. Amounts have less than a million of it, so that neither half of a
// trillion rows' sum is beyond an int64.
const SumUnit = 1_000_000_000

// SplitSum returns the halves of a number, as SumHigh and SumLow would give them.
func SplitSum(n int64) (high, low int64) {
	high, low = n/SumUnit, n%SumUnit
	if low < 0 {
		high, low = high-1, low+SumUnit
	}
	return high, low
}

// Set is the rows that values are made from: those that From leads to and Where holds for or, where Then is not nil,
// the nodes that Then leads to from these and ThenWhere holds for, each once.
type Set struct {
	From      From
	Where     Predicate
	Then      *From
	ThenWhere Predicate
}

// HasRelationship reports whether a row of the set has a relationship beside its node.
func (s Set) HasRelationship() bool { return s.Then == nil && s.From.HasRelationship() }

// Value is one value made from the rows of a set.
type Value struct {
	Func   Func
	Column Column // none for Rows and Nodes
	Rank   int    // of PercentileLower and PercentileUpper, from 0 to 10,000
}

// IsText reports whether it is a text; all others are integers or truth values.
func (v Value) IsText() bool {
	return (v.Func == Min || v.Func == Max || v.Func == ScalarSubquery || v.Func >= PercentileLower) && v.Column.IsText()
}

// Aggregate is a value made from the rows of a set that a row leads to. As an item it is a scalar.
type Aggregate struct {
	Set
	Value
}

// CompareAggregate holds where the measure stands to Operand as Op says: Equal or one of the four comparisons. Operand is of the
// measure's type. Where the measure is null it does not hold.
type CompareAggregate struct {
	Aggregate Aggregate
	Op        Op
	Operand   any
}

// AggregateIsNull holds where the measure is null.
type AggregateIsNull struct{ Aggregate Aggregate }

func (*Aggregate) isItem()            {}
func (CompareAggregate) isPredicate() {}
func (AggregateIsNull) isPredicate()  {}

// NeverNull reports whether the measure always has a value.
func (m *Aggregate) NeverNull() bool { return m.Func <= CountNonNull }
