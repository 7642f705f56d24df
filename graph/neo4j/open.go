package neo4j

import (
	"context"
	"errors"
	"fmt"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
	driverconfig "github.com/neo4j/neo4j-go-driver/v5/neo4j/config"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/log"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/notifications"

	"github.com/stakegraph/stakegraph/graph/store"
)

// Config is the address of a database and the settings of its connections.
type Config struct {
	// URI is bolt://host:port for one server or neo4j://host:port for a cluster. The suffixes +s and +ssc of the scheme
	// select TLS, with or without a check of the certificate.
	URI string
	// User and Password are the credentials. Token, if given, is a bearer token that is used instead. Without any of
	// them, the server must have authentication disabled.
	User, Password, Token string
	// Database is the name of the database, or empty for the user's home database.
	Database string
	// PoolSize is the maximum number of connections to each server; 0 means 64. Pings have two additional ones.
	PoolSize int
	// AcquisitionTimeout is how long a statement waits for a connection; 0 means five seconds.
	AcquisitionTimeout time.Duration
	// ConnectTimeout is the time limit for a new connection; 0 means five seconds.
	ConnectTimeout time.Duration
	// RetryTime is how long a read statement is retried if the database is unavailable, for example after a restart or
	// while a cluster changes its leader; 0 means one second, and a negative value disables retries.
	RetryTime time.Duration
	// Statements is the size of the cache for the statements of plans, in bytes; 0 means 32 MiB.
	Statements int64
	// BoltLogger, if given, receives every message between the driver and the database.
	BoltLogger log.BoltLogger
}

// Open connects to the database, and creates missing constraints and indexes. It returns store.ErrUnavailable if no
// server responds, store.ErrDenied if the server rejects the credentials, and store.ErrForeign if its version is too
// old or the database does not exist. It also returns store.ErrForeign for a database with nodes of another program or
// with the layout of another version, and does not change that.
func Open(ctx context.Context, config Config) (*Store, error) {
	auth := driver.NoAuth()
	switch {
	case config.Token != "":
		auth = driver.BearerAuth(config.Token)
	case config.User != "":
		auth = driver.BasicAuth(config.User, config.Password, "")
	}
	config.PoolSize = positive(config.PoolSize, 64)
	if config.RetryTime == 0 {
		config.RetryTime = time.Second
	}
	connecting := func(connections int) (driver.DriverWithContext, error) {
		return driver.NewDriverWithContext(config.URI, auth, func(c *driverconfig.Config) {
			c.MaxConnectionPoolSize = connections
			c.ConnectionAcquisitionTimeout = positive(config.AcquisitionTimeout, 5*time.Second)
			c.SocketConnectTimeout = positive(config.ConnectTimeout, 5*time.Second)
			c.TelemetryDisabled = true
			c.NotificationsMinSeverity = notifications.DisabledLevel // they would come with each answer, and are not read
		})
	}
	d, err := connecting(config.PoolSize)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w: %w", config.URI, store.ErrForeign, err) // it is not an address
	}
	pings, err := connecting(pingConnections)
	if err != nil {
		return nil, errors.Join(err, d.Close(context.WithoutCancel(ctx)))
	}
	s := &Store{
		driver: d, pings: pings, config: config, loading: make(chan struct{}, 1),
		bookmark:   driver.NewBookmarkManager(driver.BookmarkManagerConfig{}),
		statements: newStatements(positive(config.Statements, 32<<20)),
	}
	if err := s.prepare(ctx); err != nil {
		return nil, errors.Join(err, d.Close(context.WithoutCancel(ctx)), pings.Close(context.WithoutCancel(ctx)))
	}
	return s, nil
}

// pingConnections is the number of connections for pings, so that one probe does not wait for another.
const pingConnections = 2

func positive[T int | int64 | time.Duration](given, otherwise T) T {
	if given > 0 {
		return given
	}
	return otherwise
}

// prepare checks that the database belongs to Stakegraph or is empty, and creates missing constraints and indexes. If
// nothing is missing it writes nothing, so that a user with read permission can open the database.
func (s *Store) prepare(ctx context.Context) error {
	session := s.session(ctx, driver.AccessModeWrite, driver.FetchAll)
	defer func() { _ = session.Close(context.WithoutCancel(ctx)) }()
	if err := s.checkVersion(ctx, session); err != nil {
		return err
	}
	values, err := single(ctx, session,
		"OPTIONAL MATCH (l:"+layoutLabel+") WITH l.version AS version LIMIT 1 RETURN version, EXISTS { MATCH (n) }", nil,
		serverTimeout(ctx))
	if err != nil {
		return s.refused(ctx, err)
	}
	version, known := values[0].(int64)
	switch taken, _ := values[1].(bool); {
	case !known && taken:
		return fmt.Errorf("%w: %s contains nodes of another program: choose another database", store.ErrForeign, s.Location())
	case known && version != layoutVersion:
		return fmt.Errorf("%w: %s has layout %d, but this version of Stakegraph reads layout %d: open it with the version "+
			"that created it, or choose another database and reload the data",
			store.ErrForeign, s.Location(), version, layoutVersion)
	}
	if err := s.complete(ctx, session); err != nil {
		return s.refused(ctx, err)
	}
	if known {
		return nil
	}
	_, err = execute(ctx, session, "MERGE (l:"+layoutLabel+" {version: $version})", map[string]any{"version": layoutVersion})
	if err != nil {
		return s.refused(ctx, err)
	}
	return nil
}

// complete creates the missing constraints and indexes.
func (s *Store) complete(ctx context.Context, session driver.SessionWithContext) error {
	values, err := single(ctx, session, "SHOW INDEXES YIELD name RETURN collect(name)", nil, serverTimeout(ctx))
	if err != nil {
		return err
	}
	have := map[any]bool{}
	names, _ := values[0].([]any)
	for _, name := range names {
		have[name] = true
	}
	made := false
	for _, item := range layout() {
		if have[item.name] {
			continue
		}
		if _, err := execute(ctx, session, item.statement, nil); err != nil {
			return fmt.Errorf("%s: %w", item.statement, err)
		}
		made = true
	}
	if !made {
		return nil
	}
	_, err = execute(ctx, session, "CALL db.awaitIndexes(600)", nil)
	return err
}

// execute runs a statement and returns the summary of its result.
func execute(
	ctx context.Context, session driver.SessionWithContext, text string, params map[string]any,
) (driver.ResultSummary, error) {
	result, err := session.Run(ctx, text, params, serverTimeout(ctx))
	if err != nil {
		return nil, err
	}
	return result.Consume(ctx)
}
