package sqlite

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/search"
	"github.com/stakegraph/stakegraph/graph/store"
)

// soughtJSON is one of what is wanted, as the statement takes it.
type soughtJSON struct {
	Match string `json:"match"`
	Size  int    `json:"size"`
}

// Candidates asks the full-text index.
func (s *Store) Candidates(
	ctx context.Context, wanted []search.Wanted, sectors bool,
) ([][]search.Candidate, error) {
	if len(wanted) == 0 {
		return nil, nil
	}
	statement, err := s.ExplainCandidates(wanted, sectors)
	if err != nil {
		return nil, err
	}
	row, err := s.query(ctx, s.reading, false, "search", statement.Text, statement.Args, 1)
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

// ExplainCandidates returns the statement that Candidates sends.
func (s *Store) ExplainCandidates(wanted []search.Wanted, sectors bool) (store.Statement, error) {
	sought := make([]soughtJSON, len(wanted))
	for i, w := range wanted {
		sought[i] = soughtJSON{matchExpression(w), w.Size}
	}
	argument, err := json.Marshal(sought)
	if err != nil {
		return store.Statement{}, fmt.Errorf("sqlite: search: %w", err)
	}
	args := []any{string(argument), int64(wanted[0].Most), int64(search.KeyUnit)}
	return store.Statement{Language: "SQL", Text: candidates(sectors), Args: args}, nil
}

// What a load changes in the full-text index is kept until it ends, and then written in the order of the index: written in
// any other, each row would end a part of the index of its own.

const createPending = "CREATE TEMP TABLE IF NOT EXISTS pending_search" +
	" (key INTEGER PRIMARY KEY, " + searchKey + " INTEGER, terms TEXT) STRICT"

// indexing brings the index up to date with the nodes that are pending. Where two nodes have one key, which is unlikely but
// not impossible, each is found by the terms of both, and the ranking tells them apart.
var indexing = []string{
	"DELETE FROM " + searchTable + " WHERE rowid IN (SELECT node." + searchKey + " FROM pending_search JOIN node USING (key)" +
		" WHERE node." + searchKey + " IS NOT NULL)",
	"UPDATE node SET " + searchKey + " = pending_search." + searchKey + " FROM pending_search WHERE pending_search.key = node.key",
	"INSERT OR REPLACE INTO " + searchTable + " (rowid, terms) SELECT " + searchKey + ", group_concat(terms, ' ')" +
		" FROM pending_search WHERE " + searchKey + " IS NOT NULL GROUP BY " + searchKey,
	"DELETE FROM pending_search",
}

// index keeps what the index is to hold of a node that was created or has changed.
func (w *writer) index(key int64, n model.Node) error {
	statement, err := w.prepare("INSERT OR REPLACE INTO pending_search VALUES (?, ?, ?)")
	if err != nil {
		return err
	}
	values := []any{key, nil, nil}
	if entry := search.NewEntry(n); entry.Terms != "" {
		values = []any{key, entry.Key, entry.Terms}
	}
	if _, err := statement.ExecContext(w.ctx, values...); err != nil {
		return w.store.failed(w.ctx, "index a name", err)
	}
	return nil
}
