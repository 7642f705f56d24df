package cypher

import (
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/plan/rewrite"
)

// scope is what the items of a row can name: variables with the row's number.
type scope struct {
	row             int            // 0 for the plan's own row, which has neither node nor relationship
	hasRelationship bool           // beside the node
	repeats         bool           // whether several rows can have one node
	absent          bool           // whether a row can be without the node
	labels          model.LabelSet // what the node can be
	group           *group         // of the items of a group, which have no node
	outer           rewrite.Outer  // what the rows are for a condition on their relationships
	starts          int            // of how many nodes the rows are reached from; 0 for any number
	joined          []*nearEnds    // the sets that a node is known to be in by the bits of a mask
	sorted          []sortedBy     // the measures that a list is sorted by
	filtered        []sortedBy     // those that the row has been made with for a condition
}

// node names the row's node.
func (s scope) node() string { return variable('n', s.row) }

// relationship names the row's relationship.
func (s scope) relationship() string { return variable('r', s.row) }

func (s scope) entity(of plan.Entity) string {
	if of == plan.OfRelationship {
		return s.relationship()
	}
	return s.node()
}

// id is the id of the row's node.
func (s scope) id() string { return s.stored(plan.OfNode, model.ID) }

// stored is a property of one part.
func (s scope) stored(of plan.Entity, p model.Property) string {
	return s.entity(of) + "." + Columns[p][plan.Whole]
}

// pattern is the pattern of the row's node, with a label or the expression of several where one is given.
func (s scope) pattern(label string) string {
	if label != "" {
		label = ":" + label
	}
	return "(" + s.node() + label + ")"
}

// typed is the pattern of the row's relationship.
func (s scope) typed(t model.RelType) string { return "[" + s.relationship() + ":" + t.String() + "]" }

// groupRow is what a group keeps of the row: its relationship, or its node where it has none.
func (s scope) groupRow() string {
	if s.hasRelationship {
		return s.relationship()
	}
	return s.node()
}

// given names the row's node and relationship.
func (s scope) given() string {
	if s.hasRelationship {
		return s.node() + ", " + s.relationship()
	}
	return s.node()
}

// inner returns the scope of the rows that From leads to in a condition.
func (r *renderer) inner(from plan.From) scope {
	return scope{
		row: r.next(), hasRelationship: from.HasRelationship(), repeats: repeats(from), labels: from.Reaches(),
		outer: rewrite.Outer{Within: true},
	}
}

// withinOf does the same, and has the form of reached.
func (r *renderer) withinOf(_ scope, from plan.From) scope { return r.inner(from) }

// repeats reports whether several of the rows that From leads to can have one node.
func repeats(from plan.From) bool {
	if from.Kind == plan.GroupRows {
		return from.Groups.Then == nil && repeats(from.Groups.From)
	}
	return from.HasRelationship() || from.Kind == plan.Sources
}

// reached returns the scope of rows that From leads to from those of another scope, by a list or another item.
func (r *renderer) reached(s scope, from plan.From) scope {
	inner := r.inner(from)
	switch from.Kind {
	case plan.Scan:
	case plan.Lookup, plan.ByRelationshipID:
		if from.InitPlan == 0 {
			inner.starts = 1 // whatever their number, on which the text is not to depend
		}
	case plan.Expand, plan.BackReference, plan.Reference, plan.Sources, plan.Conflicts, plan.Self, plan.GroupRows, plan.GroupKeyNode:
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
	case nil, plan.Or, plan.Not, plan.IsNull, plan.HasLabel, plan.Exists, plan.CompareAggregate, plan.AggregateIsNull:
		return false
	default:
		panic("cypher: a condition that rows do not have")
	}
}

// fromFew returns the scope of rows that are reached from nodes that a search has come to.
func (s scope) fromFew() scope {
	s.outer = rewrite.Outer{Starts: 1}
	return s
}

// patternScope returns the scope of a relationship of a track, with the one of its ends that conditions on it are asked of.
func patternScope(pattern plan.RelationshipPattern, direction plan.Direction, near, far scope) scope {
	of := near
	if pattern.Node == direction {
		of = far
	}
	of.hasRelationship = true
	of.labels = plan.From{Kind: plan.ByRelationshipID, Rel: pattern.Rel, Direction: pattern.Node}.Reaches()
	return of
}

// inCondition returns the scope of rows that are those of a condition on others.
func (s scope) inCondition() scope {
	s.outer = rewrite.Outer{Within: true}
	return s
}
