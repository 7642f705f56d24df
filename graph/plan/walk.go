package plan

import (
	"fmt"
	"slices"
)

// Walk calls do with the parts of a condition that are no And, Or or Not, in their order. A nil condition has none. What
// is within a part, on the rows that it leads to, is what Inner returns of it.
func Walk(p Predicate, do func(Predicate)) {
	Any(p, func(part Predicate) bool {
		do(part)
		return false
	})
}

// Any reports whether one of the parts that Walk goes through is what is asked for.
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

// Map returns a condition with other ones in the place of those directly in it: the parts of And, Or and Not, and what is
// to hold on the rows that Some, CompareAggregate and AggregateIsNull lead to. All others have none, and stay as they are.
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

// Holds reports whether a condition holds, given which of the parts that Walk goes through do.
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

// Inner returns where a condition leads from the row and what is to hold there, and whether it leads anywhere, as a Some
// and one on measures do.
func Inner(p Predicate) (from From, where Predicate, leads bool) {
	if some, is := p.(Exists); is {
		return some.From, some.Where, true
	}
	if m := AggregateOf(p); m != nil {
		return m.From, m.Where, true
	}
	return From{}, nil, false
}

// AggregateOf returns the measure that a condition is on, or nil for one that is on something else.
func AggregateOf(p Predicate) *Aggregate {
	if compared, is := p.(CompareAggregate); is {
		return &compared.Aggregate
	}
	if isNull, is := p.(AggregateIsNull); is {
		return &isNull.Aggregate
	}
	return nil
}

// ColumnOf returns the column of the row that a condition is on, and whether it is on one.
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

// Leaf makes a type that embeds it a condition without parts, which a renderer has in the place of others while it
// writes them.
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

// Source returns where the rows come from that an item is made from. A column is of the row itself, and has none.
func (Column) Source() *From { return nil }

// Source returns where the rows that are counted come from.
func (c *TotalCount) Source() *From { return &c.From }

// Source returns where the rows that are measured come from.
func (m *Aggregate) Source() *From { return &m.From }

// Source returns where the list's rows come from.
func (l *List) Source() *From { return &l.From }

// Source returns where the row comes from.
func (o *One) Source() *From { return &o.From }

// Source returns where the rows that are put into groups come from.
func (g *Groups) Source() *From { return &g.From }
