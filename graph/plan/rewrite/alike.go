package rewrite

import (
	"reflect"
	"slices"

	"github.com/stakegraph/stakegraph/graph/plan"
)

// Alike returns the places of equal sets, in the order in which the first of each comes. No set is nil's equal.
func Alike(sets []*plan.Set) [][]int {
	var alike [][]int
	for i, set := range sets {
		if set == nil {
			continue
		}
		at := slices.IndexFunc(alike, func(places []int) bool { return reflect.DeepEqual(sets[places[0]], set) })
		if at < 0 {
			at = len(alike)
			alike = append(alike, nil)
		}
		alike[at] = append(alike[at], i)
	}
	return alike
}

// Together joins those of some parts that are about measures of one set, in the place of the first, so that the rows of the
// set are gone through once.
func Together(
	parts []plan.Predicate, setOf func(plan.Predicate) *plan.Set, join func(...plan.Predicate) plan.Predicate,
) []plan.Predicate {
	sets := make([]*plan.Set, len(parts))
	for i, part := range parts {
		sets[i] = setOf(part)
	}
	joined := slices.Clone(parts)
	for _, places := range Alike(sets) {
		if len(places) == 1 {
			continue
		}
		same := make([]plan.Predicate, len(places))
		for i, place := range places {
			same[i], joined[place] = parts[place], nil
		}
		joined[places[0]] = join(same...)
	}
	return slices.DeleteFunc(joined, func(p plan.Predicate) bool { return p == nil })
}
