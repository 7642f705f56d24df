package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"

	lru "github.com/hashicorp/golang-lru/v2"
	"modernc.org/sqlite"
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

// pool hands out connections for reading. A connection is one query's at a time, so what it keeps needs no lock, and the
// driver is asked directly: on the way through database/sql a lookup would take a third longer.
type pool struct {
	db      *sql.DB
	idle    chan *connection // as many as may be open; nil stands for one that is not open yet
	bounded bool             // records are held to maxRecord
	closing chan struct{}    // closed when no more connections are handed out
}

type connection struct {
	*sql.Conn
	prepared *lru.Cache[string, driver.Stmt]
}

func newPool(db *sql.DB, size int, bounded bool) *pool {
	p := &pool{db: db, idle: make(chan *connection, size), bounded: bounded, closing: make(chan struct{})}
	for range size {
		p.idle <- nil
	}
	return p
}

// queryRow runs a statement that answers with one row, and returns it. One that is brief is not watched for the end of
// ctx once it runs: the watching takes longer than the statement.
func (p *pool) queryRow(
	ctx context.Context, brief bool, text string, args []any, width int,
) (row []driver.Value, err error) {
	row = make([]driver.Value, width)
	var interrupted error // which leaves the connection as good as it was
	err = p.use(ctx, brief, func(ctx context.Context, c *connection, conn any) error {
		statement, err := c.prepare(ctx, conn, text)
		if err != nil {
			return err
		}
		if err = firstRow(ctx, statement, args, row); err != nil && err == ctx.Err() {
			interrupted = err
			return nil
		}
		return err
	})
	if err == nil {
		err = interrupted
	}
	return row, err
}

// use hands out a connection.
func (p *pool) use(
	ctx context.Context, brief bool, do func(ctx context.Context, c *connection, conn any) error,
) (err error) {
	if err := ctx.Err(); err != nil {
		return err
	}
	var c *connection
	select {
	case c = <-p.idle:
	case <-p.closing:
		return sql.ErrConnDone
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() {
		if err != nil && c != nil {
			// Whatever went wrong, a new connection has nothing of it.
			_ = c.close()
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
	return c.Raw(func(conn any) error { return do(ctx, c, conn) })
}

// prepare returns the statement of a text, which is made at most once.
func (c *connection) prepare(ctx context.Context, conn any, text string) (driver.Stmt, error) {
	if statement, known := c.prepared.Get(text); known {
		return statement, nil
	}
	var statement driver.Stmt
	var err error
	switch conn := conn.(type) {
	case driver.ConnPrepareContext:
		statement, err = conn.PrepareContext(ctx, text)
	case driver.Conn:
		statement, err = conn.Prepare(text)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errPrepare, err)
	}
	c.prepared.Add(text, statement)
	return statement, nil
}

// firstRow runs a statement and reads its one row into row.
func firstRow(ctx context.Context, statement driver.Stmt, args []any, row []driver.Value) (err error) {
	rows, err := query(ctx, statement, args)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	if err := rows.Next(row); err != nil {
		if errors.Is(err, io.EOF) {
			return errors.New("the statement gave no row")
		}
		return err
	}
	return nil
}

func query(ctx context.Context, statement driver.Stmt, args []any) (driver.Rows, error) {
	if statement, ok := statement.(driver.StmtQueryContext); ok {
		named := make([]driver.NamedValue, len(args))
		for i, arg := range args {
			named[i] = driver.NamedValue{Ordinal: i + 1, Value: arg}
		}
		return statement.QueryContext(ctx, named)
	}
	values := make([]driver.Value, len(args))
	for i, arg := range args {
		values[i] = arg
	}
	//lint:ignore SA1019 a connection that was wrapped may have no other way
	return statement.Query(values)
}

func (p *pool) connect(ctx context.Context) (*connection, error) {
	conn, err := p.db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	if p.bounded {
		if _, err := sqlite.Limit(conn, sqlite3.SQLITE_LIMIT_LENGTH, maxRecord); err != nil {
			return nil, errors.Join(err, conn.Close())
		}
	}
	prepared, err := lru.NewWithEvict(preparedStatements, func(_ string, s driver.Stmt) { _ = s.Close() })
	if err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return &connection{conn, prepared}, nil
}

func (c *connection) close() error {
	c.prepared.Purge() // which closes them
	return c.Conn.Close()
}

// drain waits for the queries under way and closes the connections. It is called once.
func (p *pool) drain() {
	close(p.closing)
	for range cap(p.idle) {
		if c := <-p.idle; c != nil {
			_ = c.close()
		}
	}
}

// close drains the pool and closes the database, which pools that share it have been drained of before.
func (p *pool) close() error {
	p.drain()
	return p.db.Close()
}
