package plan

import (
	"fmt"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
)

// Paths looks for paths from one of the nodes From to one of the nodes To, which have no node in common. A path has at
// least one step and meets no node twice, and none of From and To but at its ends.
type Paths struct {
	From, To  []string // ids, each once
	Mode      PathMode
	Weight    PathWeight // of Best
	First     int        // at most so many
	Expansion Expansion
	Longest   int // greatest number of steps
}

// PathMode is which paths are looked for.
type PathMode uint8

// The modes. Paths come by weight, then by length, then by the ids of their nodes, the first that differs.
const (
	// Shortest looks for one of the paths of the least length: the first of AllShortest.
	Shortest PathMode = iota
	// AllShortest looks for the paths of the least length.
	AllShortest
	// Best looks for the paths of the least weights.
	Best
)

// PathWeight is what a path counts.
type PathWeight uint8

// The weights, which are whole numbers so that they are equal on every store.
const (
	// Length counts 1 for each step.
	Length PathWeight = iota
	// HubAverse counts 1 for each step and, for each node between, the logarithm to the base 2, rounded down, of how many
	// relationships of the types of Expansion it has, in either direction and whatever is asked of them.
	HubAverse
)

// Expansion is where steps lead: from a node to another one, along relationships that are wanted.
type Expansion struct {
	Patterns []RelationshipPattern
	// NodePredicate is what holds for the nodes between, or nil.
	NodePredicate Predicate
}

// RelationshipPattern is one type of relationship that a step can follow.
type RelationshipPattern struct {
	Rel    model.RelType
	Follow Follow
	// Where is what holds for the relationship, with the node at the end of it that Node says, or nil.
	Where Predicate
	Node  Direction
	// Undated is what holds for the relationships that Where leaves out only because they have no date, or nil where there
	// are none. No search follows it: it is for counting them.
	Undated Predicate
}

// Follow is which way a step follows a relationship.
type Follow uint8

// The ways to follow one.
const (
	EitherDirection Follow = iota
	Along                  // from its start to its end
	Against                // from its end to its start
)

// Directions returns the directions in which a step can follow a relationship.
func (f Follow) Directions() []Direction {
	return [...][]Direction{EitherDirection: {Outgoing, Incoming}, Along: {Outgoing}, Against: {Incoming}}[f]
}

// Neighbourhood looks for the nodes that are at most Steps steps away from one of the nodes Of, and for the wanted
// relationships among those that are kept.
type Neighbourhood struct {
	Of        []string // ids, each once
	Steps     int
	First     int // so many nodes are kept at most, Of among them
	Keep      KeepRule
	Expansion Expansion
}

// KeepRule is which of the nodes that are equally near are kept, where there is no room for all.
type KeepRule uint8

// The rules. Nearer nodes are kept first, whatever the rule; last decides the id.
const (
	// MostLinked keeps those first that steps lead to from the most nodes of the distance before.
	MostLinked KeepRule = iota
	// ByID keeps those first whose ids are least.
	ByID
)

// Most returns how many nodes and relationships it finds at most, but for several relationships between the same two.
func (p *Paths) Most() int { return p.First * (p.Longest + 1) }

// Most returns how many relationships it finds at most.
func (n *Neighbourhood) Most() int { return mostLinks * n.First }

// mostLinks is how many relationships a neighbourhood has for each node that it may have, at most.
const mostLinks = 10

// String prints the search in one line.
func (p *Paths) String() string {
	which := [...]string{Shortest: "a shortest path", AllShortest: "all shortest paths", Best: "the best paths"}[p.Mode]
	if p.Mode == Best {
		which += [...]string{Length: " by length", HubAverse: " away from hubs"}[p.Weight]
	}
	return fmt.Sprintf("%s from %s to %s limit %d longest %d %s", which, literal(p.From), literal(p.To), p.First, p.Longest, p.Expansion)
}

// String prints the search in one line.
func (n *Neighbourhood) String() string {
	return fmt.Sprintf("neighbourhood of %s steps %d limit %d by %s %s", literal(n.Of), n.Steps, n.First,
		[...]string{MostLinked: "links", ByID: "id"}[n.Keep], n.Expansion)
}

// String prints where steps lead.
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

// Reversed returns the way that leads back.
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
