package sqlite

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime/debug"
	"sync/atomic"
	"time"

	"github.com/stakegraph/stakegraph/graph/store"
)

// openFile is the file of a database as it was opened. Open connections keep reading the old file after it was deleted
// or replaced. A new connection would read the new file, or create one.
type openFile struct {
	path   string
	opened os.FileInfo // nil until it is known

	checked atomic.Pointer[fileCheck] // the last check
}

// fileCheck is the result of a check.
type fileCheck struct {
	at  time.Time
	err error
}

// checkEvery is how long the result of a check is valid for reads.
const checkEvery = 100 * time.Millisecond

// recent returns the result of the last check, or checks again if it is old. Without it, connections to the old file
// would answer some requests while others fail.
func (f *openFile) recent() error {
	if f == nil {
		return nil
	}
	if last := f.checked.Load(); last != nil && time.Since(last.at) < checkEvery {
		return last.err
	}
	return f.check()
}

// check reports whether the path still leads to the same file, and the file is not shorter.
func (f *openFile) check() error {
	if f == nil || f.opened == nil {
		return nil
	}
	err := f.look()
	f.checked.Store(&fileCheck{time.Now(), err})
	return err
}

// look only calls Stat. Opening and closing the file would release the locks of this process's connections on it.
func (f *openFile) look() error {
	now, err := os.Stat(f.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%w: %s was deleted: %s", store.ErrReplaced, f.path, f.remedy())
	case err != nil:
		return fmt.Errorf("%w: cannot inspect the database file: %w", store.ErrUnavailable, err)
	case !os.SameFile(f.opened, now):
		return fmt.Errorf("%w: %s was replaced: %s", store.ErrReplaced, f.path, f.remedy())
	case now.Size() < f.opened.Size():
		return fmt.Errorf("%w: %s has %d bytes; it had %d when it was opened: %s",
			store.ErrReplaced, f.path, now.Size(), f.opened.Size(), f.remedy())
	}
	return nil
}

// remedy returns advice for the operator. SQLite would write the log of the old file into the new one when it opens
// that.
func (f *openFile) remedy() string {
	return fmt.Sprintf("stop the server, delete %s-wal and %[1]s-shm, which belong to the old file, restore the right file, "+
		"and start the server", f.path)
}

// guarded connects only to the file that was opened first.
type guarded struct {
	driver.Connector
	file *openFile
}

// Connect opens a connection if the file is still the same.
func (g guarded) Connect(ctx context.Context) (driver.Conn, error) {
	if err := g.file.check(); err != nil {
		return nil, err
	}
	return g.Connector.Connect(ctx)
}

// errFault is returned if a connection reads a memory-mapped page that the operating system cannot load.
var errFault = errors.New("the memory-mapped database file cannot be read")

// recoverFaults calls do, and returns errFault if a mapped page of the file is gone, because the file was truncated or
// the disk fails. Go would otherwise end the program.
func recoverFaults(do func() error) (err error) {
	before := debug.SetPanicOnFault(true)
	defer func() {
		debug.SetPanicOnFault(before)
		switch panicked := recover().(type) {
		case nil:
		case interface{ Addr() uintptr }:
			err = errFault
		default:
			panic(panicked)
		}
	}()
	return do()
}
