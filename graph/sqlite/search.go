package sqlite

import (
	"context"
	"fmt"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/search"
	"github.com/stakegraph/stakegraph/graph/sqlite/sql"
	"github.com/stakegraph/stakegraph/graph/store"
)

// Candidates asks the full-text index.
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

// The terms are kept apart from the nodes, are ASCII, and are asked for whole and in no order, so the index holds only
// which nodes have them.
const createSearch = "CREATE VIRTUAL TABLE " + sql.SearchTable + " USING fts5" +
	"(terms, content='', contentless_delete=1, detail=none, tokenize='ascii')"

// A load writes many rows at one time: with room for them in memory, fewer parts have to be merged.
const configureSearch = "INSERT INTO " + sql.SearchTable + " (" + sql.SearchTable + ", rank) VALUES ('hashsize', 33554432)"

// What a load changes in the full-text index is kept until it ends, and then written in the order of the index: written in
// any other, each row would end a part of the index of its own.

const createPending = "CREATE TEMP TABLE IF NOT EXISTS pending_search" +
	" (key INTEGER PRIMARY KEY, " + sql.SearchKey + " INTEGER, terms TEXT) STRICT"

// indexing brings the index up to date with the nodes that are pending. Where two nodes have one key, which is unlikely but
// not impossible, each is found by the terms of both, and the ranking tells them apart.
var indexing = []string{
	"DELETE FROM " + sql.SearchTable + " WHERE rowid IN (SELECT node." + sql.SearchKey + " FROM pending_search JOIN node USING (key)" +
		" WHERE node." + sql.SearchKey + " IS NOT NULL)",
	"UPDATE node SET " + sql.SearchKey + " = pending_search." + sql.SearchKey + " FROM pending_search WHERE pending_search.key = node.key",
	"INSERT OR REPLACE INTO " + sql.SearchTable + " (rowid, terms) SELECT " + sql.SearchKey + ", group_concat(terms, ' ')" +
		" FROM pending_search WHERE " + sql.SearchKey + " IS NOT NULL GROUP BY " + sql.SearchKey,
	"DELETE FROM pending_search",
}

// index keeps what the index is to hold of a node that was created or has changed.
func (w *writer) index(key int64, n model.Node) error {
	values := []any{key, nil, nil}
	if entry := search.NewEntry(n); entry.Terms != "" {
		values = []any{key, entry.Key, entry.Terms}
	}
	_, err := w.exec("index a name", "INSERT OR REPLACE INTO pending_search VALUES (?, ?, ?)", values...)
	return err
}
