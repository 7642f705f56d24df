package plan

import (
	"errors"
	"fmt"
)

// ErrLimit is wrapped by every error about a plan beyond its limits; the text says which limit, its value and the
// plan's own figure.
var ErrLimit = errors.New("query is too large")

// Limits bound a plan before a database is asked, since a database's own time-out does not bound its planning.
type Limits struct {
	Parts      int // lists, counts, ones, and conditions on relationships
	Depth      int // how deep these are nested
	Conditions int // comparisons in all filters together
}

// DefaultLimits fit what both stores take as one statement. Neo4j plans the worst of them in tens of seconds the first
// time, as docs/neo4j.md says; a server that strangers can reach does well to allow less.
var DefaultLimits = Limits{Parts: 250, Depth: 20, Conditions: 2000}

// Meter counts what a plan has while it is made, so that a plan beyond its limits is never finished.
type Meter struct {
	Limits            Limits
	parts, conditions int
}

// Part counts one more part at a depth, 1 being a root field's. Errors wrap ErrLimit.
func (m *Meter) Part(depth int) error {
	m.parts++
	if m.parts > m.Limits.Parts {
		return fmt.Errorf("%w: it has more than %d parts (lists, totals, single nodes and conditions on relationships): "+
			"ask in several queries", ErrLimit, m.Limits.Parts)
	}
	if depth > m.Limits.Depth {
		return fmt.Errorf("%w: it is nested more than %d relationships deep: ask in several queries",
			ErrLimit, m.Limits.Depth)
	}
	return nil
}

// Condition counts n more comparisons. Errors wrap ErrLimit.
func (m *Meter) Condition(n int) error {
	m.conditions += n
	if m.conditions > m.Limits.Conditions {
		return fmt.Errorf("%w: its filters have more than %d conditions: ask in several queries, or use `in`",
			ErrLimit, m.Limits.Conditions)
	}
	return nil
}
