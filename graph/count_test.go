package graph_test

import (
	"context"
	"database/sql/driver"
	"sync"
	"testing"

	"github.com/stakegraph/stakegraph/graph/sqlite"
	"github.com/stakegraph/stakegraph/seed"
	"github.com/stakegraph/stakegraph/seed/frozen"
)

// sent records the statements that a database receives. The driver counts them.
type sent struct {
	mu         sync.Mutex
	statements []string
}

func (s *sent) add(text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.statements = append(s.statements, text)
}

// take returns the statements sent since the last call.
func (s *sent) take() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	statements := s.statements
	s.statements = nil
	return statements
}

// wrap makes all connections of a connector report to s.
func (s *sent) wrap(c driver.Connector) driver.Connector { return countedConnector{c, s} }

type countedConnector struct {
	driver.Connector
	sent *sent
}

func (c countedConnector) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return countedConn{conn, c.sent}, nil
}

// countedConn only implements the methods that the store and database/sql need for prepared statements, so that each
// statement is counted.
type countedConn struct {
	driver.Conn
	sent *sent
}

func (c countedConn) BeginTx(ctx context.Context, opts driver.TxOptions) (driver.Tx, error) {
	return c.Conn.(driver.ConnBeginTx).BeginTx(ctx, opts)
}

func (c countedConn) Prepare(text string) (driver.Stmt, error) {
	return c.PrepareContext(context.Background(), text)
}

func (c countedConn) PrepareContext(ctx context.Context, text string) (driver.Stmt, error) {
	stmt, err := c.Conn.(driver.ConnPrepareContext).PrepareContext(ctx, text)
	if err != nil {
		return nil, err
	}
	return countedStmt{stmt, c.sent, text}, nil
}

type countedStmt struct {
	driver.Stmt
	sent *sent
	text string
}

func (s countedStmt) Exec(args []driver.Value) (driver.Result, error) {
	s.sent.add(s.text)
	//lint:ignore SA1019 the only method that every driver implements
	return s.Stmt.Exec(args)
}

func (s countedStmt) Query(args []driver.Value) (driver.Rows, error) {
	s.sent.add(s.text)
	//lint:ignore SA1019 the only method that every driver implements
	return s.Stmt.Query(args)
}

// counted returns a seeded store, and a record of the statements sent to its database.
func counted(t *testing.T) (*sqlite.Store, *sent) {
	t.Helper()
	s := &sent{}
	store, err := sqlite.Open(t.Context(), sqlite.Memory, sqlite.WithConnector(s.wrap))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	if _, err := seed.Load(t.Context(), store, frozen.LittleGiants(), nil); err != nil {
		t.Fatal(err)
	}
	s.take()
	return store, s
}
