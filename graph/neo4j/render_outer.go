package neo4j

import (
	"reflect"
	"slices"

	"github.com/stakegraph/stakegraph/graph/plan"
)

// A condition on relationships is written in one of two ways: correlated, as an EXISTS or as a subquery beside each row,
// or as a set, which render_set.go writes ahead of the statement.

// manyStarts is from how many nodes on a search for all nodes costs less than one from each. It is above plan's own
// number, because a search from a few nodes costs Neo4j less than a set does.
const manyStarts = 100

// reached returns the scope of rows that From leads to from those of another scope, by a list or another item.
func (r *renderer) reached(s scope, from plan.From) scope {
	inner := r.inner(from)
	switch from.Kind {
	case plan.Scan:
	case plan.Lookup, plan.Related:
		if from.Finding == 0 {
			inner.starts = 1 // whatever their number, on which the text is not to depend
		}
	case plan.Expand, plan.Referring, plan.Referred, plan.Cited, plan.Contradicted, plan.Same, plan.Member, plan.Keyed:
		inner.starts = s.starts
	default:
		panic("neo4j: rows that are found in an unknown way")
	}
	inner.outer = plan.Outer{Starts: inner.starts}
	return inner
}

// paged returns the scope of the rows of a list's page.
func (s scope) paged(outer scope, l *plan.List) scope {
	if l.Limit == plan.Unlimited {
		return s
	}
	switch {
	case outer.row == 0:
		s.starts = int(rowsOf(l))
	case outer.starts > 0:
		s.starts = outer.starts * int(rowsOf(l))
	}
	return s
}

// restrictedTo returns the scope of the rows of a scan, which other conditions may leave few of.
func (s scope) restrictedTo(label string, where plan.Predicate) scope {
	if s.outer.Within || s.outer.Starts > 0 {
		return s
	}
	if _, _, c := anchorOf(label, where); c != noAnchor || isSelective(where) {
		s.outer.Starts = 1
	}
	return s
}

// isSelective reports whether a condition names values of the row itself.
func isSelective(where plan.Predicate) bool {
	switch where := where.(type) {
	case plan.And:
		return slices.ContainsFunc(where, isSelective)
	case plan.Compare:
		return where.Op == plan.Equal || where.Op >= plan.Contains
	case plan.In:
		return true
	case nil, plan.Or, plan.Not, plan.IsNull, plan.HasLabel, plan.Some, plan.Measured, plan.Unmeasured:
		return false
	default:
		panic("neo4j: a condition that rows do not have")
	}
}

// isSet reports whether a condition on the rows' relationships is a set. A list that is read as a whole has one for what
// is to hold for some relationships, or for what they come to. Where it is to hold for none, an EXISTS takes less, since
// it ends with the first. So it does for a page that an index gives the order of, unless ids lead to the set: a guess of
// the share of rows that a condition holds for is often wrong, and at its worst an EXISTS reads each relationship once.
func (s scope) isSet(p plan.Predicate, negated bool) bool {
	outer := s.outer
	if outer.Starts > manyStarts {
		outer.Starts = 0
	}
	if outer.InOrder {
		outer.InOrder = !isAnchoredSet(p)
	}
	if _, isSome := p.(plan.Some); isSome && negated {
		return outer.Within
	}
	if outer.InOrder && !outer.Within {
		return false
	}
	return outer.AsSet(p, negated)
}

// isAnchoredSet reports whether a search for the set of a condition begins at nodes whose ids it names.
func isAnchoredSet(p plan.Predicate) bool {
	if some, isSome := p.(plan.Some); isSome {
		return plan.Anchored(some.Where)
	}
	set, _ := plan.OneSet(p)
	return plan.Anchored(set.Where)
}

// hasRoom counts an outermost condition that is to be a set, and reports whether there are few enough of them. More are
// correlated, since the rows of a root field can be looked for in so many sets only.
func (r *renderer) hasRoom(s scope) bool {
	if s.outer.Within {
		return true
	}
	r.outermost++
	return r.outermost <= maxBesideSets
}

// asSets returns a condition on a row in which sets stand for the conditions on relationships that are to be sets.
func (r *renderer) asSets(s scope, where plan.Predicate) plan.Predicate {
	return r.joinSets(r.setsIn(s, where, false))
}

func (r *renderer) setsIn(s scope, p plan.Predicate, negated bool) plan.Predicate {
	if set, _ := plan.OneSet(p); set != nil {
		if set.From.HasNearEnd() && !isDegreeOnly(p) && s.isSet(p, negated) && r.hasRoom(s) {
			return inSet{set: r.setOf(p)}
		}
		return p
	}
	switch p := p.(type) {
	case plan.And:
		return plan.And(r.setsInEach(s, bySet(p, func(a, b plan.Predicate) plan.Predicate { return plan.AllOf(a, b) }), negated))
	case plan.Or:
		return plan.Or(r.setsInEach(s, bySet(p, func(a, b plan.Predicate) plan.Predicate { return plan.AnyOf(a, b) }), negated))
	case plan.Not:
		return plan.Not{Of: r.setsIn(s, p.Of, !negated)}
	case plan.Some:
		if p.From.HasNearEnd() && !isDegree(p.From, p.Where) && s.isSet(p, negated) && r.hasRoom(s) {
			return inSet{set: r.setOf(p)}
		}
	case nil, plan.Compare, plan.In, plan.IsNull, plan.HasLabel:
	default:
		panic("neo4j: a condition that rows do not have")
	}
	return p
}

func (r *renderer) setsInEach(s scope, parts []plan.Predicate, negated bool) []plan.Predicate {
	all := make([]plan.Predicate, len(parts))
	for i, part := range parts {
		all[i] = r.setsIn(s, part, negated)
	}
	return all
}

// bySet joins the parts that are conditions on measures of one set, so that its rows are grouped once.
func bySet(parts []plan.Predicate, join func(a, b plan.Predicate) plan.Predicate) []plan.Predicate {
	all := make([]plan.Predicate, 0, len(parts))
	var sets []*plan.Set
	places := []int{}
next:
	for _, part := range parts {
		if set, _ := plan.OneSet(part); set != nil {
			for i, have := range sets {
				if reflect.DeepEqual(have, set) {
					all[places[i]] = join(all[places[i]], part)
					continue next
				}
			}
			sets, places = append(sets, set), append(places, len(all))
		}
		all = append(all, part)
	}
	return all
}

// isDegreeOnly reports whether a condition asks only how many relationships a node has, which Neo4j knows.
func isDegreeOnly(p plan.Predicate) bool {
	for _, m := range allMeasures(p) {
		if !isDegreeOf(m) {
			return false
		}
	}
	return true
}

// allMeasures returns the measures of a row that a condition on measures asks for, each once.
func allMeasures(p plan.Predicate) []*plan.Measure {
	var all []*plan.Measure
	plan.Walk(p, func(p plan.Predicate) {
		if m := plan.MeasureOf(p); m != nil {
			all = addMeasure(all, m)
		}
	})
	return all
}

func addMeasure(all []*plan.Measure, m *plan.Measure) []*plan.Measure {
	for _, have := range all {
		if reflect.DeepEqual(have, m) {
			return all
		}
	}
	return append(all, m)
}
