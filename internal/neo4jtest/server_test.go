package neo4jtest_test

import (
	"context"
	"errors"
	"os"
	"strings"
	"syscall"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"go.uber.org/goleak"

	"github.com/stakegraph/stakegraph/internal/neo4jtest"
)

func TestMain(m *testing.M) { os.Exit(neo4jtest.Main(m)) }

// TestServer tests the life cycle of a server: queries, kill, restart, stop, restart, and the end by a signal of another
// process.
func TestServer(t *testing.T) {
	server := neo4jtest.StartFor(t, neo4jtest.Options{})
	if err := goleak.Find(); err != nil {
		t.Errorf("a running server keeps a goroutine: %v", err)
	}

	for _, scheme := range []string{"bolt", "neo4j"} {
		uri := strings.Replace(server.URI, "bolt", scheme, 1)
		if got := ask(t, uri, server.User, server.Password, "RETURN 1"); got != int64(1) {
			t.Errorf("%s answers %v to RETURN 1", uri, got)
		}
	}
	var refused *neo4j.Neo4jError
	if _, err := query(t.Context(), server.URI, server.User, "wrong-password", "RETURN 1"); !errors.As(err, &refused) ||
		refused.Code != "Neo.ClientError.Security.Unauthorized" {
		t.Errorf("a wrong password gives %v", err)
	}

	const create, count = "CREATE (n:Kept) RETURN 1", "MATCH (n:Kept) RETURN count(n)"
	ask(t, server.URI, server.User, server.Password, create)
	if err := server.Kill(); err != nil {
		t.Fatal(err)
	}
	if answer, err := query(t.Context(), server.URI, server.User, server.Password, count); err == nil {
		t.Errorf("a server that was killed answers %v", answer)
	}
	uri, password := server.URI, server.Password
	if err := server.Restart(t.Context()); err != nil {
		t.Fatal(err)
	}
	if server.URI != uri || server.Password != password {
		t.Errorf("after a restart it is at %s, and not at %s, or has another password", server.URI, uri)
	}
	if got := ask(t, uri, server.User, password, count); got != int64(1) {
		t.Errorf("%v nodes are left after SIGKILL, want 1", got)
	}

	ask(t, uri, server.User, password, create)
	if err := server.Stop(); err != nil {
		t.Fatal(err)
	}
	if err := server.Stop(); err != nil {
		t.Errorf("a second Stop: %v", err)
	}
	if err := server.Restart(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := ask(t, uri, server.User, password, count); got != int64(2) {
		t.Errorf("%v nodes are left after Stop, want 2", got)
	}

	ended := server.Ended()
	select {
	case <-ended:
		t.Fatal("it is said to have ended, and nothing ended it")
	default:
	}
	if err := server.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	<-ended
	if err := server.Stop(); err != nil {
		t.Errorf("SIGTERM does not end it in good order: %v", err)
	}
}

// TestStartSaysWhatIsWrong checks that errors of a start contain the server's own messages.
func TestStartSaysWhatIsWrong(t *testing.T) {
	neo4jtest.Require(t, neo4jtest.Options{})
	_, err := neo4jtest.Start(t.Context(), neo4jtest.Options{
		Dir:      t.TempDir(),
		Settings: map[string]string{"server.memory.pagecache.size": "a lot"},
	})
	if err == nil || !strings.Contains(err.Error(), "'a lot' is not a valid size") {
		t.Errorf("a wrong setting gives: %v", err)
	}
}

// TestPrepared checks that a server which was never started counts as ended.
func TestPrepared(t *testing.T) {
	server := neo4jtest.PrepareFor(t, neo4jtest.Options{})
	if _, err := query(t.Context(), server.URI, server.User, server.Password, "RETURN 1"); err == nil {
		t.Error("it answers")
	}
	<-server.Ended()
	if err := errors.Join(server.Stop(), server.Kill()); err != nil {
		t.Error(err)
	}
}

func TestStartNeedsAFolder(t *testing.T) {
	if server, err := neo4jtest.Start(t.Context(), neo4jtest.Options{}); err == nil {
		t.Errorf("one runs at %s: %v", server.URI, server.Kill())
	}
}

func TestForTest(t *testing.T) {
	uri, user, password := neo4jtest.ForTest(t)
	if got := ask(t, uri, user, password, "RETURN 1"); got != int64(1) {
		t.Errorf("%v to RETURN 1", got)
	}
	if again, _, _ := neo4jtest.ForTest(t); again != uri {
		t.Errorf("a second call gives %s after %s", again, uri)
	}
}

// ask returns the single value that a statement returns.
func ask(t *testing.T, uri, user, password, cypher string) any {
	t.Helper()
	value, err := query(t.Context(), uri, user, password, cypher)
	if err != nil {
		t.Fatal(err)
	}
	return value
}

func query(ctx context.Context, uri, user, password, cypher string) (any, error) {
	driver, err := neo4j.NewDriverWithContext(uri, neo4j.BasicAuth(user, password, ""))
	if err != nil {
		return nil, err
	}
	defer func() { _ = driver.Close(ctx) }()
	session := driver.NewSession(ctx, neo4j.SessionConfig{})
	defer func() { _ = session.Close(ctx) }()
	result, err := session.Run(ctx, cypher, nil)
	if err != nil {
		return nil, err
	}
	record, err := result.Single(ctx)
	if err != nil {
		return nil, err
	}
	return record.Values[0], nil
}
