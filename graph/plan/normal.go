package plan

import "slices"

// AllOf returns the conjunction of what is given in its normal form: flat, without what always holds, a single part
// alone, nil where nothing is left. Nil parts hold.
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

// AnyOf returns the disjunction of what is given in its normal form: flat, a single part alone, nil, which holds, where
// one part is nil. Without parts it never holds.
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

// NoneOf returns the negation in its normal form: a double negation is none, and nil never holds once negated.
func NoneOf(part Predicate) Predicate {
	if part == nil {
		return Or{}
	}
	if not, is := part.(Not); is {
		return not.Of
	}
	return Not{part}
}

// never reports whether a condition holds for nothing, as far as its form shows: whether it fails even where each of its
// parts could be either.
func never(p Predicate) bool { return !canHold(p, true) }

// canHold reports whether a condition can be what is wanted, true or false, where each of its parts can be either.
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
