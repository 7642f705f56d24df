package sqlite

import (
	"context"
	"fmt"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/search"
	"github.com/stakegraph/stakegraph/graph/sqlite/sql"
	"github.com/stakegraph/stakegraph/graph/store"
)

// Candidates queries the full-text index.
func (s *Store) Candidates(
	ctx context.Context, spec []search.Lookup, sectors bool,
) ([][]search.Candidate, error) {
	if len(spec) == 0 {
		return nil, nil
	}
	row, err := s.query(ctx, s.reading, false, "search", sql.Candidates(spec, sectors))
	if err != nil {
		return nil, err
	}
	record, err := store.ParseRecord(textOf(row[0]))
	if err != nil {
		return nil, fmt.Errorf("sqlite: read candidates: %w", err)
	}
	return store.ReadCandidates(record)
}

// ExplainCandidates returns the statement that Candidates sends.
func (s *Store) ExplainCandidates(spec []search.Lookup, sectors bool) (store.Statement, error) {
	return explained("", sql.Candidates(spec, sectors)), nil
}

// The index is contentless. Terms are ASCII, and queries match whole terms in any order, so the index only stores which
// rows contain a term.
const createSearch = "CREATE VIRTUAL TABLE " + sql.SearchTable + " USING fts5" +
	"(terms, content='', contentless_delete=1, detail=none, tokenize='ascii')"

// A load writes many rows at once. A larger hash table in memory means fewer segments to merge.
const configureSearch = "INSERT INTO " + sql.SearchTable + " (" + sql.SearchTable + ", rank) VALUES ('hashsize', 33554432)"

// Changes of the full-text index are stored in a temporary table until the end of a load, and then written in the order
// of the index. In any other order, each row would start a new segment of the index.

const createPending = "CREATE TEMP TABLE IF NOT EXISTS pending_search" +
	" (key INTEGER PRIMARY KEY, " + sql.SearchKey + " INTEGER, terms TEXT) STRICT"

// indexing writes the pending changes to the index. If two nodes have the same key, which is unlikely but possible,
// each is found by the terms of both, and the ranking separates them.
var indexing = []string{
	"DELETE FROM " + sql.SearchTable + " WHERE rowid IN (SELECT node." + sql.SearchKey + " FROM pending_search JOIN node USING (key)" +
		" WHERE node." + sql.SearchKey + " IS NOT NULL)",
	"UPDATE node SET " + sql.SearchKey + " = pending_search." + sql.SearchKey + " FROM pending_search WHERE pending_search.key = node.key",
	"INSERT OR REPLACE INTO " + sql.SearchTable + " (rowid, terms) SELECT " + sql.SearchKey + ", group_concat(terms, ' ')" +
		" FROM pending_search WHERE " + sql.SearchKey + " IS NOT NULL GROUP BY " + sql.SearchKey,
	"DELETE FROM pending_search",
}

// index stores the pending search entry of a node that was created or changed.
func (w *writer) index(key int64, n model.Node) error {
	values := []any{key, nil, nil}
	if entry := search.NewEntry(n); entry.Terms != "" {
		values = []any{key, entry.Key, entry.Terms}
	}
	_, err := w.exec("index a name", "INSERT OR REPLACE INTO pending_search VALUES (?, ?, ?)", values...)
	return err
}
