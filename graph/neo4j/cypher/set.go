package cypher

import (
	"reflect"
	"slices"
	"strconv"

	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/plan/rewrite"
)

// A set is the nodes for which a condition on relationships holds. One search finds them from the inside out: from the
// rows of the innermost condition to the relationships that lead there, and to their near ends. It comes ahead of the
// statement, where it is computed once. Its variable (s) is an argument of every subquery that reads it.

// sets writes sets ahead of a statement, and the conditions that read them.
type sets struct{ *renderer }

// nearEnds is a set that has been written: the near ends of relationships.
type nearEnds struct {
	of     plan.Predicate
	number int
	byID   bool // whether it contains the ids of nodes instead of nodes
	// holdsOutside says that the condition holds for the nodes outside the set, as a condition on aggregates can for a
	// node without relationships. The parameter opposite has the same value; the set of an Exists has no such
	// parameter.
	holdsOutside bool
	opposite     string
}

// inSet is the condition that a node is in a set, or outside it if holdsOutside is true.
type inSet struct {
	plan.Leaf
	set *nearEnds
}

// setMember writes that the condition of a set holds for a row's node.
func (w sets) setMember(s scope, in inSet) {
	if bit := slices.Index(s.joined, in.set); bit >= 0 {
		w.write("(mask / ", strconv.FormatInt(1<<bit, 10), " % 2 = 1)")
		if in.set.opposite != "" {
			w.write(" <> ", in.set.opposite)
		}
		return
	}
	w.use(in.set.number)
	w.look(in.set.number)
	if in.set.opposite != "" {
		w.write("(")
	}
	if in.set.byID {
		w.write(s.id())
	} else {
		w.write(s.node())
	}
	w.write(" IN ", variable('s', in.set.number))
	if in.set.opposite != "" {
		w.write(") <> ", in.set.opposite)
	}
}

// look counts a set among those in which the rows of the current root field are looked up.
func (w sets) look(set int) {
	if !slices.Contains(w.looked, set) {
		w.looked = append(w.looked, set)
	}
	w.mostLooked = max(w.mostLooked, len(w.looked))
}

// setOf returns the set of a condition. It writes the set unless an equal condition already has one.
func (w sets) setOf(p plan.Predicate) *nearEnds {
	for _, set := range w.sets {
		if reflect.DeepEqual(set.of, p) {
			return set
		}
	}
	if exists, isExists := p.(plan.Exists); isExists {
		return w.newSet(p, exists.From.Kind == plan.BackReference, false, func(near scope, _ *nearEnds) string {
			return w.setOfExists(near, exists)
		})
	}
	of := setOf(p)
	return w.newSet(p, of.From.Kind == plan.BackReference, rewrite.HoldsForNone(p), func(near scope, made *nearEnds) string {
		made.opposite = w.arg(made.holdsOutside)
		return w.setOfAggregates(near, *of, p, made.opposite)
	})
}

// newSet writes a set. The function write writes the search and returns the expression that is collected.
func (w sets) newSet(
	p plan.Predicate, byID, holdsOutside bool, write func(near scope, made *nearEnds) (key string),
) *nearEnds {
	made := &nearEnds{of: p, byID: byID, holdsOutside: holdsOutside}
	w.first(func() {
		w.enclose("CALL (", "", func() {
			key := write(scope{row: w.next()}, made)
			made.number = len(w.sets) + 1 // after the sets that were written inside it
			w.line("RETURN collect(", key, ") AS ", variable('s', made.number))
		})
	})
	w.sets = append(w.sets, made)
	return made
}

// first writes a part ahead of the statement, after the parts that are already there.
func (w sets) first(write func()) {
	text, depth, within, used, looked, outermost := w.text, w.depth, w.within, w.used, w.looked, w.outermost
	w.text, w.depth, w.within, w.used = nil, 0, 1, nil // its conditions have no subqueries next to the row
	w.looked = nil
	write()
	w.ahead = append(append(w.ahead, w.text...), '\n')
	w.text, w.depth, w.within, w.used, w.looked, w.outermost = text, depth, within, used, looked, outermost
}

// Neo4j caches what it builds to search the last 16 lists of IN. If a row is looked up in more lists, it builds each
// again for each row: 17 sets took a minute for 20,000 rows, and 16 took half a second. Conditions that consist of sets
// are therefore joined into one set, by the sets that contain each node.

const (
	// maxBesideSets is the maximum number of sets in a condition on a row that are not joined.
	maxBesideSets = 6
	// maxLooked is the maximum number of sets in which the rows of one root field, or of one set, are looked up.
	maxLooked = 12
	// maxJoined is the maximum number of sets that are joined at once: each is a bit of an integer.
	maxJoined = 32
)

// joinSets joins the sets in a condition, if there are many.
func (w sets) joinSets(p plan.Predicate) plan.Predicate {
	if len(setsOf(p)) <= maxBesideSets {
		return p
	}
	return w.joinedSets(p)
}

// joinedSets joins the sets of each part of a condition that consists of sets.
func (w sets) joinedSets(p plan.Predicate) plan.Predicate {
	join := func(parts []plan.Predicate, whole func([]plan.Predicate) plan.Predicate) plan.Predicate {
		var all []plan.Predicate
		pure := map[bool][]plan.Predicate{}
		for _, part := range parts {
			part = w.joinedSets(part)
			if byID, isOf := isOfSets(part); isOf {
				pure[byID] = append(pure[byID], part)
			} else {
				all = append(all, part)
			}
		}
		for _, byID := range []bool{false, true} {
			for len(pure[byID]) > 0 {
				most := 1
				for most < len(pure[byID]) && len(setsOf(whole(pure[byID][:most+1]))) <= maxJoined {
					most++
				}
				part := pure[byID][0]
				if most > 1 {
					part = whole(pure[byID][:most:most])
				}
				if len(setsOf(part)) > 1 {
					part = inSet{set: w.setOfSets(part, byID)}
				}
				all, pure[byID] = append(all, part), pure[byID][most:]
			}
		}
		return whole(all)
	}
	if and, is := p.(plan.And); is {
		return join(and, func(parts []plan.Predicate) plan.Predicate { return plan.And(parts) })
	}
	if or, is := p.(plan.Or); is {
		return join(or, func(parts []plan.Predicate) plan.Predicate { return plan.Or(parts) })
	}
	if not, is := p.(plan.Not); is {
		return plan.Not{Of: w.joinedSets(not.Of)}
	}
	return p
}

// setsOf returns the sets in a condition, without duplicates.
func setsOf(p plan.Predicate) []*nearEnds {
	var all []*nearEnds
	plan.Walk(p, func(p plan.Predicate) {
		if in, isSet := p.(inSet); isSet && !slices.Contains(all, in.set) {
			all = append(all, in.set)
		}
	})
	return all
}

// isOfSets reports whether a condition consists of sets, either all of nodes or all of ids.
func isOfSets(p plan.Predicate) (byID, isOf bool) {
	each := func(parts []plan.Predicate) (byID, isOf bool) {
		for i, part := range parts {
			its, isOf := isOfSets(part)
			if !isOf || i > 0 && its != byID {
				return false, false
			}
			byID = its
		}
		return byID, len(parts) > 0
	}
	switch p := p.(type) {
	case plan.And:
		return each(p)
	case plan.Or:
		return each(p)
	case plan.Not:
		return isOfSets(p.Of)
	case inSet:
		return p.set.byID, true
	case plan.Compare, plan.In, plan.IsNull, plan.HasLabel, plan.Exists, plan.CompareAggregate, plan.AggregateIsNull:
		return false, false
	default:
		panic("cypher: a condition that rows do not have")
	}
}

// holdsOutside reports whether a condition that consists of sets holds for a node that is in none of them.
func holdsOutside(p plan.Predicate) bool {
	return plan.Holds(p, func(p plan.Predicate) bool {
		in, isSet := p.(inSet)
		if !isSet {
			panic("cypher: a condition that names no set")
		}
		return in.set.holdsOutside
	})
}

// setOfSets returns the set of a condition that consists of sets.
func (w sets) setOfSets(p plan.Predicate, byID bool) *nearEnds {
	for _, set := range w.sets {
		if reflect.DeepEqual(set.of, p) {
			return set
		}
	}
	parts := setsOf(p)
	return w.newSet(p, byID, holdsOutside(p), func(near scope, made *nearEnds) (key string) {
		made.opposite = w.arg(made.holdsOutside)
		key = variable('k', near.row)
		w.line("UNWIND [")
		for i, set := range parts {
			w.write(comma(i), "[", variable('s', set.number), ", ", strconv.FormatInt(1<<i, 10), "]")
			w.use(set.number)
		}
		w.write("] AS part UNWIND part[0] AS ", key)
		w.line("WITH ", key, ", sum(part[1]) AS mask")
		w.unless(made.opposite, scope{joined: parts}, p)
		return key
	})
}
