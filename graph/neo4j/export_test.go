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
