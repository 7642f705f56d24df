package neo4jtest

import (
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
)

// shared is what the tests of one binary have in common.
var shared struct {
	inMain bool
	once   sync.Once
	access access
	err    error
}

// access is a way to a server.
type access struct {
	uri, user, password string

	end func() // ends the server, or gives the one of NEO4J_URI free for others
}

// Main runs the tests of a binary that calls ForTest and then ends their server:
//
//	func TestMain(m *testing.M) { os.Exit(neo4jtest.Main(m)) }
func Main(m interface{ Run() int }) int {
	shared.inMain = true
	defer func() {
		if shared.access.end != nil {
			shared.access.end()
		}
	}()
	return m.Run()
}

// ForTest returns where the tests of this binary find their Neo4j: the server that NEO4J_URI names, with NEO4J_USER
// and NEO4J_PASSWORD, or one that is started for them at the first call. The tests may do with its data what they
// like. Of the test binaries on one machine that use the same NEO4J_URI, one at a time gets it. The binary's TestMain
// has to call Main.
func ForTest(t testing.TB) (uri, user, password string) {
	t.Helper()
	if !shared.inMain {
		t.Fatal("neo4jtest.ForTest: TestMain of this package has to call neo4jtest.Main")
	}
	if os.Getenv("NEO4J_URI") == "" {
		Require(t, Options{})
	}
	shared.once.Do(func() { shared.access, shared.err = share() })
	if shared.err != nil {
		t.Fatal(shared.err)
	}
	return shared.access.uri, shared.access.user, shared.access.password
}

// StartFor starts a server for one test alone, which may kill it and start it again, and ends it after the test. It
// is in a folder of the test's own when the options name none.
func StartFor(t testing.TB, o Options) *Server {
	t.Helper()
	s := PrepareFor(t, o)
	if err := s.Restart(t.Context()); err != nil {
		t.Fatal(err)
	}
	return s
}

// PrepareFor does what StartFor does but does not start the server: Restart does.
func PrepareFor(t testing.TB, o Options) *Server {
	t.Helper()
	Require(t, o)
	if o.Dir == "" {
		o.Dir = t.TempDir()
	}
	s, err := prepare(t.Context(), forTests(o, forSeconds))
	if err != nil {
		t.Fatal(fmt.Errorf("neo4jtest: %w", err))
	}
	t.Cleanup(func() {
		if err := s.Kill(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// Require leaves a test out where Java or Maven is missing, and says so on standard error. With CI=true in the
// environment the test fails. ForTest and StartFor call it.
func Require(t testing.TB, o Options) {
	t.Helper()
	err := Check(o)
	switch {
	case err == nil:
	case errors.Is(err, ErrNotInstalled) && os.Getenv("CI") != "true":
		warned.Do(func() { fmt.Fprintf(warnings, "\n*** WITHOUT NEO4J: TESTS THAT NEED IT ARE SKIPPED: %v\n\n", err) })
		t.Skip(err)
	default:
		t.Fatal(err)
	}
}

var (
	warned   sync.Once
	warnings io.Writer = os.Stderr
)

// share returns the server that NEO4J_URI names, or a new one.
func share() (access, error) {
	ctx := context.Background() // the server outlives the test that comes first
	if uri := os.Getenv("NEO4J_URI"); uri != "" {
		unlock, err := lockServer(ctx, uri)
		return access{uri, cmp.Or(os.Getenv("NEO4J_USER"), "neo4j"), os.Getenv("NEO4J_PASSWORD"), unlock}, err
	}
	folder, err := os.MkdirTemp("", "stakegraph-neo4j-")
	if err != nil {
		return access{}, err
	}
	s, err := Start(ctx, forTests(Options{Dir: folder, Log: os.Stderr}, forMinutes))
	if err != nil {
		return access{}, errors.Join(err, os.RemoveAll(folder))
	}
	return access{s.URI, s.User, s.Password, func() {
		if err := errors.Join(s.Kill(), os.RemoveAll(folder)); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
	}}, nil
}

// lockServer waits until no other test binary on this machine uses the server.
func lockServer(ctx context.Context, uri string) (unlock func(), err error) {
	cache, err := cacheDir()
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(cache, 0o755); err != nil {
		return nil, err
	}
	return lock(ctx, filepath.Join(cache, fmt.Sprintf("uri-%.8x.lock", sha256.Sum256([]byte(uri)))))
}

// The options depend on the life of the server. One that lives for seconds needs little compiled code. One that plans
// statements for minutes takes half the time with Java's second compiler and a tenth of the collections with a larger young
// generation. That compiler then takes a quarter of the CPU time, since nearly all statements are new and most code runs
// seldom: with four times the usual thresholds the suite takes 0.89 of its CPU time.
var (
	forSeconds = []string{"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"}
	forMinutes = []string{
		"-XX:+UseSerialGC", "-Xms1g", "-Xmn640m",
		"-XX:Tier4InvocationThreshold=20000", "-XX:Tier4MinInvocationThreshold=2400",
		"-XX:Tier4CompileThreshold=60000", "-XX:Tier4BackEdgeThreshold=160000",
	}
)

// forTests adds what makes a server fit for tests: options for java, unless there are benchmarks to run, which are those
// of a server in use; and tests may send wrong passwords.
func forTests(o Options, java []string) Options {
	if bench := flag.Lookup("test.bench"); bench != nil && bench.Value.String() != "" {
		java = []string{"-Xmx4g"} // a load of the generated graph takes half of it
	}
	o.JavaOptions = slices.Concat(java, o.JavaOptions)
	settings := map[string]string{"dbms.security.auth_max_failed_attempts": "0"}
	maps.Copy(settings, o.Settings)
	o.Settings = settings
	return o
}
