package rewrite

import (
	"reflect"
	"slices"

	"github.com/stakegraph/stakegraph/graph/plan"
)

// Alike returns the indexes of equal sets, in the order of the first of each. nil equals no set.
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

// Together joins the parts that compare aggregates of the same set, at the position of the first of them, so that the rows
// of the set are read once.
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
