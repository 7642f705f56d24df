package neo4j

import (
	"context"
	"fmt"

	"github.com/stakegraph/stakegraph/graph/search"
	"github.com/stakegraph/stakegraph/graph/store"
)

// Candidates asks the full-text index.
func (s *Store) Candidates(
	ctx context.Context, wanted []search.Wanted, sectors bool,
) ([][]search.Candidate, error) {
	if len(wanted) == 0 {
		return nil, nil
	}
	values, err := s.query(ctx, "search", candidates(sectors), candidateParams(wanted))
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

func candidateParams(wanted []search.Wanted) map[string]any {
	sought := make([]any, len(wanted))
	for i, w := range wanted {
		sought[i] = map[string]any{"match": matchExpression(w), "size": int64(w.Size)}
	}
	var kinds []any
	for _, label := range search.Kinds.Labels() {
		kinds = append(kinds, label.String())
	}
	return map[string]any{"p": map[string]any{
		"wanted": sought, "index": searchIndex, "most": int64(wanted[0].Most), "unit": int64(search.KeyUnit), "kinds": kinds,
	}}
}
