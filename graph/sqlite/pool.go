package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	lru "github.com/hashicorp/golang-lru/v2"
	driver "modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

const (
	// preparedStatements is how many texts a connection keeps prepared: a plan's shape comes back far more often than
	// it is new, and preparing costs more than running.
	preparedStatements = 256
	// maxRecord is the greatest size of a record in bytes.
	maxRecord = 64 << 20
)

// errPrepare is wrapped by what keeps a statement from being prepared.
var errPrepare = errors.New("cannot prepare the statement")

// pool hands out connections for reading. A connection is one query's at a time, so what it keeps needs no lock.
type pool struct {
	db      *sql.DB
	idle    chan *connection // as many as may be open; nil stands for one that is not open yet
	bounded bool             // records are held to maxRecord
}

type connection struct {
	*sql.Conn
	prepared *lru.Cache[string, *sql.Stmt]
}

func newPool(db *sql.DB, size int, bounded bool) *pool {
	p := &pool{db: db, idle: make(chan *connection, size), bounded: bounded}
	for range size {
		p.idle <- nil
	}
	return p
}

// queryRow runs a statement that answers with one row, and scans it.
func (p *pool) queryRow(ctx context.Context, brief bool, text string, args []any, row ...any) (err error) {
	if err := ctx.Err(); err != nil {
		return err
	}
	var c *connection
	select {
	case c = <-p.idle:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() {
		if err != nil && c != nil {
			// Whatever went wrong, a new connection has nothing of it.
			_ = c.Close()
			c = nil
		}
		p.idle <- c
	}()
	if brief {
		ctx = context.WithoutCancel(ctx)
	}
	if c == nil {
		if c, err = p.connect(ctx); err != nil {
			return err
		}
	}
	statement, known := c.prepared.Get(text)
	if !known {
		if statement, err = c.PrepareContext(ctx, text); err != nil {
			return fmt.Errorf("%w: %w", errPrepare, err)
		}
		c.prepared.Add(text, statement)
	}
	return statement.QueryRowContext(ctx, args...).Scan(row...)
}

func (p *pool) connect(ctx context.Context) (*connection, error) {
	conn, err := p.db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	if p.bounded {
		if _, err := driver.Limit(conn, sqlite3.SQLITE_LIMIT_LENGTH, maxRecord); err != nil {
			return nil, errors.Join(err, conn.Close())
		}
	}
	prepared, err := lru.NewWithEvict(preparedStatements, func(_ string, s *sql.Stmt) { _ = s.Close() })
	if err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return &connection{conn, prepared}, nil
}

// close waits for the queries under way.
func (p *pool) close() error {
	for range cap(p.idle) {
		if c := <-p.idle; c != nil {
			c.prepared.Purge()
			_ = c.Close()
		}
	}
	return p.db.Close()
}
