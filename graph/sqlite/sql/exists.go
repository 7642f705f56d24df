package sql

import (
	"strconv"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/plan/rewrite"
)

// A condition on relationships is written in one of two forms: correlated, as a subquery that reads the outer row, or
// as a set of the keys of all nodes that it holds for, which reads nothing outside it and which SQLite computes once.

// asSet reports whether a condition on the relationships of a row is written as a set. If negated is true, the query
// selects the rows that it does not hold for.
func (r *renderer) asSet(s scope, p plan.Predicate, negated bool) bool {
	outer := s.outer
	outer.Within = r.within > 0
	return outer.AsSet(p, negated)
}

// correlated writes a part that is computed for each row.
func (r *renderer) correlated(write func()) {
	r.within++
	write()
	r.within--
}

// exists writes that at least one row exists. A set whose search starts from ids is always small.
func (r *renderer) exists(s scope, p plan.Exists, negated bool) {
	inner := r.inner(s, p.From)
	if canBeSet(p.From) && (rewrite.Anchored(p.Where) || r.asSet(s, p, negated)) {
		r.setMember(s, p.From, rewrite.Anchored(p.Where))
		r.write(" IN (SELECT ")
		r.nearEnds(s, inner, &plan.Set{From: p.From, Where: p.Where})
		r.write(")")
		return
	}
	r.write("EXISTS (SELECT 1 FROM ")
	r.correlated(func() {
		r.from(s, inner, p.From, needsNode(p.From, p.Where, nil))
		r.filter(&conjunction{}, s, inner, p.From, p.Where)
	})
	r.write(")")
}

// setMember writes the key that is looked up in a set. SQLite assumes that every set is small. The unary plus keeps it
// from looking up the rows of a relationship by each member of a set that can be large.
func (r *renderer) setMember(s scope, from plan.From, isSmall bool) {
	if from.Kind == plan.Conflicts {
		r.write(s.column(from.Of, "id"))
		return
	}
	if s.by != nil && s.by.HasRelationship() && !isSmall {
		r.write("+")
	}
	r.write(s.outerKey())
}

// nearEnds writes the keys of the near ends: the nodes from which the set has rows. The FROM and WHERE follow.
//
// Most of the cost of a set is inserting keys into it. If the condition looks up other sets, the near ends are
// therefore read in the order of their index, each once, and an EXISTS for each ends at its first row. If the condition
// reads the far ends, the relationships are read in the order of these, so that the nodes are read in their order.
func (r *renderer) nearEnds(outer, inner scope, set *plan.Set) {
	withNode := needsNode(set.From, set.Where, nil)
	isWalk := set.From.Kind == plan.Expand && !rewrite.Anchored(set.Where)
	switch {
	case isWalk && withNode:
		far := farEnd(set.From)
		r.write(nearKey(inner, set.From), " FROM ", inner.table(set.From.Rel), " INDEXED BY ", EndIndex(set.From.Rel, far))
		r.write(inner.joinNode(inner.column(plan.OfRelationship, far)))
		r.setWhere(inner, set.From, set.Where)
	case isWalk && readsRelationships(set.Where):
		each := "e" + strconv.Itoa(inner.row)
		r.write(each, ".k FROM (SELECT DISTINCT ", nearEnd(set.From), " AS k FROM ", TableName(set.From.Rel), ") AS ", each)
		r.write(" WHERE EXISTS (SELECT 1 FROM ", inner.table(set.From.Rel))
		r.write(" WHERE ", nearKey(inner, set.From), " = ", each, ".k AND ")
		r.correlated(func() { r.predicate(inner, set.Where) })
		r.write(")")
	default:
		r.write(nearKey(inner, set.From), " FROM ")
		r.from(outer, inner, set.From, withNode)
		r.setWhere(inner, set.From, set.Where)
	}
}

// readsRelationships reports whether a condition on a relationship reads the relationships of its far end.
func readsRelationships(p plan.Predicate) bool {
	return plan.Any(p, func(p plan.Predicate) bool {
		exists, isExists := p.(plan.Exists)
		return isExists && canBeSet(exists.From) && exists.From.Of == plan.OfNode || plan.AggregateOf(p) != nil
	})
}

// nearKey returns the column with the near end of a row: the key of a node, or the id of the fact of a conflict.
func nearKey(inner scope, from plan.From) string {
	switch from.Kind {
	case plan.Conflicts:
		return inner.whole(plan.OfNode, model.FactID)
	case plan.BackReference:
		return inner.whole(plan.OfRelationship, from.Property)
	case plan.Expand:
		return inner.column(plan.OfRelationship, nearEnd(from))
	default:
		panic("sql: rows that do not say where they start")
	}
}

// canBeSet reports whether every row that a From leads to from any node has a column with its near end.
func canBeSet(from plan.From) bool { return from.HasNearEnd() || from.Kind == plan.Conflicts }

// startsNowhere reports whether rows can have no near end. A set contains no null.
func startsNowhere(from plan.From) bool { return from.Kind != plan.Expand }

// setWhere writes the WHERE of the rows of a set from all nodes.
func (r *renderer) setWhere(inner scope, from plan.From, where plan.Predicate) {
	var c conjunction
	if startsNowhere(from) {
		r.and(&c, nearKey(inner, from), " IS NOT NULL")
	}
	if where != nil {
		r.and(&c)
		r.correlated(func() { r.predicate(inner, where) })
	}
}
