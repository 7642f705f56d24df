package sqlite

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"

	"modernc.org/sqlite"

	"github.com/stakegraph/stakegraph/graph/lru"
)

// seenStatements is the number of statement texts that are remembered after they were prepared once.
const seenStatements = 4096

// errPrepare is wrapped by errors of preparing a statement.
var errPrepare = errors.New("cannot prepare the statement")

// prepared caches the statements of one connection, since preparing a statement can cost more than running it. A
// statement is cached the second time that any connection prepares it.
type prepared struct {
	cache *lru.Cache[string, cachedStatement]
	seen  *lru.Sightings[string] // shared by all connections
	once  []driver.Stmt          // statements that are not cached, in use until done
}

// cachedStatement is a statement with the memory that SQLite uses for it, which is outside Go's heap.
type cachedStatement struct {
	driver.Stmt
	bytes int64
}

// newPrepared returns an empty cache for statements of at most the given number of bytes, not counting those in once.
func newPrepared(most int64, seen *lru.Sightings[string]) *prepared {
	weigh := func(text string, s cachedStatement) int64 { return int64(len(text)) + s.bytes }
	return &prepared{cache: lru.New(most, weigh, func(s cachedStatement) { _ = s.Close() }), seen: seen}
}

// statement returns the statement of a text. It can be used until done.
func (p *prepared) statement(ctx context.Context, conn any, text string) (driver.Stmt, error) {
	if cached, known := p.cache.Get(text); known {
		return cached.Stmt, nil
	}
	if p.seen.Again(text) {
		return p.keep(ctx, conn, text)
	}
	statement, err := prepare(ctx, conn, text)
	if err == nil {
		p.once = append(p.once, statement)
	}
	return statement, err
}

// keep prepares a statement and caches it if there is room. To measure its memory, SQLite visits all statements of the
// connection, so only cached statements are measured.
func (p *prepared) keep(ctx context.Context, conn any, text string) (driver.Stmt, error) {
	before, _ := statementBytes(conn)
	statement, err := prepare(ctx, conn, text)
	if err != nil {
		return nil, err
	}
	bytes := int64(len(text)) * mostBytesOfText
	if after, counts := statementBytes(conn); counts {
		bytes = after - before
	}
	if !p.cache.Add(text, cachedStatement{statement, bytes}) {
		p.once = append(p.once, statement)
	}
	return statement, nil
}

// mostBytesOfText is about the largest memory of a statement, in bytes for each byte of its text. The average is 16.
const mostBytesOfText = 40

// statementBytes returns the memory of all prepared statements of a connection. It returns false if the driver's own
// connection is not accessible.
func statementBytes(conn any) (bytes int64, counts bool) {
	status, counts := conn.(sqlite.DBStatus)
	if !counts {
		return 0, false
	}
	used, _, err := status.Status(sqlite.DBStatusStmtUsed, false)
	return int64(used), err == nil
}

func prepare(ctx context.Context, conn any, text string) (driver.Stmt, error) {
	preparer, prepares := conn.(driver.ConnPrepareContext)
	if !prepares {
		return nil, fmt.Errorf("%w: %w", errPrepare, driver.ErrBadConn)
	}
	statement, err := preparer.PrepareContext(ctx, text)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errPrepare, err)
	}
	return statement, nil
}

// done closes the statements that are not cached.
func (p *prepared) done() {
	for _, statement := range p.once {
		_ = statement.Close()
	}
	clear(p.once)
	p.once = p.once[:0]
}

// close closes all statements.
func (p *prepared) close() {
	p.done()
	p.cache.Purge()
}
