package sqlite

import (
	"context"
	"encoding/json"
	"fmt"

	"stakegraph/graph/model"
	"stakegraph/graph/search"
	"stakegraph/graph/store"
)

// soughtJSON is one of what is wanted, as the statement takes it.
type soughtJSON struct {
	Match  string   `json:"match"`
	Size   int      `json:"size"`
	Labels []string `json:"labels"`
}

// Candidates asks the full-text index.
func (s *Store) Candidates(
	ctx context.Context, wanted []search.Wanted, sectors bool,
) ([][]search.Candidate, error) {
	if len(wanted) == 0 {
		return nil, nil
	}
	sought := make([]soughtJSON, len(wanted))
	for i, w := range wanted {
		sought[i] = soughtJSON{Match: matchExpression(w.AnyOf), Size: w.Size, Labels: labelNames(w.Labels)}
	}
	argument, err := json.Marshal(sought)
	if err != nil {
		return nil, fmt.Errorf("sqlite: search: %w", err)
	}
	row, err := s.query(ctx, false, "search", candidates(sectors), []any{string(argument), int64(wanted[0].Most)}, 1)
	if err != nil {
		return nil, err
	}
	text, _ := row[0].(string)
	record, err := store.ParseRecord(text)
	if err != nil {
		return nil, fmt.Errorf("sqlite: read candidates: %w", err)
	}
	return store.ReadCandidates(record)
}

func labelNames(labels model.LabelSet) []string {
	names := make([]string, 0, labels.Len())
	for _, label := range labels.Labels() {
		names = append(names, label.String())
	}
	return names
}

// index brings the full-text index up to date with a node that was created or has changed.
func (w *writer) index(key int64, n model.Node, isNew bool) error {
	terms := search.Terms(n)
	if !isNew {
		if err := w.exec("DELETE FROM "+searchTable+" WHERE rowid = ?", key); err != nil {
			return err
		}
	}
	if terms == "" {
		return nil
	}
	return w.exec("INSERT INTO "+searchTable+" (rowid, terms) VALUES (?, ?)", key, terms)
}

func (w *writer) exec(text string, values ...any) error {
	statement, err := w.prepare(text)
	if err != nil {
		return err
	}
	if _, err := statement.ExecContext(w.ctx, values...); err != nil {
		return w.store.failed(w.ctx, "index a name", err)
	}
	return nil
}
