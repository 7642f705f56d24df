package cypher

import (
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/plan/rewrite"
)

// scope is what the items of a row can read: variables with the number of the row.
type scope struct {
	row             int            // 0 for the plan's own row, which has neither node nor relationship
	hasRelationship bool           // whether the row has a relationship in addition to its node
	repeats         bool           // whether several rows can have the same node
	absent          bool           // whether the node of a row can be null
	labels          model.LabelSet // the possible labels of the node
	group           *group         // of the items of a group, which have no node
	outer           rewrite.Outer  // of conditions on the row
	starts          int            // an upper bound of the number of nodes that the rows are reached from; 0 if there is none
	joined          []*nearEnds    // the sets of a mask, whose bits say in which of them a node is
	sorted          []sortedBy     // the aggregates that a list is sorted by
	filtered        []sortedBy     // the aggregates that were computed for a condition on the row
}

// node returns the variable of the row's node.
func (s scope) node() string { return variable('n', s.row) }

// relationship returns the variable of the row's relationship.
func (s scope) relationship() string { return variable('r', s.row) }

func (s scope) entity(of plan.Entity) string {
	if of == plan.OfRelationship {
		return s.relationship()
	}
	return s.node()
}

// id returns the id of the row's node.
func (s scope) id() string { return s.stored(plan.OfNode, model.ID) }

// stored returns a property with a single part.
func (s scope) stored(of plan.Entity, p model.Property) string {
	return s.entity(of) + "." + Columns[p][plan.Whole]
}

// pattern returns the pattern of the row's node, with a label or a label expression if one is given.
func (s scope) pattern(label string) string {
	if label != "" {
		label = ":" + label
	}
	return "(" + s.node() + label + ")"
}

// typed returns the pattern of the row's relationship.
func (s scope) typed(t model.RelType) string { return "[" + s.relationship() + ":" + t.String() + "]" }

// groupRow returns what a group collects of the row: its relationship, or its node if it has no relationship.
func (s scope) groupRow() string {
	if s.hasRelationship {
		return s.relationship()
	}
	return s.node()
}

// given returns the variables of the row's node and relationship.
func (s scope) given() string {
	if s.hasRelationship {
		return s.node() + ", " + s.relationship()
	}
	return s.node()
}

// inner returns a scope with new variables for the rows that a From leads to in a condition.
func (r *renderer) inner(from plan.From) scope {
	return scope{
		row: r.next(), hasRelationship: from.HasRelationship(), repeats: repeats(from), labels: from.Reaches(),
		outer: rewrite.Outer{Within: true},
	}
}

// withinOf is inner with the signature of reached.
func (r *renderer) withinOf(_ scope, from plan.From) scope { return r.inner(from) }

// repeats reports whether several of the rows that From leads to can have the same node.
func repeats(from plan.From) bool {
	if from.Kind == plan.GroupRows {
		return from.Groups.Then == nil && repeats(from.Groups.From)
	}
	return from.HasRelationship() || from.Kind == plan.Sources
}

// reached returns the scope of the rows of a list or another item that a From leads to.
func (r *renderer) reached(s scope, from plan.From) scope {
	inner := r.inner(from)
	switch from.Kind {
	case plan.Scan:
	case plan.Lookup, plan.ByRelationshipID:
		if from.InitPlan == 0 {
			inner.starts = 1 // for any number of ids, so that the text does not depend on it
		}
	case plan.Expand, plan.BackReference, plan.Reference, plan.Sources, plan.Conflicts, plan.Self, plan.GroupRows, plan.GroupKeyNode,
		plan.AtEnd, plan.OtherID:
		inner.starts = s.starts
	default:
		panic("cypher: rows that are found in an unknown way")
	}
	inner.outer = rewrite.Outer{Starts: inner.starts}
	return inner
}

// paged returns the scope of the rows of a list's page.
func (s scope) paged(outer scope, l *plan.List) scope {
	if l.Limit == plan.Unlimited {
		return s
	}
	switch {
	case outer.row == 0:
		s.starts = int(l.Reads())
	case outer.starts > 0:
		s.starts = outer.starts * int(l.Reads())
	}
	return s
}

// restrictedTo returns the scope of the rows of a scan. An anchor or a selective condition leaves few of them.
func (s scope) restrictedTo(label string, where plan.Predicate) scope {
	if s.outer.Within || s.outer.Starts > 0 {
		return s
	}
	if _, _, c := anchorOf(label, where); c != noAnchor || isSelective(where) {
		s.outer.Starts = 1
	}
	return s
}

// isSelective reports whether a condition compares the row itself with given values.
func isSelective(where plan.Predicate) bool {
	switch where := where.(type) {
	case plan.And:
		return slices.ContainsFunc(where, isSelective)
	case plan.Compare:
		return where.Op == plan.Equal || where.Op >= plan.Contains
	case plan.In:
		return true
	case nil, plan.Or, plan.Not, plan.IsNull, plan.HasLabel, plan.Exists, plan.CompareAggregate, plan.AggregateIsNull:
		return false
	default:
		panic("cypher: a condition that rows do not have")
	}
}

// fromFew returns the scope of rows that are reached from few nodes.
func (s scope) fromFew() scope {
	s.outer = rewrite.Outer{Starts: 1}
	return s
}

// patternScope returns the scope of the end that conditions on the relationship read. The relationship shares its
// number.
func patternScope(pattern plan.RelationshipPattern, direction plan.Direction, near, far scope) scope {
	of := near
	if pattern.Node == direction {
		of = far
	}
	of.hasRelationship = true
	of.labels = plan.From{Kind: plan.ByRelationshipID, Rel: pattern.Rel, Direction: pattern.Node}.Reaches()
	return of
}

// inCondition returns the scope of rows that are part of a condition on other rows.
func (s scope) inCondition() scope {
	s.outer = rewrite.Outer{Within: true}
	return s
}
