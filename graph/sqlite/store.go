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
	location string
	reading  *pool
	writing  *sql.DB
	closed   atomic.Bool
}

var _ store.Store = (*Store)(nil)

// Run sends the plan as one statement.
func (s *Store) Run(ctx context.Context, p *plan.Plan) (*store.Record, error) {
	if len(p.Row.Items) == 0 {
		return store.ParseRecord("[]")
	}
	text, args := Render(p)
	values := make([]any, len(p.Row.Items))
	row := make([]any, len(values))
	for i := range values {
		row[i] = &values[i]
	}
	brief := p.Bounded() && s.location != Memory // in memory a load can make it wait
	if err := s.query(ctx, brief, "run a plan", text, args, row...); err != nil {
		return nil, err
	}
	var b store.Builder
	b.Open()
	for _, value := range values {
		switch value := value.(type) {
		case string:
			if err := b.JSON(value); err != nil {
				return nil, fmt.Errorf("sqlite: read a record: %w", err)
			}
		case int64:
			b.Int(value)
		default:
			b.Null()
		}
	}
	b.Close()
	return b.Record(), nil
}

// Ping reports whether the database answers.
func (s *Store) Ping(ctx context.Context) error {
	var one int
	return s.query(ctx, false, "ping", "SELECT 1 FROM sqlite_schema LIMIT 1", nil, &one)
}

// Empty reports whether no node is stored.
func (s *Store) Empty(ctx context.Context) (bool, error) {
	var some bool
	err := s.query(ctx, false, "look for nodes", "SELECT EXISTS (SELECT 1 FROM node)", nil, &some)
	return !some, err
}

// query runs a statement that answers with one row. One that is brief is not watched for the end of ctx once it runs:
// the watching takes longer than the statement.
func (s *Store) query(ctx context.Context, brief bool, operation, text string, args []any, row ...any) error {
	if s.closed.Load() {
		return fmt.Errorf("sqlite: %s: %w: it is closed", operation, store.ErrUnavailable)
	}
	if err := s.reading.queryRow(ctx, brief, text, args, row...); err != nil {
		return s.failed(ctx, operation, err)
	}
	return nil
}

// Location returns the file's absolute path, or Memory.
func (s *Store) Location() string { return s.location }

// Close waits for statements under way.
func (s *Store) Close() error {
	if s.closed.Swap(true) {
		return nil
	}
	return errors.Join(s.reading.close(), s.writing.Close())
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
		case sqlite3.SQLITE_ERROR:
			// What Render writes is well formed, so SQLite does not prepare it only where it is beyond a limit: of
			// variables, of a function's arguments, or of an expression's height, for which there is no other code.
			if errors.Is(err, errPrepare) {
				sentinel = store.ErrTooLarge
			}
		}
	}
	if sentinel == nil {
		return fmt.Errorf("sqlite: %s: %w", operation, err)
	}
	return fmt.Errorf("sqlite: %s: %w: %w", operation, sentinel, err)
}
