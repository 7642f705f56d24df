package neo4j_test

import (
	"context"
	"errors"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/stakegraph/stakegraph/graph/neo4j"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
	"github.com/stakegraph/stakegraph/internal/neo4jtest"
)

// TestOpenRefused checks the sentinel error and the advice for each reason why a database cannot be opened.
func TestOpenRefused(t *testing.T) {
	right := forTest(t)
	for name, c := range map[string]struct {
		change   func(*neo4j.Config)
		sentinel error
		says     string
	}{
		"wrong password":  {func(c *neo4j.Config) { c.Password += "x" }, store.ErrDenied, "check the user, the password or token"},
		"wrong token":     {func(c *neo4j.Config) { c.Token = "no" }, store.ErrDenied, "check the user, the password or token"},
		"no credentials":  {func(c *neo4j.Config) { c.User, c.Password = "", "" }, store.ErrDenied, "check the user"},
		"wrong database":  {func(c *neo4j.Config) { c.Database = "nowhere" }, store.ErrForeign, "check the name of the database"},
		"nobody there":    {func(c *neo4j.Config) { c.URI = "bolt://" + closedPort(t) }, store.ErrUnavailable, "check the address, and that Neo4j is running"},
		"no router there": {func(c *neo4j.Config) { c.URI = "neo4j://" + closedPort(t) }, store.ErrUnavailable, "check the address, and that Neo4j is running"},
		"no TLS there":    {func(c *neo4j.Config) { c.URI = strings.Replace(c.URI, "bolt:", "bolt+ssc:", 1) }, store.ErrUnavailable, "check the address, and that Neo4j is running"},
		"not an address":  {func(c *neo4j.Config) { c.URI = "http://localhost" }, store.ErrForeign, "http"},
		"an old server":   {func(c *neo4j.Config) { c.URI = "bolt://" + disguised(t, c.URI) }, store.ErrForeign, "requires Neo4j 5.26 or later"},
	} {
		t.Run(name, func(t *testing.T) {
			config := right
			c.change(&config)
			s, err := neo4j.Open(t.Context(), config)
			if err == nil {
				_ = s.Close()
				t.Fatal("it was opened")
			}
			if !errors.Is(err, c.sentinel) || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%v\nis not %q that says %q", err, c.sentinel, c.says)
			}
			if secret := right.Password; secret != "" && strings.Contains(err.Error(), secret) {
				t.Errorf("the error tells the password: %v", err)
			}
		})
	}
}

// closedPort returns an address of this machine without a listener.
func closedPort(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}

func TestVersions(t *testing.T) {
	for agent, recent := range map[string]bool{
		"Neo4j/5.26.24": true, "Neo4j/5.26.0": true, "Neo4j/5.27.0-SNAPSHOT": true, "Neo4j/2025.01.0": true, "Neo4j/2026.07.1": true,
		"Neo4j/5.25.1": false, "Neo4j/5.3.0": false, "Neo4j/4.4.40": false, "Neo4j/3.5.35": false,
		"Neo4j/dev": true, "Memgraph/2.0.0": true, "": true,
	} {
		if neo4j.IsRecent(agent) != recent {
			t.Errorf("%s: recent is %v, want %v", agent, !recent, recent)
		}
	}
}

// TestWhatPasses checks which errors are retried: those that can disappear soon, and never out of memory.
func TestWhatPasses(t *testing.T) {
	for code, want := range map[string]bool{
		"Neo.TransientError.General.DatabaseUnavailable":        true,
		"Neo.TransientError.Transaction.DeadlockDetected":       true,
		"Neo.ClientError.Cluster.NotALeader":                    true,
		"Neo.ClientError.Security.AuthorizationExpired":         true,
		"Neo.TransientError.General.MemoryPoolOutOfMemoryError": false,
		"Neo.TransientError.General.OutOfMemoryError":           false,
		"Neo.TransientError.General.TransactionMemoryLimit":     false,
		"Neo.TransientError.Transaction.LockAcquisitionTimeout": false,
		"Neo.ClientError.Transaction.TransactionTimedOut":       false,
		"Neo.ClientError.Transaction.Terminated":                false,
		"Neo.ClientError.Security.Unauthorized":                 false,
		"Neo.ClientError.Schema.ConstraintValidationFailed":     false,
		"Neo.ClientError.Statement.SyntaxError":                 false,
		"Neo.DatabaseError.Statement.ExecutionFailed":           false,
	} {
		if got := neo4j.Passes(&driver.Neo4jError{Code: code}); got != want {
			t.Errorf("%s passes: %v, want %v", code, got, want)
		}
	}
	for _, err := range []error{&driver.UsageError{Message: "wrong"}} {
		if neo4j.Passes(err) {
			t.Errorf("%v passes", err)
		}
	}
}

// endless is a statement that would take hours.
const endless = "UNWIND range(1, 1000000000000) AS x WITH x WHERE x % 2 = 3 RETURN count(*) AS marked_as_endless"

// TestDatabaseEndsWhatTakesTooLong checks that the database ends a statement at its timeout, and that the connection
// can still be used.
func TestDatabaseEndsWhatTakesTooLong(t *testing.T) {
	s := opened(t)
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	_, err := s.Query(ctx, endless, nil)
	var coded *driver.Neo4jError
	if !errors.Is(err, store.ErrTimeout) || !errors.As(err, &coded) {
		t.Errorf("%v, want ErrTimeout by a code of the database", err)
	}
	awaitNone(t, s)
}

// TestCancelledEndsInTheDatabase checks that the database ends a statement that was cancelled.
func TestCancelledEndsInTheDatabase(t *testing.T) {
	s := opened(t)
	ctx, cancel := context.WithCancel(t.Context())
	failed := make(chan error, 1)
	go func() {
		_, err := s.Query(ctx, endless, nil)
		failed <- err
	}()
	for running(t, s) == 0 {
		if t.Context().Err() != nil {
			t.Fatal("it was never begun")
		}
	}
	cancel()
	if err := <-failed; !errors.Is(err, store.ErrCancelled) {
		t.Errorf("%v, want ErrCancelled", err)
	}
	awaitNone(t, s)
}

// running returns the number of endless statements in the database.
func running(t *testing.T, s *neo4j.Store) int64 {
	t.Helper()
	values, err := s.Query(t.Context(), "SHOW TRANSACTIONS YIELD currentQuery, status "+
		"WHERE currentQuery CONTAINS 'marked_as_' + 'endless' AND NOT currentQuery CONTAINS 'SHOW ' AND status STARTS WITH 'Running' "+
		"RETURN count(*)", nil)
	if err != nil {
		t.Fatal(err)
	}
	n, _ := values[0].(int64)
	return n
}

// awaitNone waits until the database has ended all endless statements, at most until the end of the test's time.
func awaitNone(t *testing.T, s *neo4j.Store) {
	t.Helper()
	for running(t, s) > 0 {
		if t.Context().Err() != nil {
			t.Fatal("the database goes on with it")
		}
	}
}

func opened(t *testing.T) *neo4j.Store {
	t.Helper()
	return openedWith(t, forTest(t))
}

func openedWith(t *testing.T, config neo4j.Config) *neo4j.Store {
	t.Helper()
	s, err := neo4j.Open(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// TestMorePlansThanConnections checks that plans wait if there are more than connections, and that all are answered.
func TestMorePlansThanConnections(t *testing.T) {
	config := forTest(t)
	config.PoolSize = 2
	s := openedWith(t, config)
	p := &plan.Plan{Row: plan.Row{Items: []plan.Item{&plan.TotalCount{From: plan.From{Kind: plan.Scan}}}}}
	var running sync.WaitGroup
	for range 64 {
		running.Go(func() {
			if _, err := s.Run(t.Context(), p); err != nil {
				t.Error(err)
			}
		})
	}
	running.Wait()
}

// TestOutOfMemory checks that out of memory is reported as a statement that is too large, for every code, and that the
// store can still be used.
func TestOutOfMemory(t *testing.T) {
	server := neo4jtest.StartFor(t, neo4jtest.Options{Settings: map[string]string{"db.memory.transaction.max": "2m"}})
	s := openedWith(t, neo4j.Config{URI: server.URI, User: server.User, Password: server.Password})
	_, err := s.Query(t.Context(), "UNWIND range(1, 10000000) AS x RETURN size(collect(x))", nil)
	if !errors.Is(err, store.ErrTooLarge) {
		t.Errorf("%v, want ErrTooLarge", err)
	}
	if err := s.Ping(t.Context()); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}
