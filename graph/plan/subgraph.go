package plan

import "github.com/stakegraph/stakegraph/graph/model"

// Subgraph is a part of the graph: nodes, and relationships among them.
type Subgraph struct {
	// Expansion holds the types of relationships that are part of it, each with what is asked of those, whichever way a step
	// would follow them; and in NodePredicate what holds for every node. Both ends of a relationship are such.
	Expansion Expansion
	// Isolated says that nodes are part of it which no relationship of it leaves or reaches.
	Isolated bool
	// Beside is what holds for nodes that are part of it too, whatever is asked of the others, or nil. It brings in no
	// relationship.
	Beside Predicate
	// Nodeless says that its nodes are left out, and only its relationships are wanted.
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

// Patterns returns the types of relationships that can be part of it, in the order of the vocabulary; all of them, with
// nothing asked, of nil, which is the whole graph.
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

// HasNodes reports whether a node of it is wanted and there can be one. A condition that holds for nothing is one that no
// store need read.
func (s *Subgraph) HasNodes() bool {
	switch {
	case s == nil:
		return true
	case s.Nodeless:
		return false
	}
	return len(s.Patterns()) > 0 || s.Isolated && !never(s.Expansion.NodePredicate) || s.Beside != nil && !never(s.Beside)
}
