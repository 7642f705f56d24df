package sqlite

import (
	"context"
	database "database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/sqlite/sql"
	"github.com/stakegraph/stakegraph/graph/store"
)

// Store is a graph in one SQLite database. A statement reads a snapshot: it sees nothing of a load that returns after
// the statement began.
type Store struct {
	location   string
	file       *openFile // nil for a database in memory
	record     int       // maximum bytes of a value
	statements statements
	reading    *pool
	lookups    *pool // for plans that read a few rows by key, which do not wait for other plans
	pings      *pool // only for Ping
	streaming  *pool
	writing    *database.DB
	closed     atomic.Bool

	streams sync.WaitGroup
	closing sync.Mutex // guards setting closed, and adding to streams
}

var _ store.Store = (*Store)(nil)

// Run sends the plan as one statement.
func (s *Store) Run(ctx context.Context, p *plan.Plan) (*store.Record, error) {
	if len(p.Row.Items) == 0 {
		return store.ParseRecord("[]")
	}
	q := s.statements.forPlan(p)
	from, uncancellable := s.reading, false
	if p.Bounded() {
		from, uncancellable = s.lookups, s.location != Memory // in memory, it can wait for a load
	}
	parts := aside{allowance: store.AllowanceOf(ctx), most: s.record}
	if limit, bounded := parts.allowance.Limit(); bounded {
		parts.most = limit
	}
	args, end := parts.begin(q.Args)
	q.Args = args
	row, err := s.query(ctx, from, uncancellable, "run a plan", q)
	end()
	switch {
	case parts.err != nil:
		return nil, fmt.Errorf("sqlite: run a plan: %w", parts.err)
	case err != nil:
		return nil, err
	}
	b := store.NewBuilder(parts.allowance)
	b.Open()
	for _, value := range row {
		if err := appendValue(b, value, parts.parts); err != nil {
			return nil, fmt.Errorf("sqlite: read a record: %w", err)
		}
	}
	b.Close()
	return b.Record(), nil
}

// Explain returns the statement that Run sends.
func (s *Store) Explain(p *plan.Plan) (store.Statement, error) {
	if len(p.InitPlans) > 0 {
		return store.Statement{}, nil
	}
	return explained("", sql.Render(p, sql.SmallPart)), nil
}

// appendValue appends the value of a column.
func appendValue(b *store.Builder, value driver.Value, parts []string) error {
	switch value := value.(type) {
	case string:
		return b.JSON(value, parts)
	case float64:
		return b.JSON(parts[int(value)], nil)
	case int64:
		b.Int(value)
	default:
		b.Null()
	}
	return nil
}

// Ping returns an error if the database does not respond, or if its file is not the one that was opened.
func (s *Store) Ping(ctx context.Context) error {
	if err := s.file.check(); err != nil {
		return fmt.Errorf("sqlite: ping: %w", err)
	}
	_, err := s.query(ctx, s.pings, false, "ping", sql.Query{Text: "SELECT 1 FROM sqlite_schema LIMIT 1", Width: 1})
	return err
}

// Empty reports whether the database has no nodes.
func (s *Store) Empty(ctx context.Context) (bool, error) {
	row, err := s.query(ctx, s.reading, false, "count nodes", sql.Query{Text: "SELECT EXISTS (SELECT 1 FROM node)", Width: 1})
	if err != nil {
		return false, err
	}
	return row[0] == int64(0), nil
}

// Revision returns the token of the last load that changed anything.
func (s *Store) Revision(ctx context.Context) (string, error) {
	row, err := s.query(ctx, s.lookups, true, "read the revision", sql.Query{Text: "SELECT token FROM revision", Width: 1})
	if err != nil {
		return "", err
	}
	return textOf(row[0]), nil
}

// query runs a statement that returns one row.
func (s *Store) query(ctx context.Context, from *pool, uncancellable bool, operation string, q sql.Query) ([]driver.Value, error) {
	if s.closed.Load() {
		return nil, fmt.Errorf("sqlite: %s: %w: the store is closed", operation, store.ErrUnavailable)
	}
	if err := s.file.recent(); err != nil {
		return nil, fmt.Errorf("sqlite: %s: %w", operation, err)
	}
	row, err := from.queryRow(ctx, uncancellable, q)
	if err != nil {
		return nil, s.failed(ctx, operation, err)
	}
	return row, nil
}

// Location returns the absolute path of the file, or Memory.
func (s *Store) Location() string { return s.location }

// Close waits for the statements in progress, and closes all connections.
func (s *Store) Close() error {
	s.closing.Lock()
	before := s.closed.Swap(true)
	s.closing.Unlock()
	s.streams.Wait()
	if before {
		return nil
	}
	s.lookups.drain()
	s.pings.drain()
	return errors.Join(s.reading.close(), s.streaming.close(), s.writing.Close())
}

// failed wraps an error of the database with the operation and the sentinel error of package store for its code.
func (s *Store) failed(ctx context.Context, operation string, err error) error {
	sentinel := error(nil)
	var coded *sqlite.Error
	switch {
	case s.closed.Load() || errors.Is(err, database.ErrConnDone):
		sentinel = store.ErrUnavailable
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		sentinel = store.ErrTimeout
	case ctx.Err() != nil:
		sentinel = store.ErrCancelled
	case errors.Is(err, errFault):
		if sentinel = s.file.check(); sentinel == nil {
			sentinel = store.ErrDamaged
		}
	case isDamage(err):
		sentinel = store.ErrDamaged
	case errors.As(err, &coded):
		sentinel = sentinelOf(coded.Code(), errors.Is(err, errPrepare), s.record)
	}
	if sentinel == nil {
		return fmt.Errorf("sqlite: %s: %w", operation, err)
	}
	return fmt.Errorf("sqlite: %s: %w: %w", operation, sentinel, err)
}

// sentinelOf returns the sentinel error for a code of SQLite, or nil if there is none. The code comes from preparing a
// statement, or from running one with a limit of most bytes for a value.
func sentinelOf(code int, preparing bool, most int) error {
	switch code & 0xff { // the other bits are details
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN,
		sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY:
		return store.ErrUnavailable
	case sqlite3.SQLITE_TOOBIG:
		if !preparing { // a value is too big, not the statement
			return store.AnswerTooLarge(most, most, true)
		}
		return store.ErrTooLarge
	case sqlite3.SQLITE_NOMEM:
		return store.ErrTooLarge
	case sqlite3.SQLITE_ERROR:
		// The statements of Render are well formed, so preparing one fails only at a limit: of variables, of a
		// function's arguments, or of an expression's depth. They all have this code.
		if preparing {
			return store.ErrTooLarge
		}
	}
	return nil
}

// isDamage reports whether SQLite found that the database is corrupt, or not a database.
func isDamage(err error) bool {
	coded, is := errors.AsType[*sqlite.Error](err)
	return is && (coded.Code()&0xff == sqlite3.SQLITE_CORRUPT || coded.Code()&0xff == sqlite3.SQLITE_NOTADB)
}
