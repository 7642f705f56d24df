package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stakegraph/stakegraph/internal/neo4jtest"
)

// TestRun starts a server, and stops it after the hint is printed.
func TestRun(t *testing.T) {
	neo4jtest.Require(t, neo4jtest.Options{})
	folder := filepath.Join(t.TempDir(), "it's here")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var out, log strings.Builder
	if err := run(ctx, []string{"-port", "0", "-dir", folder}, &stopping{&out, cancel}, &log); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"  export STAKEGRAPH_STORE=bolt://127.0.0.1:", "  export NEO4J_USER=neo4j\n",
		fmt.Sprintf("  export NEO4J_PASSWORD=\"$(cat '%s')\"\n", strings.ReplaceAll(folder, "'", `'\''`)+"/password"),
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the hint has no %q:\n%s", want, out.String())
		}
	}
	if !strings.HasSuffix(log.String(), "s\nStopping Neo4j\n") {
		t.Errorf("it says:\n%s", log.String())
	}
}

func TestRunWithWrongArguments(t *testing.T) {
	for _, args := range [][]string{{"-port", "many"}, {"-nonsense"}, {"start"}} {
		var log strings.Builder
		if err := run(t.Context(), args, &log, &log); !errors.Is(err, errUsage) || log.Len() == 0 {
			t.Errorf("%q gives %v and says %q", args, err, log.String())
		}
	}
}

func TestRunCheck(t *testing.T) {
	t.Setenv("STAKEGRAPH_JAVA_HOME", t.TempDir())
	var log strings.Builder
	if err := run(t.Context(), []string{"-check"}, &log, &log); !errors.Is(err, neo4jtest.ErrNotInstalled) {
		t.Errorf("with no JDK: %v", err)
	}
}

// stopping is a writer that cancels a context on each write.
type stopping struct {
	*strings.Builder
	cancel context.CancelFunc
}

func (s *stopping) Write(text []byte) (int, error) {
	s.cancel()
	return s.Builder.Write(text)
}
