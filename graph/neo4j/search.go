package neo4j

import (
	"context"
	"fmt"

	"stakegraph/graph/search"
	"stakegraph/graph/store"
)

// Candidates asks the full-text index.
func (s *Store) Candidates(
	ctx context.Context, wanted []search.Wanted, sectors bool,
) ([][]search.Candidate, error) {
	if len(wanted) == 0 {
		return nil, nil
	}
	sought := make([]any, len(wanted))
	for i, w := range wanted {
		var labels []any
		for _, label := range w.Labels.Labels() {
			labels = append(labels, label.String())
		}
		sought[i] = map[string]any{"match": matchExpression(w.AnyOf), "size": int64(w.Size), "labels": labels}
	}
	select {
	case s.admitted <- struct{}{}:
		defer func() { <-s.admitted }()
	default:
		return nil, fmt.Errorf("neo4j: search: %w: %d of them", store.ErrBusy, cap(s.admitted))
	}
	params := map[string]any{"p": map[string]any{"wanted": sought, "index": searchIndex, "most": int64(wanted[0].Most)}}
	values, err := s.query(ctx, "search", candidates(sectors), params)
	if err != nil {
		return nil, err
	}
	found, _ := values[0].([]any)
	record, err := decode(found)
	if err != nil {
		return nil, fmt.Errorf("neo4j: read candidates: %w", err)
	}
	return store.ReadCandidates(record)
}
