package neo4j

import "context"

// What tests look at.
var (
	Passes   = passes
	IsRecent = isRecent
)

// Query sends a statement of a test's own, as plans are sent.
func (s *Store) Query(ctx context.Context, text string, params map[string]any) ([]any, error) {
	return s.query(ctx, "run a test", text, params)
}

// Stored has what the benchmarks do by hand be about the same properties.
var Stored = stored

// InPieces has the answers of all plans come in pieces.
func (s *Store) InPieces() { s.statements.small = 0 }
