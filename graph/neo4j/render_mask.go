package neo4j

import (
	"reflect"
	"slices"
	"strconv"

	"github.com/stakegraph/stakegraph/graph/plan"
)

// Neo4j keeps what it has made of the last 16 lists that IN looked in. Where a row is looked for in more, each is made
// anew for each row: 17 sets took a minute for 20,000 rows, where 16 took half a second. Conditions that are all of sets
// are therefore joined to one, whose nodes are found by the sets that each is in.

const (
	// maxBesideSets is how many sets a condition on a row names before they are joined.
	maxBesideSets = 6
	// maxLooked is how many sets the rows of one root field, or of one set, may be looked for in.
	maxLooked = 12
	// maxJoined is how many sets are joined at once: each is a bit of an integer.
	maxJoined = 32
)

// joinSets joins the sets that a condition names, where these are many.
func (r *renderer) joinSets(p plan.Predicate) plan.Predicate {
	if len(setsOf(p)) <= maxBesideSets {
		return p
	}
	return r.joinedSets(p)
}

// joinedSets joins the sets of each part of a condition that names sets and nothing else.
func (r *renderer) joinedSets(p plan.Predicate) plan.Predicate {
	join := func(parts []plan.Predicate, whole func([]plan.Predicate) plan.Predicate) plan.Predicate {
		var all []plan.Predicate
		pure := map[bool][]plan.Predicate{}
		for _, part := range parts {
			part = r.joinedSets(part)
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
					part = inSet{set: r.setOfSets(part, byID)}
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
		return plan.Not{Of: r.joinedSets(not.Of)}
	}
	return p
}

// setsOf returns the sets that a condition names, each once.
func setsOf(p plan.Predicate) []*nearEnds {
	var all []*nearEnds
	plan.Walk(p, func(p plan.Predicate) {
		if in, isSet := p.(inSet); isSet && !slices.Contains(all, in.set) {
			all = append(all, in.set)
		}
	})
	return all
}

// isOfSets reports whether a condition names sets and nothing else, all of nodes or all of ids.
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
	case plan.Compare, plan.In, plan.IsNull, plan.HasLabel, plan.Some, plan.Measured, plan.Unmeasured:
		return false, false
	default:
		panic("neo4j: a condition that rows do not have")
	}
}

// holdsOutside reports whether a condition that names sets and nothing else holds for a node that is in none of them.
func holdsOutside(p plan.Predicate) bool {
	return plan.Holds(p, func(p plan.Predicate) bool {
		in, isSet := p.(inSet)
		if !isSet {
			panic("neo4j: a condition that names no set")
		}
		return in.set.holdsOutside
	})
}

// setOfSets returns the set of a condition that names sets and nothing else.
func (r *renderer) setOfSets(p plan.Predicate, byID bool) *nearEnds {
	for _, set := range r.sets {
		if reflect.DeepEqual(set.of, p) {
			return set
		}
	}
	parts := setsOf(p)
	return r.newSet(p, byID, holdsOutside(p), func(near scope, made *nearEnds) (key func()) {
		made.opposite = r.arg(made.holdsOutside)
		key = func() { r.variable('k', near.row) }
		r.line()
		r.write("UNWIND [")
		for i, set := range parts {
			r.comma(i)
			r.write("[")
			r.variable('s', set.number)
			r.write(", ", strconv.FormatInt(1<<i, 10), "]")
			r.use(set.number)
		}
		r.write("] AS part UNWIND part[0] AS ")
		key()
		r.line()
		r.write("WITH ")
		key()
		r.write(", sum(part[1]) AS mask")
		r.where([]func(){func() {
			r.write("CASE WHEN ")
			r.predicate(scope{joined: parts}, p)
			r.write(" THEN true ELSE false END <> ", made.opposite)
		}})
		return key
	})
}
