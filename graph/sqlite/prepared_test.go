package sqlite

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"modernc.org/sqlite"
)

// onConnection calls do with a connection of a new store whose connections have the given number of bytes for
// statements.
func onConnection(t *testing.T, statements int64, do func(c *connection, conn any, used func() int64)) {
	t.Helper()
	s, err := Open(t.Context(), Memory)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	s.reading.limits.statements = statements
	err = s.reading.use(t.Context(), false, func(_ context.Context, c *connection, conn any) error {
		do(c, conn, func() int64 {
			used, _, err := conn.(sqlite.DBStatus).Status(sqlite.DBStatusStmtUsed, false)
			if err != nil {
				t.Error(err)
			}
			return int64(used)
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestPreparedStatementsAreBounded checks that a connection caches repeated statements within its memory limit, and no
// statement that ran once.
func TestPreparedStatementsAreBounded(t *testing.T) {
	const most = 1 << 20
	onConnection(t, most, func(c *connection, conn any, used func() int64) {
		prepare := func(text string) {
			t.Helper()
			if _, err := c.prepared.statement(t.Context(), conn, text); err != nil {
				t.Error(err)
			}
		}
		many := func(i int) string {
			return fmt.Sprintf("SELECT %d%s", i, strings.Repeat(", (SELECT count(*) FROM node WHERE name LIKE '%a%')", 100))
		}
		empty := used()
		for i := range 100 {
			prepare(many(i))
			c.prepared.done()
		}
		if n := c.prepared.cache.Len(); n != 0 || used() != empty {
			t.Errorf("%d statements that came once are kept, and take %d bytes", n, used()-empty)
		}
		for i := range 100 {
			prepare(many(i))
			prepare(many(i))
			c.prepared.done()
			if taken := used() - empty; taken > most {
				t.Errorf("%d bytes are taken, of %d at most", taken, most)
				break
			}
		}
		if n, taken := c.prepared.cache.Len(), used()-empty; n < 2 || taken < most/2 {
			t.Errorf("%d statements that came back are kept, and take %d bytes", n, taken)
		}
	})
}
