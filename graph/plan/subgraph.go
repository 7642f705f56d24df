package plan

import "github.com/stakegraph/stakegraph/graph/model"

// Subgraph is a part of the graph: nodes, and relationships among them.
type Subgraph struct {
	// Expansion has the types of relationships of the subgraph with their conditions, and in NodePredicate the
	// condition on every node. The direction of its patterns is ignored. Both ends of a relationship satisfy the
	// NodePredicate.
	Expansion Expansion
	// Isolated includes nodes without a relationship of the subgraph.
	Isolated bool
	// Beside is a condition on further nodes that are included whatever the other conditions, or nil. It adds no
	// relationship.
	Beside Predicate
	// Nodeless leaves out the nodes, so that the subgraph has only relationships.
	Nodeless bool
}

// String prints the subgraph in one line.
func (s *Subgraph) String() string {
	text := "subgraph " + s.Expansion.String() + when(s.Isolated, " with isolated nodes")
	if s.Beside != nil {
		text += " beside " + printPredicate(s.Beside)
	}
	return text + when(s.Nodeless, " without nodes")
}

// Patterns returns the patterns of the relationships that can be part of the subgraph, in the order of the vocabulary.
// A nil subgraph is the whole graph: all types, without conditions.
func (s *Subgraph) Patterns() []RelationshipPattern {
	var patterns []RelationshipPattern
	for _, t := range model.AllRelTypes() {
		pattern, included := RelationshipPattern{Rel: t}, true
		if s != nil {
			pattern, included = s.Expansion.Pattern(t)
		}
		if included && (s == nil || !never(pattern.Where) && !never(s.Expansion.NodePredicate)) {
			patterns = append(patterns, pattern)
		}
	}
	return patterns
}

// HasNodes reports whether the subgraph includes nodes and can have any. If a condition can never hold, no store needs
// to evaluate it.
func (s *Subgraph) HasNodes() bool {
	switch {
	case s == nil:
		return true
	case s.Nodeless:
		return false
	}
	return len(s.Patterns()) > 0 || s.Isolated && !never(s.Expansion.NodePredicate) || s.Beside != nil && !never(s.Beside)
}
