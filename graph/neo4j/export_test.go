package neo4j

import (
	"context"

	"stakegraph/graph/plan"
	"stakegraph/graph/store"
)

// What tests look at.
var (
	Passes   = passes
	IsRecent = isRecent
)

// Query sends a statement of a test's own, as plans are sent.
func (s *Store) Query(ctx context.Context, text string, params map[string]any) ([]any, error) {
	return s.query(ctx, "run a test", text, params)
}

// Fill takes all places for plans but those left free, and gives them back.
func (s *Store) Fill(free int) (empty func()) {
	for len(s.admitted) < cap(s.admitted)-free {
		s.admitted <- struct{}{}
	}
	return func() {
		for len(s.admitted) > 0 {
			<-s.admitted
		}
	}
}

// Stored has what the benchmarks do by hand be about the same properties.
var Stored = stored

// Scans returns the statements that a stream of a part of the graph sends, nodes first, with their parameters.
func Scans(part *plan.Subgraph) []store.Statement {
	statement := func(text string, params map[string]any) store.Statement {
		return store.Statement{Text: text, Args: []any{params}}
	}
	all := []store.Statement{statement(RenderNodes(part))}
	for _, track := range part.Tracks() {
		all = append(all, statement(RenderRelationships(part, track)))
	}
	return all
}
