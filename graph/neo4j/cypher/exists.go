package cypher

import (
	"reflect"
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/plan/rewrite"
)

// A condition on relationships is written in one of two ways: correlated, as an EXISTS or as a subquery beside each row,
// or as a set, which set.go writes ahead of the statement.

// manyStarts is from how many nodes on a search for all nodes costs less than one from each. It is above plan's own
// number, because a search from a few nodes costs Neo4j less than a set does.
const manyStarts = 100

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
	if _, isSome := p.(plan.Exists); isSome && negated {
		return outer.Within
	}
	if outer.InOrder && !outer.Within {
		return false
	}
	return outer.AsSet(p, negated)
}

// isAnchoredSet reports whether a search for the set of a condition begins at nodes whose ids it names.
func isAnchoredSet(p plan.Predicate) bool {
	if some, isSome := p.(plan.Exists); isSome {
		return rewrite.Anchored(some.Where)
	}
	return rewrite.Anchored(setOf(p).Where)
}

// hasRoom counts an outermost condition that is to be a set, and reports whether there are few enough of them. More are
// correlated, since the rows of a root field can be looked for in so many sets only.
func (w sets) hasRoom(s scope) bool {
	if s.outer.Within {
		return true
	}
	w.outermost++
	return w.outermost <= maxBesideSets
}

// asSets returns a condition on a row in which sets stand for the conditions on relationships that are to be sets.
func (r *renderer) asSets(s scope, where plan.Predicate) plan.Predicate {
	return sets{r}.joinSets(sets{r}.setsIn(s, where, false))
}

func (w sets) setsIn(s scope, p plan.Predicate, negated bool) plan.Predicate {
	if set := setOf(p); set != nil {
		if set.From.HasNearEnd() && !isDegreeOnly(p) && s.isSet(p, negated) && w.hasRoom(s) {
			return inSet{set: w.setOf(p)}
		}
		return p
	}
	switch p := p.(type) {
	case plan.And:
		return plan.And(w.setsInEach(s, rewrite.Together(p, setOf, plan.AllOf), negated))
	case plan.Or:
		return plan.Or(w.setsInEach(s, rewrite.Together(p, setOf, plan.AnyOf), negated))
	case plan.Not:
		return plan.Not{Of: w.setsIn(s, p.Of, !negated)}
	case plan.Exists:
		if p.From.HasNearEnd() && !isDegree(p.From, p.Where) && s.isSet(p, negated) && w.hasRoom(s) {
			return inSet{set: w.setOf(p)}
		}
	case nil, plan.Compare, plan.In, plan.IsNull, plan.HasLabel:
	default:
		panic("cypher: a condition that rows do not have")
	}
	return p
}

func (w sets) setsInEach(s scope, parts []plan.Predicate, negated bool) []plan.Predicate {
	all := make([]plan.Predicate, len(parts))
	for i, part := range parts {
		all[i] = w.setsIn(s, part, negated)
	}
	return all
}

// setOf returns the set that all measures of a condition are made from, or nil.
func setOf(p plan.Predicate) *plan.Set {
	set, _ := rewrite.OneSet(p)
	return set
}

// isDegreeOnly reports whether a condition asks only how many relationships a node has, which Neo4j knows.
func isDegreeOnly(p plan.Predicate) bool {
	for _, m := range allAggregates(p) {
		if !isDegreeOf(m) {
			return false
		}
	}
	return true
}

// allAggregates returns the measures of a row that a condition on measures asks for, each once.
func allAggregates(p plan.Predicate) []*plan.Aggregate {
	var all []*plan.Aggregate
	plan.Walk(p, func(p plan.Predicate) {
		if m := plan.AggregateOf(p); m != nil {
			all = addAggregate(all, m)
		}
	})
	return all
}

func addAggregate(all []*plan.Aggregate, m *plan.Aggregate) []*plan.Aggregate {
	for _, have := range all {
		if reflect.DeepEqual(have, m) {
			return all
		}
	}
	return append(all, m)
}

// exists writes that there is a row.
func (r *renderer) exists(s scope, p plan.Exists) {
	r.expression("EXISTS", func() { r.chain(s, p, maxChain) })
}

// maxChain is how many patterns an EXISTS has. Neo4j takes twice as long to plan one for each that is around it, and its
// time for the patterns of one grows with their square.
const maxChain = 4

// chain writes the patterns that lead to a row. A condition on the row's own relationships is one pattern more, where
// there may be as many.
func (r *renderer) chain(s scope, p plan.Exists, most int) {
	inner := r.inner(p.From)
	var next *plan.Exists
	rest := p.Where
	if most > 1 {
		next, rest = nextOf(p.Where)
	}
	r.match(s, inner, p.From, 0, rest)
	if next != nil {
		r.chain(inner, *next, most-1)
	}
}

// nextOf returns a condition on what a row names, and not on its relationships, that is part of another condition, and
// what is left of that.
func nextOf(where plan.Predicate) (*plan.Exists, plan.Predicate) {
	return partOf(where, func(p plan.Exists) bool { return !p.From.HasNearEnd() })
}

// partOf returns a Some that is part of a condition, and what is left of that.
func partOf(where plan.Predicate, is func(plan.Exists) bool) (*plan.Exists, plan.Predicate) {
	if some, isSome := where.(plan.Exists); isSome && is(some) {
		return &some, nil
	}
	and, _ := where.(plan.And)
	for i, part := range and {
		if some, isSome := part.(plan.Exists); isSome && is(some) {
			others := append(plan.And{}, and[:i]...)
			return &some, plan.AllOf(append(others, and[i+1:]...)...)
		}
	}
	return nil, where
}

// setOfExists writes what leads to the near ends of a condition, and returns what a row has of them.
func (w sets) setOfExists(near scope, p plan.Exists) (key string) {
	if p.From.Kind == plan.Expand {
		w.walk(near, p)
		return near.node()
	}
	rows := w.inner(p.From)
	w.leading(near, rows, p.From, p.Where, false)
	return "DISTINCT " + reference(rows, p.From)
}

// reference is the id of the near end that a relationship names, which may be null: collect leaves it out.
func reference(rows scope, from plan.From) string {
	return rows.stored(plan.OfRelationship, from.Property)
}

// walk writes what leads to the nodes that have relationships of which a condition holds for some, each once.
func (w sets) walk(near scope, p plan.Exists) {
	rows := w.inner(p.From)
	w.leading(near, rows, p.From, p.Where, false)
	w.line("WITH DISTINCT ", near.node())
}

// leading writes what leads to the relationships of which a condition holds, with their near ends: from the few nodes
// that the condition names, from the near ends of a condition within it, or from all. Where they are measured, each comes
// once.
func (w sets) leading(near, rows scope, from plan.From, where plan.Predicate, isMeasured bool, further ...func()) {
	label := ""
	if start, rest, c := anchorOf("", where); c != noAnchor {
		if isMeasured {
			w.start(rows, "", start)
		} else {
			w.anchored(rows, "", start)
		}
		where = rest
	} else if next, rest := walkable(where); next != nil {
		w.walk(rows, *next)
		where = rest
	} else {
		label = farLabel(from, where)
	}
	conditions := append(w.conditions(rows, w.asSets(rows, where)), further...)
	if label != "" {
		conditions = append(conditions, w.indexConditions(rows, label, where)...)
	}
	if from.Kind == plan.BackReference {
		w.matchEnd(rows, from)
	} else {
		w.line("MATCH ", near.pattern(""), arrow(from.Direction, rows.typed(from.Rel)), rows.pattern(label))
	}
	w.where(conditions...)
}

// walkable returns a condition on relationships that is part of another condition and can be gone through from inside
// out, and what is left of that.
func walkable(where plan.Predicate) (*plan.Exists, plan.Predicate) {
	return partOf(where, func(p plan.Exists) bool { return p.From.Kind == plan.Expand && !isDegree(p.From, p.Where) })
}

// farLabel returns a label that all nodes at the far ends of some relationships have, where a condition is on these
// nodes: Neo4j then starts from them, of which there are fewer than relationships.
func farLabel(from plan.From, where plan.Predicate) string {
	if from.Kind != plan.Expand || !comparesNode(where) {
		return ""
	}
	start, end := from.Rel.Ends()
	far := end
	if from.Direction == plan.Incoming {
		far = start
	}
	if labels := far.Labels(); len(labels) == 1 {
		return labels[0].String()
	}
	if from.Direction == plan.Incoming && (from.Rel == model.InvestedIn || from.Rel == model.CommittedTo) {
		return model.Investor.String()
	}
	return ""
}

// comparesNode reports whether a part of a conjunction compares what the row's node has, or what its relationships come to.
// A negation most often leaves most of the nodes.
func comparesNode(where plan.Predicate) bool {
	switch where := where.(type) {
	case plan.And:
		return slices.ContainsFunc(where, comparesNode)
	case plan.Compare:
		return where.Column.Of == plan.OfNode
	case plan.In:
		return where.Column.Of == plan.OfNode
	case plan.CompareAggregate:
		return true
	case nil, plan.Or, plan.Not, plan.IsNull, plan.HasLabel, plan.Exists, plan.AggregateIsNull, inSet:
		return false
	default:
		panic("cypher: a condition that nodes do not have")
	}
}
