package plan

import (
	"fmt"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
)

// Paths searches for paths from one of the nodes From to one of the nodes To. From and To have no node in common. A
// path has at least one step, visits no node twice, and contains nodes of From and To only at its ends.
type Paths struct {
	From, To  []string // ids, each once
	Mode      PathMode
	Weight    PathWeight // for Best
	First     int        // maximum number of paths
	Expansion Expansion
	Longest   int // maximum number of steps
}

// PathMode selects the paths to search for.
type PathMode uint8

// The modes. Paths are ordered by weight, then by length, then by the ids of their nodes, compared one after the other.
const (
	// Shortest searches for one path of the minimum length: the first of AllShortest.
	Shortest PathMode = iota
	// AllShortest searches for all paths of the minimum length.
	AllShortest
	// Best searches for the paths with the smallest weights.
	Best
)

// PathWeight defines the weight of a path.
type PathWeight uint8

// The weights. They are integers, so that they are equal on every store.
const (
	// Length counts 1 for each step.
	Length PathWeight = iota
	// HubAverse counts 1 for each step, and for each node between the ends the base-2 logarithm, rounded down, of its
	// degree. The degree counts all relationships of the types of Expansion, in both directions and regardless of
	// conditions.
	HubAverse
)

// Expansion defines the steps from a node to its neighbours: the relationships to follow.
type Expansion struct {
	Patterns []RelationshipPattern
	// NodePredicate is the condition on the nodes between the ends, or nil.
	NodePredicate Predicate
}

// RelationshipPattern is one type of relationship that a step can follow.
type RelationshipPattern struct {
	Rel    model.RelType
	Follow Follow
	// Where is the condition on the relationship and on the node at its end Node, or nil.
	Where Predicate
	Node  Direction
	// Undated is the condition on the relationships that Where excludes only because they have no date, or nil if there
	// are none. No search follows them; they are only counted.
	Undated Predicate
}

// Follow is the direction in which a step follows a relationship.
type Follow uint8

// The directions of a step.
const (
	EitherDirection Follow = iota
	Along                  // from its start to its end
	Against                // from its end to its start
)

// Directions returns the directions in which a step can follow a relationship.
func (f Follow) Directions() []Direction {
	return [...][]Direction{EitherDirection: {Outgoing, Incoming}, Along: {Outgoing}, Against: {Incoming}}[f]
}

// Neighbourhood searches for the nodes at most Steps steps away from one of the nodes Of, and for the matching
// relationships among the nodes of the result.
type Neighbourhood struct {
	Of        []string // ids, each once
	Steps     int
	First     int // maximum number of nodes, including Of
	Keep      KeepRule
	Expansion Expansion
}

// KeepRule decides between nodes at the same distance if there is no room for all.
type KeepRule uint8

// The rules. Nearer nodes always come first. Remaining ties are broken by id.
const (
	// MostLinked prefers the nodes with the most neighbours one step nearer.
	MostLinked KeepRule = iota
	// ByID prefers the nodes with the smallest ids.
	ByID
)

// Most returns the maximum number of nodes and relationships in the result. It counts several relationships between the
// same two nodes once.
func (p *Paths) Most() int { return p.First * (p.Longest + 1) }

// Most returns the maximum number of relationships in the result.
func (n *Neighbourhood) Most() int { return mostLinks * n.First }

// mostLinks is the maximum number of relationships of a neighbourhood per node that it may have.
const mostLinks = 10

// String prints the InitPlan in one line.
func (p *Paths) String() string {
	which := [...]string{Shortest: "a shortest path", AllShortest: "all shortest paths", Best: "the best paths"}[p.Mode]
	if p.Mode == Best {
		which += [...]string{Length: " by length", HubAverse: " away from hubs"}[p.Weight]
	}
	return fmt.Sprintf("%s from %s to %s limit %d longest %d %s", which, literal(p.From), literal(p.To), p.First, p.Longest, p.Expansion)
}

// String prints the InitPlan in one line.
func (n *Neighbourhood) String() string {
	return fmt.Sprintf("neighbourhood of %s steps %d limit %d by %s %s", literal(n.Of), n.Steps, n.First,
		[...]string{MostLinked: "links", ByID: "id"}[n.Keep], n.Expansion)
}

// String prints the patterns and the condition on nodes.
func (w Expansion) String() string {
	patterns := make([]string, len(w.Patterns))
	for i, t := range w.Patterns {
		patterns[i] = [...]string{EitherDirection: "", Along: "along ", Against: "against "}[t.Follow] + t.Rel.String()
		if t.Where != nil {
			patterns[i] += " (" + printPredicate(t.Where) + ")"
		}
	}
	text := "by " + strings.Join(patterns, ", ")
	if w.NodePredicate != nil {
		text += " through " + printPredicate(w.NodePredicate)
	}
	return text
}

// Pattern returns the pattern of a type of relationship, and whether there is one.
func (w Expansion) Pattern(of model.RelType) (RelationshipPattern, bool) {
	for _, t := range w.Patterns {
		if t.Rel == of {
			return t, true
		}
	}
	return RelationshipPattern{}, false
}

// Reversed returns the expansion in the opposite direction.
func (w Expansion) Reversed() Expansion {
	w.Patterns = mapEach(w.Patterns, func(t RelationshipPattern) RelationshipPattern {
		t.Follow = [...]Follow{EitherDirection: EitherDirection, Along: Against, Against: Along}[t.Follow]
		return t
	})
	return w
}

// Types returns the types of relationships that steps follow.
func (w Expansion) Types() []model.RelType {
	return mapEach(w.Patterns, func(t RelationshipPattern) model.RelType { return t.Rel })
}
