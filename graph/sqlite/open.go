package sqlite

import (
	"context"
	database "database/sql"
	"database/sql/driver"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"sync/atomic"

	"modernc.org/sqlite"

	"github.com/stakegraph/stakegraph/graph/sqlite/sql"
	"github.com/stakegraph/stakegraph/graph/store"
)

// Memory is the location of a database in memory, which lasts until it is closed.
const Memory = ":memory:"

var memoryCount atomic.Int64

// forPings is the number of connections for pings.
const forPings = 1

// Open opens the database at location, which is a file path or Memory, and creates it if it does not exist. It returns
// store.ErrForeign for a file of another program, a file with the layout of another version, and a path that is not a
// regular file. It does not change any of them. It returns store.ErrUnavailable if the file cannot be opened or
// created.
func Open(ctx context.Context, location string, changes ...Option) (*Store, error) {
	o := options{limits: DefaultLimits, small: sql.SmallPart}
	for _, change := range changes {
		change(&o)
	}
	forReading, forLookups := max(4, 2*runtime.GOMAXPROCS(0)), max(2, runtime.GOMAXPROCS(0))
	connections := forReading + forLookups + forPings
	s := &Store{location: location, record: o.limits.Record, statements: newStatements(o.limits.texts(), o.small)}
	reading, streaming, writing := "", "", ""
	if location == Memory {
		// Each database has its own name in SQLite's memory file system, which the connections of one process share. It
		// has no write-ahead log, so reads wait for the end of a load, unless their contexts end first.
		source := "file:/stakegraph-" + strconv.FormatInt(memoryCount.Add(1), 10) + "?vfs=memdb"
		pragmas := "&_pragma=busy_timeout(2147483647)&_pragma=temp_store(2)" + o.limits.pageCache(connections)
		reading, streaming, writing = source+pragmas, source+pragmas, source+pragmas+"&_txlock=immediate"
	} else {
		path, err := filepath.Abs(location)
		if err != nil {
			return nil, fmt.Errorf("%w: %s: %w", store.ErrUnavailable, location, err)
		}
		s.location = path
		if err := checkFile(path); err != nil {
			return nil, err
		}
		s.file = &openFile{path: path}
		source := "file://" + (&url.URL{Path: path}).EscapedPath()
		pragmas := "?_pragma=busy_timeout(10000)&_pragma=synchronous(1)&_pragma=temp_store(2)" + o.limits.pageCache(connections)
		streaming = source + pragmas + "&_pragma=query_only(1)" // pages that are read once need not stay in memory
		pragmas += "&_pragma=mmap_size(268435456)"
		reading, writing = source+pragmas+"&_pragma=query_only(1)", source+pragmas+"&_txlock=immediate"
	}
	var err error
	if s.writing, err = s.connect(writing, o); err != nil {
		return nil, unavailable(s.location, err)
	}
	s.writing.SetMaxOpenConns(1) // one load at a time
	s.writing.SetMaxIdleConns(1) // keeps a database in memory alive
	err = s.prepare(ctx)
	if err == nil && s.file != nil {
		s.file.opened, err = os.Stat(s.file.path)
	}
	if err != nil {
		return nil, errors.Join(unavailable(s.location, err), s.writing.Close())
	}
	readingDB, err := s.connect(reading, o)
	if err != nil {
		return nil, errors.Join(unavailable(s.location, err), s.writing.Close())
	}
	limits := o.limits.each(connections)
	if o.wrap != nil {
		limits.value = 0 // the driver's own connection is not accessible
	}
	s.reading = newPool(readingDB, forReading, limits)
	s.lookups = newPool(readingDB, forLookups, limits)
	s.pings = newPool(readingDB, forPings, limits)
	streamingDB, err := s.connect(streaming, o)
	if err != nil {
		return nil, errors.Join(unavailable(s.location, err), s.reading.close(), s.writing.Close())
	}
	streamingDB.SetMaxIdleConns(-1)               // no idle connection is kept
	s.streaming = newPool(streamingDB, 0, limits) // no connection is shared
	return s, nil
}

// Option changes how a database is opened.
type Option func(*options)

type options struct {
	wrap   func(driver.Connector) driver.Connector
	limits Limits
	small  int
}

// WithConnector wraps the connector of all connections, so that statements can be traced or counted. Only SQLite's own
// limit then bounds the size of a record.
func WithConnector(wrap func(driver.Connector) driver.Connector) Option {
	return func(o *options) { o.wrap = wrap }
}

func (s *Store) connect(source string, o options) (*database.DB, error) {
	connector, err := sqlite.NewConnector(source)
	if err != nil {
		return nil, err
	}
	connector = guarded{connector, s.file}
	if o.wrap != nil {
		connector = o.wrap(connector)
	}
	return database.OpenDB(connector), nil
}

func unavailable(location string, err error) error {
	if isDamage(err) {
		return fmt.Errorf("%w: cannot open %s: restore it from a backup, or move it away and reload the data: %w",
			store.ErrDamaged, location, err)
	}
	return fmt.Errorf("%w: cannot open %s: check that its folder exists and that this user may write to it: %w",
		store.ErrUnavailable, location, err)
}

// checkFile reads the header of a file without opening it as a database, since that can change it.
func checkFile(path string) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil
	case err != nil:
		return unavailable(path, err)
	case !info.Mode().IsRegular(): // opening a pipe would block until another process writes to it
		return fmt.Errorf("%w: %s is not a regular file: choose the path of a file, which is created if it does not exist",
			store.ErrForeign, path)
	}
	file, err := os.Open(path)
	if err != nil {
		return unavailable(path, err)
	}
	defer file.Close()
	return checkHeader(path, file)
}

// checkHeader returns an error unless a file is empty or has the header of a Stakegraph database. The offsets are those
// of SQLite's file format.
func checkHeader(path string, file io.Reader) error {
	header := make([]byte, 100)
	n, err := io.ReadFull(file, header)
	switch {
	case errors.Is(err, io.EOF) && n == 0:
		return nil // an empty file becomes a database
	case err != nil && !errors.Is(err, io.ErrUnexpectedEOF):
		return unavailable(path, err)
	}
	const magic = "SQLite format 3\x00"
	if n < len(header) || string(header[:len(magic)]) != magic {
		return fmt.Errorf("%w: %s is not an SQLite database: choose another path, or move the file away", store.ErrForeign, path)
	}
	if id := binary.BigEndian.Uint32(header[68:]); id != applicationID {
		return fmt.Errorf("%w: %s is a database of another program: choose another path", store.ErrForeign, path)
	}
	if version := binary.BigEndian.Uint32(header[60:]); version != layoutVersion {
		return fmt.Errorf("%w: %s has layout %d, but this version of Stakegraph reads layout %d: "+
			"open it with the version that created it, or choose another path and reload the data",
			store.ErrForeign, path, version, layoutVersion)
	}
	return nil
}

// prepare creates the tables of a new database in one transaction, before it turns on the write-ahead log, so that the
// header identifies the file as soon as it has any content.
func (s *Store) prepare(ctx context.Context) error {
	tx, err := s.writing.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	var tables int
	if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&tables); err != nil {
		return err
	}
	if tables == 0 {
		for _, statement := range layout() {
			if _, err := tx.ExecContext(ctx, statement); err != nil {
				return fmt.Errorf("%s: %w", statement, err)
			}
		}
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	if s.location != Memory {
		_, err = s.writing.ExecContext(ctx, "PRAGMA journal_mode = WAL")
	}
	return err
}
