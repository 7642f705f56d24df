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

// openFile is a database's file as it was opened. Connections hold it open, and would go on to read it after another file
// has its name, or none; one that is opened later would read that other file, or make one.
type openFile struct {
	path   string
	opened os.FileInfo // nil before it is known

	checked atomic.Pointer[fileCheck] // the last one
}

// fileCheck is what a check came to.
type fileCheck struct {
	at  time.Time
	err error
}

// checkEvery is how long a check holds for those who read.
const checkEvery = 100 * time.Millisecond

// recent returns what the last check came to, or checks where that is a while ago. With it, requests do not go on being
// answered by the connections that hold the old file open, beside others that are refused.
func (f *openFile) recent() error {
	if f == nil {
		return nil
	}
	if last := f.checked.Load(); last != nil && time.Since(last.at) < checkEvery {
		return last.err
	}
	return f.check()
}

// check reports whether the file is there under its name still, and no shorter.
func (f *openFile) check() error {
	if f == nil || f.opened == nil {
		return nil
	}
	err := f.look()
	f.checked.Store(&fileCheck{time.Now(), err})
	return err
}

// look only asks about the file: to open and close it would take the locks away that connections of this process have on it.
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

// remedy says what to do. SQLite would write what it keeps beside the old file into the new one when that is opened.
func (f *openFile) remedy() string {
	return fmt.Sprintf("stop the server, delete %s-wal and %[1]s-shm, which belong to the old file, restore the right file, "+
		"and start the server", f.path)
}

// guarded makes no connection to another file than the one that was opened first.
type guarded struct {
	driver.Connector
	file *openFile
}

// Connect makes a connection.
func (g guarded) Connect(ctx context.Context) (driver.Conn, error) {
	if err := g.file.check(); err != nil {
		return nil, err
	}
	return g.Connector.Connect(ctx)
}

// errFault: the operating system has no page of the file in the place of which a connection read memory.
var errFault = errors.New("the memory-mapped database file cannot be read")

// recoverFaults returns errFault from do where a page of a mapped file is not there any more, because the file was cut
// short or the disk fails. Go would else end the program.
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
