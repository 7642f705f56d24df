package sqlite

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"

	"modernc.org/sqlite"

	"github.com/stakegraph/stakegraph/graph/lru"
)

// seenStatements is how many texts of statements are remembered that were prepared once.
const seenStatements = 4096

// errPrepare is wrapped by what keeps a statement from being prepared.
var errPrepare = errors.New("cannot prepare the statement")

// prepared holds the statements of one connection that are used again, since preparing one can cost more than running
// it. One is kept the second time that any connection prepares it.
type prepared struct {
	cache *lru.Cache[string, cachedStatement]
	seen  *lru.Sightings[string] // by all connections
	once  []driver.Stmt          // not kept, and in use until done
}

// cachedStatement is a statement with what it takes of SQLite's memory, which is not Go's.
type cachedStatement struct {
	driver.Stmt
	bytes int64
}

// newPrepared returns a prepared whose statements take at most so many bytes, beside those in use.
func newPrepared(most int64, seen *lru.Sightings[string]) *prepared {
	weigh := func(text string, s cachedStatement) int64 { return int64(len(text)) + s.bytes }
	return &prepared{cache: lru.New(most, weigh, func(s cachedStatement) { _ = s.Close() }), seen: seen}
}

// statement returns the statement of a text, to be used until done.
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

// keep prepares a statement and keeps it, where there is room. SQLite goes through all statements of the connection to
// count what they take, so that it is asked for those alone that are kept.
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

// mostBytesOfText is about the most that a statement was seen to take for each byte of its text. It takes 16 on average.
const mostBytesOfText = 40

// statementBytes returns what all prepared statements of a connection take, unless the driver's own connection is not at
// hand.
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

// done closes the statements that are not kept.
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
