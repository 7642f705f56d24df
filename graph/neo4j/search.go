package neo4j

import (
	"context"
	"fmt"

	"github.com/stakegraph/stakegraph/graph/neo4j/cypher"
	"github.com/stakegraph/stakegraph/graph/search"
	"github.com/stakegraph/stakegraph/graph/store"
)

// Candidates queries the full-text index.
func (s *Store) Candidates(
	ctx context.Context, spec []search.Lookup, sectors bool,
) ([][]search.Candidate, error) {
	if len(spec) == 0 {
		return nil, nil
	}
	q := cypher.Candidates(spec, sectors)
	values, err := s.query(ctx, "search", q.Text, q.Params)
	if err != nil {
		return nil, err
	}
	found, _ := values[0].([]any)
	record, err := decode(found, store.AllowanceOf(ctx))
	if err != nil {
		return nil, fmt.Errorf("neo4j: read candidates: %w", err)
	}
	return store.ReadCandidates(record)
}
