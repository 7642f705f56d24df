package sqlite

import (
	"context"
	database "database/sql"
	"database/sql/driver"
	"errors"
	"io"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"github.com/stakegraph/stakegraph/graph/lru"
	"github.com/stakegraph/stakegraph/graph/sqlite/sql"
)

// pool has connections for reading. One query at a time uses a connection, so its state needs no lock. Queries call the
// driver directly, since database/sql would make a lookup take a third longer.
type pool struct {
	db      *database.DB
	idle    chan *connection // its capacity is the maximum number of connections; nil is a connection that is not open yet
	limits  connectionLimits
	closing chan struct{} // closed when no more connections are available
}

// connectionLimits bound the memory of one connection.
type connectionLimits struct {
	value      int   // bytes of a value; 0 for SQLite's own limit
	statements int64 // bytes of its prepared statements
	seen       *lru.Sightings[string]
}

type connection struct {
	*database.Conn
	prepared *prepared
}

func newPool(db *database.DB, size int, limits connectionLimits) *pool {
	p := &pool{db: db, idle: make(chan *connection, size), limits: limits, closing: make(chan struct{})}
	for range size {
		p.idle <- nil
	}
	return p
}

// queryRow runs a statement and returns its only row. An uncancellable statement ignores the end of ctx once it runs, since
// watching ctx takes longer than the statement.
func (p *pool) queryRow(ctx context.Context, uncancellable bool, q sql.Query) (row []driver.Value, err error) {
	row = make([]driver.Value, q.Width)
	var interrupted error // the connection can still be used
	err = p.use(ctx, uncancellable, func(ctx context.Context, c *connection, conn any) error {
		statement, err := c.prepared.statement(ctx, conn, q.Text)
		if err != nil {
			return err
		}
		if err = firstRow(ctx, statement, q.Args, row); err != nil && err == ctx.Err() {
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

// use calls do with a connection from the pool.
func (p *pool) use(
	ctx context.Context, uncancellable bool, do func(ctx context.Context, c *connection, conn any) error,
) (err error) {
	if err := ctx.Err(); err != nil {
		return err
	}
	var c *connection
	select {
	case c = <-p.idle:
	case <-p.closing:
		return database.ErrConnDone
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() {
		if err != nil && c != nil {
			// A new connection is not affected by the error. After a fault, the old one cannot even be closed.
			if !errors.Is(err, errFault) {
				_ = c.close()
			}
			c = nil
		}
		p.idle <- c
	}()
	if uncancellable {
		ctx = context.WithoutCancel(ctx)
	}
	if c == nil {
		if c, err = p.connect(ctx); err != nil {
			return err
		}
	}
	return c.Raw(func(conn any) error {
		return recoverFaults(func() error {
			defer c.prepared.done()
			return do(ctx, c, conn)
		})
	})
}

// firstRow runs a statement and reads its only row into row.
func firstRow(ctx context.Context, statement driver.Stmt, args []any, row []driver.Value) (err error) {
	rows, err := query(ctx, statement, args)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	if err := rows.Next(row); err != nil {
		if errors.Is(err, io.EOF) {
			return errors.New("the statement returned no row")
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
	//lint:ignore SA1019 a wrapped connection may implement only this method
	return statement.Query(values)
}

func (p *pool) connect(ctx context.Context) (*connection, error) {
	conn, err := p.db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	if p.limits.value > 0 {
		if _, err := sqlite.Limit(conn, sqlite3.SQLITE_LIMIT_LENGTH, p.limits.value); err != nil {
			return nil, errors.Join(err, conn.Close())
		}
	}
	return &connection{conn, newPrepared(p.limits.statements, p.limits.seen)}, nil
}

func (c *connection) close() error {
	c.prepared.close()
	return c.Conn.Close()
}

// drain waits for the queries in progress and closes the connections. It must be called only once.
func (p *pool) drain() {
	close(p.closing)
	for range cap(p.idle) {
		if c := <-p.idle; c != nil {
			_ = c.close()
		}
	}
}

// close drains the pool and closes the database. Other pools of the same database must be drained before.
func (p *pool) close() error {
	p.drain()
	return p.db.Close()
}
