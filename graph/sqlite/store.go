package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync/atomic"

	driver "modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"stakegraph/graph/plan"
	"stakegraph/graph/store"
)

// Store is a graph in one SQLite database. Its reads are snapshots: a statement sees no part of a load that returns
// after the statement began.
type Store struct {
	location   string
	reading    *sql.DB
	writing    *sql.DB
	statements *statements
	closed     atomic.Bool
}

var _ store.Store = (*Store)(nil)

// Run sends the plan as one statement.
func (s *Store) Run(ctx context.Context, p *plan.Plan) (*store.Record, error) {
	if len(p.Row.Items) == 0 {
		return store.ParseRecord("[]")
	}
	text, args := Render(p)
	answer, err := s.statements.queryText(ctx, text, args)
	if err != nil {
		return nil, s.failed(ctx, "run a plan", err)
	}
	return store.ParseRecord(answer)
}

// Ping reports whether the database answers.
func (s *Store) Ping(ctx context.Context) error {
	var one int
	if err := s.reading.QueryRowContext(ctx, "SELECT 1 FROM sqlite_schema LIMIT 1").Scan(&one); err != nil {
		return s.failed(ctx, "ping", err)
	}
	return nil
}

// Empty reports whether no node is stored.
func (s *Store) Empty(ctx context.Context) (bool, error) {
	var some bool
	if err := s.reading.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM node)").Scan(&some); err != nil {
		return false, s.failed(ctx, "look for nodes", err)
	}
	return !some, nil
}

// Location returns the file's absolute path, or Memory.
func (s *Store) Location() string { return s.location }

// Close waits for statements under way.
func (s *Store) Close() error {
	if s.closed.Swap(true) {
		return nil
	}
	return errors.Join(s.statements.close(), s.reading.Close(), s.writing.Close())
}

// failed gives an error of the database the store's own sentinel, by the database's code.
func (s *Store) failed(ctx context.Context, operation string, err error) error {
	sentinel := error(nil)
	var coded *driver.Error
	switch {
	case s.closed.Load() || errors.Is(err, sql.ErrConnDone):
		sentinel = store.ErrUnavailable
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		sentinel = store.ErrTimeout
	case ctx.Err() != nil:
		sentinel = store.ErrCancelled
	case errors.As(err, &coded):
		switch coded.Code() & 0xff {
		case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN,
			sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY:
			sentinel = store.ErrUnavailable
		case sqlite3.SQLITE_TOOBIG, sqlite3.SQLITE_NOMEM:
			sentinel = store.ErrTooLarge
		}
	}
	if sentinel == nil {
		return fmt.Errorf("sqlite: %s: %w", operation, err)
	}
	return fmt.Errorf("sqlite: %s: %w: %w", operation, sentinel, err)
}
