package neo4j

import (
	"context"
	"fmt"
	"sync"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"stakegraph/graph/plan"
	"stakegraph/graph/store"
)

// Store is a graph in one Neo4j database. A statement is no snapshot there: one that runs while a load is committed can
// see some of what it wrote and not the rest. Nothing of a load that has not been committed is ever seen.
type Store struct {
	driver   driver.DriverWithContext
	config   Config
	bookmark driver.BookmarkManager // by which a reader sees what a load on this store wrote, in a cluster too
	loading  chan struct{}          // holds one token, which a load takes

	running sync.WaitGroup // statements and loads under way
	closing sync.Mutex     // held to change closed, and to add to running while it is false
	closed  bool
}

var _ store.Store = (*Store)(nil)

// Run sends the plan as one statement.
func (s *Store) Run(ctx context.Context, p *plan.Plan) (*store.Record, error) {
	var b store.Builder
	b.Open()
	if len(p.Row.Items) == 0 {
		b.Close()
		return b.Record(), nil
	}
	if err := checkSize(p); err != nil {
		return nil, fmt.Errorf("neo4j: run a plan: %w", err)
	}
	text, params := Render(p)
	values, err := s.query(ctx, "run a plan", text, params)
	if err != nil {
		return nil, err
	}
	for _, value := range values {
		if err := appendValue(&b, value); err != nil {
			return nil, fmt.Errorf("neo4j: read a record: %w", err)
		}
	}
	b.Close()
	return b.Record(), nil
}

// Ping reports whether the database answers.
func (s *Store) Ping(ctx context.Context) error {
	_, err := s.query(ctx, "ping", "RETURN 1", nil)
	return err
}

// Empty reports whether no node is stored.
func (s *Store) Empty(ctx context.Context) (bool, error) {
	values, err := s.query(ctx, "look for nodes", "RETURN NOT EXISTS { MATCH (n:"+factLabel+") }", nil)
	if err != nil {
		return false, err
	}
	empty, _ := values[0].(bool)
	return empty, nil
}

// query runs a statement that answers with one row, in a transaction of its own: one message to the database and one
// answer.
func (s *Store) query(ctx context.Context, operation, text string, params map[string]any) ([]any, error) {
	if err := s.begin(operation); err != nil {
		return nil, err
	}
	defer s.running.Done()
	if err := ctx.Err(); err != nil {
		return nil, failed(ctx, operation, err)
	}
	session := s.session(ctx, driver.AccessModeRead)
	values, err := single(ctx, session, text, params)
	if closeErr := session.Close(context.WithoutCancel(ctx)); err == nil {
		err = closeErr
	}
	if err != nil {
		return nil, failed(ctx, operation, err)
	}
	return values, nil
}

// begin counts what is under way, which Close waits for. Who calls it says when that is done.
func (s *Store) begin(operation string) error {
	s.closing.Lock()
	defer s.closing.Unlock()
	if s.closed {
		return fmt.Errorf("neo4j: %s: %w: it is closed", operation, store.ErrUnavailable)
	}
	s.running.Add(1)
	return nil
}

func (s *Store) session(ctx context.Context, mode driver.AccessMode) driver.SessionWithContext {
	return s.driver.NewSession(ctx, driver.SessionConfig{
		AccessMode: mode, DatabaseName: s.config.Database, BookmarkManager: s.bookmark, FetchSize: driver.FetchAll,
		BoltLogger: s.config.BoltLogger,
	})
}

func single(ctx context.Context, session driver.SessionWithContext, text string, params map[string]any) ([]any, error) {
	result, err := session.Run(ctx, text, params, serverTimeout(ctx))
	if err != nil {
		return nil, err
	}
	record, err := result.Single(ctx)
	if err != nil {
		return nil, err
	}
	return record.Values, nil
}

// serverTimeout has the database itself stop a statement that it is still busy with when the context ends, should it
// not notice that nobody waits any more.
func serverTimeout(ctx context.Context) func(*driver.TransactionConfig) {
	return func(c *driver.TransactionConfig) {
		if deadline, ok := ctx.Deadline(); ok {
			c.Timeout = max(time.Until(deadline).Round(time.Millisecond), time.Millisecond)
		}
	}
}

// Location returns the database's address and name.
func (s *Store) Location() string {
	if s.config.Database == "" {
		return s.config.URI
	}
	return s.config.URI + " database " + s.config.Database
}

// Close waits for statements under way.
func (s *Store) Close() error {
	s.closing.Lock()
	before := s.closed
	s.closed = true
	s.closing.Unlock()
	s.running.Wait()
	if before {
		return nil
	}
	return s.driver.Close(context.Background())
}
