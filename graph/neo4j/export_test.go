package neo4j

import "context"

// Internals for tests.
var (
	Passes   = passes
	IsRecent = isRecent
)

// Query sends a statement of a test like the statement of a plan.
func (s *Store) Query(ctx context.Context, text string, params map[string]any) ([]any, error) {
	return s.query(ctx, "run a test", text, params)
}

// Stored returns the properties that the hand-written loads of benchmarks write.
var Stored = stored

// InPieces makes the answers of all plans come in pieces.
func (s *Store) InPieces() { s.statements.small = 0 }
