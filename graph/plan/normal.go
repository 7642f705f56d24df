package plan

import "slices"

// AllOf returns the conjunction of its arguments in normal form: flat, without parts that always hold. A single part is
// returned itself, and no part gives nil. A nil part always holds.
func AllOf(parts ...Predicate) Predicate {
	flat := make(And, 0, len(parts))
	for _, part := range parts {
		if and, is := part.(And); is {
			flat = append(flat, and...)
		} else if part != nil {
			flat = append(flat, part)
		}
	}
	switch len(flat) {
	case 0:
		return nil
	case 1:
		return flat[0]
	}
	return flat
}

// AnyOf returns the disjunction of its arguments in normal form: flat, and a single part is returned itself. If one
// part is nil, which always holds, the result is nil. Without parts it never holds.
func AnyOf(parts ...Predicate) Predicate {
	flat := make(Or, 0, len(parts))
	for _, part := range parts {
		if part == nil {
			return nil
		}
		if or, is := part.(Or); is {
			flat = append(flat, or...)
		} else {
			flat = append(flat, part)
		}
	}
	if len(flat) == 1 {
		return flat[0]
	}
	return flat
}

// NoneOf returns the negation in normal form: a double negation cancels out, and the negation of nil never holds.
func NoneOf(part Predicate) Predicate {
	if part == nil {
		return Or{}
	}
	if not, is := part.(Not); is {
		return not.Of
	}
	return Not{part}
}

// never reports whether a condition can hold for no row, judging by its form: whether it is false for every combination
// of truth values of its parts.
func never(p Predicate) bool { return !canHold(p, true) }

// canHold reports whether a condition can have the target truth value if each of its parts can be true or false.
func canHold(p Predicate, target bool) bool {
	each := func(parts []Predicate) bool {
		return !slices.ContainsFunc(parts, func(part Predicate) bool { return !canHold(part, target) })
	}
	one := func(parts []Predicate) bool {
		return slices.ContainsFunc(parts, func(part Predicate) bool { return canHold(part, target) })
	}
	switch p := p.(type) {
	case nil:
		return target
	case And:
		if target {
			return each(p)
		}
		return one(p)
	case Or:
		if target {
			return one(p)
		}
		return each(p)
	case Not:
		return canHold(p.Of, !target)
	case Compare, In, IsNull, HasLabel, Exists, CompareAggregate, AggregateIsNull, CompareGroupValue, GroupValueIsNull, AnyLeaf:
		return true
	default:
		panic(unknownPredicate(p))
	}
}
