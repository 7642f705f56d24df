package plan

import (
	"fmt"
	"slices"
)

// Walk calls do with each leaf of a condition, in order: each part that is not And, Or or Not. A nil condition has
// none. Walk does not enter conditions on other rows; Inner returns them.
func Walk(p Predicate, do func(Predicate)) {
	Any(p, func(part Predicate) bool {
		do(part)
		return false
	})
}

// Any reports whether is returns true for one of the leaves that Walk visits.
func Any(p Predicate, is func(Predicate) bool) bool {
	switch p := p.(type) {
	case nil:
		return false
	case And:
		return slices.ContainsFunc(p, func(part Predicate) bool { return Any(part, is) })
	case Or:
		return slices.ContainsFunc(p, func(part Predicate) bool { return Any(part, is) })
	case Not:
		return Any(p.Of, is)
	case Compare, In, IsNull, HasLabel, Exists, CompareAggregate, AggregateIsNull, CompareGroupValue, GroupValueIsNull, AnyLeaf:
		return is(p)
	default:
		panic(unknownPredicate(p))
	}
}

// Map replaces the direct parts of a condition: the parts of And, Or and Not, and the conditions on other rows of
// Exists, CompareAggregate and AggregateIsNull. All other conditions have none, and are returned unchanged.
func Map(p Predicate, change func(Predicate) Predicate) Predicate {
	switch p := p.(type) {
	case And:
		return And(mapEach(p, change))
	case Or:
		return Or(mapEach(p, change))
	case Not:
		return Not{change(p.Of)}
	case Exists:
		p.Where = change(p.Where)
		return p
	case CompareAggregate:
		p.Aggregate.Where = change(p.Aggregate.Where)
		return p
	case AggregateIsNull:
		p.Aggregate.Where = change(p.Aggregate.Where)
		return p
	case nil, Compare, In, IsNull, HasLabel, CompareGroupValue, GroupValueIsNull, AnyLeaf:
		return p
	default:
		panic(unknownPredicate(p))
	}
}

func mapEach[T, U any](all []T, change func(T) U) []U {
	changed := make([]U, len(all))
	for i, one := range all {
		changed[i] = change(one)
	}
	return changed
}

// Holds evaluates a condition, given the truth values of its leaves.
func Holds(p Predicate, part func(Predicate) bool) bool {
	switch p := p.(type) {
	case nil:
		return true
	case And:
		return !slices.ContainsFunc(p, func(of Predicate) bool { return !Holds(of, part) })
	case Or:
		return slices.ContainsFunc(p, func(of Predicate) bool { return Holds(of, part) })
	case Not:
		return !Holds(p.Of, part)
	case Compare, In, IsNull, HasLabel, Exists, CompareAggregate, AggregateIsNull, CompareGroupValue, GroupValueIsNull, AnyLeaf:
		return part(p)
	default:
		panic(unknownPredicate(p))
	}
}

// Inner returns the source of the other rows that a condition is about, and the condition on them. leads is true for
// Exists and for conditions on aggregates.
func Inner(p Predicate) (from From, where Predicate, leads bool) {
	if exists, is := p.(Exists); is {
		return exists.From, exists.Where, true
	}
	if m := AggregateOf(p); m != nil {
		return m.From, m.Where, true
	}
	return From{}, nil, false
}

// AggregateOf returns the aggregate that a condition is about, or nil.
func AggregateOf(p Predicate) *Aggregate {
	if compared, is := p.(CompareAggregate); is {
		return &compared.Aggregate
	}
	if isNull, is := p.(AggregateIsNull); is {
		return &isNull.Aggregate
	}
	return nil
}

// ColumnOf returns the column of the row that a condition is about, and whether there is one.
func ColumnOf(p Predicate) (Column, bool) {
	if compare, is := p.(Compare); is {
		return compare.Column, true
	}
	if in, is := p.(In); is {
		return in.Column, true
	}
	if null, is := p.(IsNull); is {
		return null.Column, true
	}
	return Column{}, false
}

// Leaf makes a type that embeds it a condition without parts. Renderers use such types to replace conditions while they
// write them.
type Leaf struct{}

func (Leaf) isPredicate() {}
func (Leaf) isLeaf()      {}

// AnyLeaf is any type that embeds Leaf.
type AnyLeaf interface {
	Predicate
	isLeaf()
}

func unknownPredicate(p Predicate) string {
	return fmt.Sprintf("plan: unknown condition %T", p)
}

func unknownItem(item Item) string { return fmt.Sprintf("plan: unknown item %T", item) }

// Source returns nil: a column belongs to the row itself.
func (Column) Source() *From { return nil }

// Source returns the source of the counted rows.
func (c *TotalCount) Source() *From { return &c.From }

// Source returns the source of the aggregated rows.
func (m *Aggregate) Source() *From { return &m.From }

// Source returns the source of the list's rows.
func (l *List) Source() *From { return &l.From }

// Source returns the source of the row.
func (o *One) Source() *From { return &o.From }

// Source returns the source of the grouped rows.
func (g *Groups) Source() *From { return &g.From }

// Source returns the source of the rows whose groups are counted.
func (c *GroupCount) Source() *From { return &c.From }
