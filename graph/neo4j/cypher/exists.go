package cypher

import (
	"reflect"
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/plan/rewrite"
)

// A condition on relationships is written in one of two forms: correlated, as an EXISTS or as a subquery next to the
// row, or as a set, which set.go writes ahead of the statement.

// manyStarts is the number of nodes from which one search for all nodes is cheaper than one search for each node. It is
// higher than the number in rewrite, because a search from a few nodes costs Neo4j less than a set does.
const manyStarts = 100

// isSet reports whether a condition on the relationships of a row is written as a set. A list that is read as a whole
// uses sets for conditions that some relationships exist, and for conditions on aggregates. An EXISTS is cheaper for a
// negated condition, since it ends at the first relationship. It is also cheaper for a page in the order of an index,
// unless the search for the set starts from ids: an estimate of the share of rows that match is often wrong, and an
// EXISTS reads each relationship once in the worst case.
func (s scope) isSet(p plan.Predicate, negated bool) bool {
	outer := s.outer
	if outer.Starts > manyStarts {
		outer.Starts = 0
	}
	if outer.InOrder {
		outer.InOrder = !isAnchoredSet(p)
	}
	if _, isExists := p.(plan.Exists); isExists && negated {
		return outer.Within
	}
	if outer.InOrder && !outer.Within {
		return false
	}
	return outer.AsSet(p, negated)
}

// isAnchoredSet reports whether the search for the set of a condition starts from ids.
func isAnchoredSet(p plan.Predicate) bool {
	if exists, isExists := p.(plan.Exists); isExists {
		return rewrite.Anchored(exists.Where)
	}
	return rewrite.Anchored(setOf(p).Where)
}

// hasRoom counts an outermost condition that would be a set, and reports whether it is within the limit for a root
// field. Further conditions are correlated, since Neo4j looks up rows efficiently in a limited number of sets.
func (w sets) hasRoom(s scope) bool {
	if s.outer.Within {
		return true
	}
	w.outermost++
	return w.outermost <= maxBesideSets
}

// asSets returns the condition with its conditions on relationships replaced by sets, where isSet selects a set.
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

// setOf returns the set of all aggregates of a condition, or nil.
func setOf(p plan.Predicate) *plan.Set {
	set, _ := rewrite.OneSet(p)
	return set
}

// isDegreeOnly reports whether a condition reads only degrees of the node, which Neo4j stores.
func isDegreeOnly(p plan.Predicate) bool {
	for _, m := range allAggregates(p) {
		if !isDegreeOf(m) {
			return false
		}
	}
	return true
}

// allAggregates returns the aggregates that a condition reads, without duplicates.
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

// exists writes that at least one row exists.
func (r *renderer) exists(s scope, p plan.Exists) {
	r.expression("EXISTS", func() { r.chain(s, p, maxChain) })
}

// maxChain is the maximum number of patterns of an EXISTS. The time of Neo4j to plan an EXISTS doubles with each EXISTS
// around it, and grows with the square of the number of patterns in one.
const maxChain = 4

// chain writes the patterns that lead to a row. A nested condition on the row's own reference becomes one more pattern,
// up to the limit most.
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

// nextOf returns an Exists that is a part of the condition and reads a reference of the row, not its relationships, and
// the rest of the condition.
func nextOf(where plan.Predicate) (*plan.Exists, plan.Predicate) {
	return partOf(where, func(p plan.Exists) bool { return !p.From.HasNearEnd() })
}

// partOf returns an Exists that is a part of a condition, and the rest of the condition.
func partOf(where plan.Predicate, is func(plan.Exists) bool) (*plan.Exists, plan.Predicate) {
	if exists, isExists := where.(plan.Exists); isExists && is(exists) {
		return &exists, nil
	}
	and, _ := where.(plan.And)
	for i, part := range and {
		if exists, isExists := part.(plan.Exists); isExists && is(exists) {
			others := append(plan.And{}, and[:i]...)
			return &exists, plan.AllOf(append(others, and[i+1:]...)...)
		}
	}
	return nil, where
}

// setOfExists writes the search for the near ends of a condition, and returns the column that contains a near end.
func (w sets) setOfExists(near scope, p plan.Exists) (key string) {
	if p.From.Kind == plan.Expand {
		w.walk(near, p)
		return near.node()
	}
	rows := w.inner(p.From)
	w.leading(near, rows, p.From, p.Where, false)
	return "DISTINCT " + reference(rows, p.From)
}

// reference returns the id of the near end that a relationship has as a property. It can be null, and collect ignores
// nulls.
func reference(rows scope, from plan.From) string {
	return rows.stored(plan.OfRelationship, from.Property)
}

// walk writes the search for the nodes with at least one relationship for which the condition holds, each once.
func (w sets) walk(near scope, p plan.Exists) {
	rows := w.inner(p.From)
	w.leading(near, rows, p.From, p.Where, false)
	w.line("WITH DISTINCT ", near.node())
}

// leading writes the search for the relationships for which a condition holds, with their near ends. It starts from the
// ids in the condition, from the near ends of a condition inside it, or from all relationships. If they are aggregated,
// each occurs once.
func (w sets) leading(near, rows scope, from plan.From, where plan.Predicate, isAggregated bool, further ...func()) {
	label := ""
	if start, rest, c := anchorOf("", where); c != noAnchor {
		if isAggregated {
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

// walkable returns a condition on relationships that is a part of another condition and can be searched from the inside
// out, and the rest of the other condition.
func walkable(where plan.Predicate) (*plan.Exists, plan.Predicate) {
	return partOf(where, func(p plan.Exists) bool { return p.From.Kind == plan.Expand && !isDegree(p.From, p.Where) })
}

// farLabel returns a label of all nodes at the far ends of the relationships, if a condition compares these nodes.
// Neo4j then starts from the nodes, of which there are fewer than relationships.
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

// comparesNode reports whether a part of a conjunction compares a property of the row's node, or an aggregate of its
// relationships. Negations do not count, since they usually leave most of the nodes.
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
