package neo4jtest

import (
	"context"
	"os"
	"strings"
	"sync"
	"testing"
)

// outcome is a test that records how it ended.
type outcome struct {
	testing.TB
	skipped, failed bool
}

func (o *outcome) Helper()      {}
func (o *outcome) Skip(...any)  { o.skipped = true }
func (o *outcome) Fatal(...any) { o.failed = true }

func TestRequire(t *testing.T) {
	var said strings.Builder
	warned, warnings = sync.Once{}, &said
	t.Cleanup(func() { warned, warnings = sync.Once{}, os.Stderr })
	missing := Options{JavaHome: t.TempDir()} // without a JDK
	for _, test := range []struct {
		name            string
		ci              string
		options         Options
		skipped, failed bool
	}{
		{"on a person's machine", "", missing, true, false},
		{"under CI", "true", missing, false, true},
		{"with a wrong version", "", Options{Version: "5"}, false, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Setenv("CI", test.ci)
			got := &outcome{TB: t}
			Require(got, test.options)
			Require(got, test.options)
			if got.skipped != test.skipped || got.failed != test.failed {
				t.Errorf("skipped %v, failed %v", got.skipped, got.failed)
			}
		})
	}
	if n := strings.Count(said.String(), "*** WITHOUT NEO4J"); n != 1 {
		t.Errorf("the warning is there %d times, want once:\n%s", n, said.String())
	}
}

// cancelled returns a cancelled context.
func cancelled(t *testing.T) context.Context {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	return ctx
}

// TestForTestUsesTheServerGiven tests the part of ForTest that starts no server.
func TestForTestUsesTheServerGiven(t *testing.T) {
	fakeHome := t.TempDir()
	t.Setenv("HOME", fakeHome)
	t.Setenv("XDG_CACHE_HOME", fakeHome)
	t.Setenv("NEO4J_URI", "neo4j://db.example:7687")
	t.Setenv("NEO4J_USER", "")
	t.Setenv("NEO4J_PASSWORD", "word")
	got, err := share()
	if err != nil {
		t.Fatal(err)
	}
	defer got.end()
	if got.uri != "neo4j://db.example:7687" || got.user != "neo4j" || got.password != "word" {
		t.Errorf("it is %s as %q with %q", got.uri, got.user, got.password)
	}
	if unlock, err := lockServer(cancelled(t), got.uri); err == nil {
		unlock()
		t.Error("two test binaries get it at the same time")
	}
}
