//go:build unix

package neo4jtest

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// fakeMaven replaces mvn by a script, and gives the test a cache of its own.
func fakeMaven(t *testing.T, script string) (cache string) {
	t.Helper()
	folder := t.TempDir()
	t.Setenv("HOME", folder)
	t.Setenv("XDG_CACHE_HOME", filepath.Join(folder, "cache"))
	t.Setenv("CALLS", filepath.Join(folder, "calls"))
	programs := filepath.Join(folder, "bin")
	t.Setenv("PATH", programs+string(os.PathListSeparator)+os.Getenv("PATH"))
	if err := os.Mkdir(programs, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(programs, "mvn"), []byte("#!/bin/sh\n"+script), 0o755); err != nil {
		t.Fatal(err)
	}
	cache, err := cacheDir()
	if err != nil {
		t.Fatal(err)
	}
	return cache
}

const fetching = `
echo "$*" >>"$CALLS"
test -f pom.xml || exit 3
for i in $(seq 250); do echo "Downloaded from somewhere: $i"; done
for argument; do case $argument in -DoutputDirectory=*) out=${argument#*=};; esac; done
mkdir "$out" && touch "$out/neo4j-` + LTS + `.jar"
`

func TestJarsAreFetchedOnce(t *testing.T) {
	cache := fakeMaven(t, fetching)
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			folder, err := jars(t.Context(), LTS, jdk{}, io.Discard)
			if want := filepath.Join(cache, LTS); err != nil || folder != want {
				t.Errorf("jars are in %q (%v), want %q", folder, err, want)
			}
		})
	}
	wait.Wait()
	calls, err := os.ReadFile(os.Getenv("CALLS"))
	if err != nil || strings.Count(string(calls), "\n") != 1 || !strings.Contains(string(calls), "-Dneo4j.version="+LTS+" ") {
		t.Errorf("mvn is called so (%v), want once for %s:\n%s", err, LTS, calls)
	}
	if left, _ := filepath.Glob(filepath.Join(cache, "part*")); left != nil {
		t.Errorf("%v is left over", left)
	}
	if err := checkJars(LTS); err != nil {
		t.Errorf("with the jars there: %v", err)
	}
}

func TestJarsTellsHowFarItIs(t *testing.T) {
	fakeMaven(t, fetching)
	var log strings.Builder
	if _, err := jars(t.Context(), LTS, jdk{}, &log); err != nil {
		t.Fatal(err)
	}
	if !strings.HasSuffix(log.String(), "\n100 files fetched\n200 files fetched\n") {
		t.Errorf("it says:\n%s", log.String())
	}
}

func TestJarsNotToBeHad(t *testing.T) {
	for name, test := range map[string]struct{ script, want string }{
		"mvn fails":             {"echo '[INFO] so far'; echo '[ERROR] no such version'; exit 1", "[ERROR] no such version"},
		"mvn brings too little": {"exit 0", "there is no neo4j-" + LTS + ".jar"},
	} {
		t.Run(name, func(t *testing.T) {
			cache := fakeMaven(t, test.script)
			_, err := jars(t.Context(), LTS, jdk{}, io.Discard)
			if err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "so far") {
				t.Errorf("error %v, want %q in it", err, test.want)
			}
			if fetched(filepath.Join(cache, LTS), LTS) {
				t.Error("there are jars all the same")
			}
		})
	}
}

func TestJarsWithoutMaven(t *testing.T) {
	fakeMaven(t, "exit 1")
	t.Setenv("PATH", t.TempDir())
	if err := checkJars(LTS); !errors.Is(err, ErrNotInstalled) {
		t.Errorf("checkJars: %v", err)
	}
	if _, err := jars(t.Context(), LTS, jdk{}, io.Discard); !errors.Is(err, ErrNotInstalled) {
		t.Errorf("jars: %v", err)
	}
}

func TestFetchingCanBeCancelled(t *testing.T) {
	cache := fakeMaven(t, "exec sleep 1000")
	ctx, cancel := context.WithCancelCause(t.Context())
	cancelled := errors.New("enough")
	log := writer(func(text []byte) {
		if strings.HasPrefix(string(text), "Fetching") {
			cancel(cancelled)
		}
	})
	if _, err := jars(ctx, LTS, jdk{}, log); err == nil {
		t.Error("no error")
	}
	if left, _ := filepath.Glob(filepath.Join(cache, "part*")); left != nil {
		t.Errorf("%v is left over", left)
	}
}

type writer func([]byte)

func (w writer) Write(text []byte) (int, error) {
	w(text)
	return len(text), nil
}
