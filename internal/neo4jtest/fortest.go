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

// shared is the state that the tests of a binary share.
var shared struct {
	inMain bool
	once   sync.Once
	access access
	err    error
}

// access is the address of a server, with credentials.
type access struct {
	uri, user, password string

	end func() // ends the server, or unlocks the server at NEO4J_URI
}

// Main runs the tests of a binary that calls ForTest, and then ends their server:
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

// ForTest returns the URI and credentials of the Neo4j for the tests of this binary: the server at NEO4J_URI, with NEO4J_USER
// and NEO4J_PASSWORD, or one that the first call starts. Tests may change its data in any way. Test binaries on one machine
// with the same NEO4J_URI use it one at a time. The binary's TestMain must call Main.
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

// StartFor starts a server for a single test, which may kill and restart it. The server ends after the test. If the options
// have no folder, it uses a temporary folder of the test.
func StartFor(t testing.TB, o Options) *Server {
	t.Helper()
	s := PrepareFor(t, o)
	if err := s.Restart(t.Context()); err != nil {
		t.Fatal(err)
	}
	return s
}

// PrepareFor is like StartFor but does not start the server, which Restart does.
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

// Require skips a test if Java or Maven is missing, with a message on standard error. With CI=true in the environment the
// test fails instead. ForTest and StartFor call it.
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

// share returns the server at NEO4J_URI, or a new one.
func share() (access, error) {
	ctx := context.Background() // the server outlives the first test
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

// lockServer waits until no other test binary on this machine uses the server, and locks it.
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

// forTests adds options for tests: options of java, except in benchmarks, which use those of a production server, and a
// setting that allows any number of wrong passwords.
func forTests(o Options, java []string) Options {
	if bench := flag.Lookup("test.bench"); bench != nil && bench.Value.String() != "" {
		java = []string{"-Xmx4g"} // loading the generated graph takes half of it
	}
	o.JavaOptions = slices.Concat(java, o.JavaOptions)
	settings := map[string]string{"dbms.security.auth_max_failed_attempts": "0"}
	maps.Copy(settings, o.Settings)
	o.Settings = settings
	return o
}
