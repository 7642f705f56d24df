package neo4j

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/stakegraph/stakegraph/graph/neo4j/cypher"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// Store is a graph in one Neo4j database. A statement does not read a snapshot: if a load is committed while it runs,
// it can see a part of the changes. It never sees changes that are not committed.
type Store struct {
	Explainer

	driver   driver.DriverWithContext
	pings    driver.DriverWithContext // has its own connections, only for Ping
	config   Config
	bookmark driver.BookmarkManager // makes reads see the loads of this store, also in a cluster
	loading  chan struct{}          // a semaphore of one load

	statements statements

	running sync.WaitGroup // statements and loads in progress
	closing sync.Mutex     // guards closed, and adding to running
	closed  bool
}

var _ store.Store = (*Store)(nil)

// Run sends the plan as one statement. If all connections are in use, it waits for one.
func (s *Store) Run(ctx context.Context, p *plan.Plan) (*store.Record, error) {
	if len(p.Row.Items) == 0 {
		return decode(nil, nil)
	}
	values, err := s.run(ctx, "run a plan", p)
	if err != nil {
		return nil, err
	}
	record, err := decode(values, store.AllowanceOf(ctx))
	if err != nil {
		return nil, fmt.Errorf("neo4j: read a record: %w", err)
	}
	return record, nil
}

// run returns the values that the statement of a plan returns.
func (s *Store) run(ctx context.Context, operation string, p *plan.Plan) ([]any, error) {
	q, err := s.statements.forPlan(p)
	if err != nil {
		return nil, err
	}
	return s.query(ctx, operation, q.Text, q.Params)
}

// Ping returns an error if the database does not respond.
func (s *Store) Ping(ctx context.Context) error {
	_, err := s.queryBy(ctx, s.pings, "ping", "RETURN 1", nil)
	return err
}

// Empty reports whether the database has no nodes.
func (s *Store) Empty(ctx context.Context) (bool, error) {
	values, err := s.query(ctx, "count nodes", "RETURN NOT EXISTS { MATCH (n:"+cypher.FactLabel+") }", nil)
	if err != nil {
		return false, err
	}
	empty, _ := values[0].(bool)
	return empty, nil
}

// Revision returns the token of the last load that changed anything.
func (s *Store) Revision(ctx context.Context) (string, error) {
	values, err := s.query(ctx, "read the revision", "OPTIONAL MATCH (l:"+layoutLabel+") RETURN l.revision", nil)
	if err != nil {
		return "", err
	}
	return textOf(values[0]), nil
}

// query runs a read statement that returns one row, in its own transaction: one message to the database and one answer.
// If the database is unavailable, it is sent again after a delay that doubles each time.
func (s *Store) query(ctx context.Context, operation, text string, params map[string]any) ([]any, error) {
	return s.queryBy(ctx, s.driver, operation, text, params)
}

// queryBy is query with the connections of a given driver.
func (s *Store) queryBy(
	ctx context.Context, by driver.DriverWithContext, operation, text string, params map[string]any,
) ([]any, error) {
	if err := s.begin(operation); err != nil {
		return nil, err
	}
	defer s.running.Done()
	if err := ctx.Err(); err != nil {
		return nil, failed(ctx, operation, err)
	}
	began := time.Now()
	for wait := firstWait; ; wait *= 2 {
		values, err := s.once(ctx, by, text, params)
		if err == nil {
			return values, nil
		}
		if !passes(err) || time.Since(began)+wait > s.config.RetryTime {
			return nil, failed(ctx, operation, err)
		}
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return nil, failed(ctx, operation, err)
		}
	}
}

// firstWait is the delay before the first retry.
const firstWait = 20 * time.Millisecond

func (s *Store) once(ctx context.Context, by driver.DriverWithContext, text string, params map[string]any) ([]any, error) {
	limited, cancel := lenient(ctx)
	defer cancel()
	session := by.NewSession(limited, s.sessionConfig(driver.AccessModeRead, piecesAtATime))
	values, err := single(limited, session, text, params, serverTimeout(ctx))
	if closeErr := session.Close(context.WithoutCancel(ctx)); err == nil {
		err = closeErr
	}
	return values, err
}

// begin adds a statement or load in progress, which Close waits for. The caller must call running.Done at its end.
func (s *Store) begin(operation string) error {
	s.closing.Lock()
	defer s.closing.Unlock()
	if s.closed {
		return fmt.Errorf("neo4j: %s: %w: the store is closed", operation, store.ErrUnavailable)
	}
	s.running.Add(1)
	return nil
}

// session returns a session whose results arrive in batches of rows.
func (s *Store) session(ctx context.Context, mode driver.AccessMode, rows int) driver.SessionWithContext {
	return s.driver.NewSession(ctx, s.sessionConfig(mode, rows))
}

func (s *Store) sessionConfig(mode driver.AccessMode, rows int) driver.SessionConfig {
	return driver.SessionConfig{
		AccessMode: mode, DatabaseName: s.config.Database, BookmarkManager: s.bookmark, FetchSize: rows,
		BoltLogger: s.config.BoltLogger,
	}
}

func single(
	ctx context.Context, session driver.SessionWithContext, text string, params map[string]any,
	timeout func(*driver.TransactionConfig),
) ([]any, error) {
	result, err := session.Run(ctx, text, params, timeout)
	if err != nil {
		return nil, err
	}
	if columns, err := result.Keys(); err == nil && inPieces(columns) {
		return joinPieces(ctx, result)
	}
	record, err := result.Single(ctx)
	if err != nil {
		return nil, err
	}
	return record.Values, nil
}

// Location returns the address and the name of the database.
func (s *Store) Location() string {
	if s.config.Database == "" {
		return s.config.URI
	}
	return s.config.URI + " database " + s.config.Database
}

// Close waits for the statements in progress, and closes all connections.
func (s *Store) Close() error {
	s.closing.Lock()
	before := s.closed
	s.closed = true
	s.closing.Unlock()
	s.running.Wait()
	if before {
		return nil
	}
	return errors.Join(s.driver.Close(context.Background()), s.pings.Close(context.Background()))
}
