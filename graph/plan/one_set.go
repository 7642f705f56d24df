package plan

import "reflect"

// OneSet returns the set that all measures of a condition are made from, and how many conditions on them there are; nil
// where it is of several sets, or of something else too.
func OneSet(p Predicate) (set *Set, measures int) {
	switch p := p.(type) {
	case And:
		return oneSetOf(p)
	case Or:
		return oneSetOf(p)
	case Not:
		return OneSet(p.Of)
	case Measured, Unmeasured:
		return &MeasureOf(p).Set, 1
	case nil, Compare, In, IsNull, HasLabel, Some, OfGroup, UnknownOfGroup, leaf:
		return nil, 0
	default:
		panic(unknownPredicate(p))
	}
}

func oneSetOf(parts []Predicate) (set *Set, measures int) {
	for _, part := range parts {
		its, n := OneSet(part)
		if its == nil || set != nil && !reflect.DeepEqual(set, its) {
			return nil, 0
		}
		set = its
		measures += n
	}
	return set, measures
}
