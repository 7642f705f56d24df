package sqlite

import (
	"database/sql/driver"
	"errors"
	"fmt"
	"path/filepath"
	"testing"
	"testing/iotest"

	sqlite3 "modernc.org/sqlite/lib"

	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/sqlite/sql"
	"github.com/stakegraph/stakegraph/graph/store"
)

// TestSentinelsOfCodes checks the sentinel errors of SQLite's codes: for the location, for the size, or none.
func TestSentinelsOfCodes(t *testing.T) {
	for _, c := range []struct {
		code               int
		preparing, running error
	}{
		{sqlite3.SQLITE_BUSY, store.ErrUnavailable, store.ErrUnavailable},
		{sqlite3.SQLITE_BUSY_SNAPSHOT, store.ErrUnavailable, store.ErrUnavailable},
		{sqlite3.SQLITE_LOCKED_SHAREDCACHE, store.ErrUnavailable, store.ErrUnavailable},
		{sqlite3.SQLITE_IOERR_READ, store.ErrUnavailable, store.ErrUnavailable},
		{sqlite3.SQLITE_CANTOPEN, store.ErrUnavailable, store.ErrUnavailable},
		{sqlite3.SQLITE_FULL, store.ErrUnavailable, store.ErrUnavailable},
		{sqlite3.SQLITE_READONLY_DBMOVED, store.ErrUnavailable, store.ErrUnavailable},
		{sqlite3.SQLITE_TOOBIG, store.ErrTooLarge, store.ErrTooLarge},
		{sqlite3.SQLITE_NOMEM, store.ErrTooLarge, store.ErrTooLarge},
		{sqlite3.SQLITE_ERROR, store.ErrTooLarge, nil},
		{sqlite3.SQLITE_CONSTRAINT_UNIQUE, nil, nil},
		{sqlite3.SQLITE_MISUSE, nil, nil},
	} {
		for preparing, want := range map[bool]error{true: c.preparing, false: c.running} {
			if got := sentinelOf(c.code, preparing, 7); !errors.Is(got, want) {
				t.Errorf("code %d, preparing %t: %v, want %v", c.code, preparing, got, want)
			}
		}
	}
	limit, is := errors.AsType[*plan.LimitError](sentinelOf(sqlite3.SQLITE_TOOBIG, false, 7))
	if !is || limit.Most != 7 {
		t.Errorf("a value that is too large is beyond the limit %v, want 7 bytes", limit)
	}
	if limit, is := errors.AsType[*plan.LimitError](sentinelOf(sqlite3.SQLITE_TOOBIG, true, 7)); is {
		t.Errorf("a statement that is too large is beyond the limit %v of an answer", limit)
	}
}

// TestFaultsAreReported checks that a page that cannot be read is damage, unless the file was replaced.
func TestFaultsAreReported(t *testing.T) {
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "graph.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	fault := fmt.Errorf("read: %w", errFault)
	if err := s.failed(t.Context(), "run a plan", fault); !errors.Is(err, store.ErrDamaged) || !errors.Is(err, errFault) {
		t.Errorf("%v, want ErrDamaged", err)
	}
	s.file.path += "-away" // no file has this path
	if err := s.failed(t.Context(), "run a plan", fault); !errors.Is(err, store.ErrReplaced) {
		t.Errorf("once the file is away: %v, want ErrReplaced", err)
	}
}

// unmapped is what Go panics with where memory cannot be read.
type unmapped struct{ error }

func (unmapped) Addr() uintptr { return 4096 }

// TestFaultsAreRecovered holds that memory which cannot be read is an error, and that no other panic is.
func TestFaultsAreRecovered(t *testing.T) {
	other := errors.New("other")
	if err := recoverFaults(func() error { return other }); !errors.Is(err, other) {
		t.Errorf("an error: %v, want the same", err)
	}
	if err := recoverFaults(func() error { panic(unmapped{other}) }); !errors.Is(err, errFault) {
		t.Errorf("memory that cannot be read: %v, want errFault", err)
	}
	defer func() {
		if panicked := recover(); panicked != other {
			t.Errorf("another panic: %v, want the same", panicked)
		}
	}()
	_ = recoverFaults(func() error { panic(other) })
}

// TestReadEndsWithAnError checks that an error in a later row ends the read.
func TestReadEndsWithAnError(t *testing.T) {
	onConnection(t, 1<<20, func(c *connection, conn any, _ func() int64) {
		const text = "SELECT abs(x) FROM (SELECT 1 AS x UNION ALL SELECT -9223372036854775808)" // abs fails for it
		var rows []driver.Value
		goesOn := errors.New("it goes on")
		err := ground{c, conn}.read(t.Context(), sql.Query{Text: text, Width: 1}, func(row []driver.Value) error {
			if rows = append(rows, row[0]); len(rows) > 1 {
				return goesOn
			}
			return nil
		})
		if err == nil || errors.Is(err, goesOn) || len(rows) != 1 || rows[0] != int64(1) {
			t.Errorf("rows %v and the error %v, want one row and the error of the second", rows, err)
		}
	})
}

// TestHeaderThatCannotBeRead checks that a file that cannot be read is not reported as the file of another program.
func TestHeaderThatCannotBeRead(t *testing.T) {
	broken := errors.New("the disk is broken")
	err := checkHeader("graph.db", iotest.ErrReader(broken))
	if !errors.Is(err, store.ErrUnavailable) || !errors.Is(err, broken) {
		t.Errorf("%v, want ErrUnavailable", err)
	}
}
