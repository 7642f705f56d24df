package plan

import "slices"

// AllOf returns the conjunction of what is given in its normal form: flat, without what always holds, a single part
// alone, nil where nothing is left. Nil parts hold.
func AllOf(parts ...Predicate) Predicate {
	flat := make(And, 0, len(parts))
	for _, part := range parts {
		switch part := part.(type) {
		case nil:
		case And:
			flat = append(flat, part...)
		default:
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
		switch part := part.(type) {
		case nil:
			return nil
		case Or:
			flat = append(flat, part...)
		default:
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
	switch part := part.(type) {
	case nil:
		return Or{}
	case Not:
		return part.Of
	}
	return Not{part}
}

// EachPart calls do with the parts of a condition that are no And, Or or Not, in their order. A nil condition has none.
func EachPart(p Predicate, do func(Predicate)) {
	switch p := p.(type) {
	case nil:
	case And:
		for _, part := range p {
			EachPart(part, do)
		}
	case Or:
		for _, part := range p {
			EachPart(part, do)
		}
	case Not:
		EachPart(p.Of, do)
	default:
		do(p)
	}
}

// never reports whether a condition holds for nothing, as far as its form shows.
func never(p Predicate) bool {
	switch p := p.(type) {
	case And:
		return slices.ContainsFunc(p, never)
	case Or:
		return !slices.ContainsFunc(p, func(part Predicate) bool { return !never(part) })
	case Not:
		return always(p.Of)
	}
	return false
}

func always(p Predicate) bool {
	switch p := p.(type) {
	case And:
		return !slices.ContainsFunc(p, func(part Predicate) bool { return !always(part) })
	case Or:
		return slices.ContainsFunc(p, always)
	case Not:
		return never(p.Of)
	}
	return false
}
