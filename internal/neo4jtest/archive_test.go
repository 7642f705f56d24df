//go:build unix

package neo4jtest

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// fakeJDK returns a JDK whose javac writes a class, and whose java fails. Both append their names to the file calls.
func fakeJDK(t *testing.T) (of jdk, calls string) {
	t.Helper()
	home := t.TempDir()
	calls = filepath.Join(home, "calls")
	t.Setenv("CALLS", calls)
	for name, script := range map[string]string{
		"javac": `for argument; do case $before in -d) mkdir "$argument" && echo class >"$argument/Server.class";; esac; before=$argument; done`,
		"java":  "echo 'no room for a heap' >&2; exit 1",
	} {
		text := "#!/bin/sh\necho " + name + " >>\"$CALLS\"\n" + script + "\n"
		if err := os.MkdirAll(filepath.Join(home, "bin"), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(home, "bin", name), []byte(text), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return jdk{home: home, version: "17.0.1", major: 17}, calls
}

// TestBuildWithoutArchive checks that servers start without an archive if Java cannot write one, and that it is tried once.
func TestBuildWithoutArchive(t *testing.T) {
	of, calls := fakeJDK(t)
	var log strings.Builder
	s := &Server{User: "neo4j", options: Options{Version: LTS, Log: &log}, jdk: of, jars: t.TempDir()}
	for range 2 {
		got, err := build(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(got.program); err != nil || got.archive != "" {
			t.Errorf("the program is %v, and the archive %q", err, got.archive)
		}
	}
	if text, err := os.ReadFile(calls); err != nil || string(text) != "javac\njava\n" {
		t.Errorf("called were %q (%v), want each once", text, err)
	}
	if said := log.String(); !strings.Contains(said, "Starts will take longer") || !strings.Contains(said, "no room for a heap") {
		t.Errorf("it says\n%s", said)
	}
}

// TestBuildIsMadeOnce checks that concurrent callers share one build.
func TestBuildIsMadeOnce(t *testing.T) {
	of, calls := fakeJDK(t)
	folder := t.TempDir()
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			s := &Server{options: Options{Version: LTS, Log: &strings.Builder{}}, jdk: of, jars: folder}
			if _, err := build(t.Context(), s); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	if text, err := os.ReadFile(calls); err != nil || strings.Count(string(text), "\n") != 2 {
		t.Errorf("called were %q (%v), want each once", text, err)
	}
}

// TestDamagedBuildIsMadeAnew checks that Java never gets a damaged archive or program.
func TestDamagedBuildIsMadeAnew(t *testing.T) {
	of, calls := fakeJDK(t)
	s := &Server{options: Options{Version: LTS, Log: &strings.Builder{}}, jdk: of, jars: t.TempDir()}
	b, err := build(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	archive := filepath.Join(filepath.Dir(b.program), "classes.jsa")
	for i, damage := range []func() error{
		func() error { return os.WriteFile(archive, []byte("other"), 0o600) },
		func() error { return os.Remove(archive) },
		func() error { return os.Truncate(b.program, 10) },
		func() error { return os.Remove(b.program) },
	} {
		if err := damage(); err != nil {
			t.Fatal(err)
		}
		if again, err := build(t.Context(), s); err != nil || again != b {
			t.Errorf("damage %d: %v (%v), want %v", i, again, err, b)
		}
		if text, err := os.ReadFile(calls); err != nil || strings.Count(string(text), "java\n") != i+2 {
			t.Errorf("damage %d: called were %q (%v)", i, text, err)
		}
	}
}

// TestBuildIsNotHalfMade checks that an interrupted build is repeated the next time.
func TestBuildIsNotHalfMade(t *testing.T) {
	of, _ := fakeJDK(t)
	s := &Server{options: Options{Version: LTS, Log: &strings.Builder{}}, jdk: of, jars: t.TempDir()}
	if got, err := build(cancelled(t), s); err == nil {
		t.Errorf("it gives %v although nobody waits for it", got)
	}
	if all, _ := filepath.Glob(filepath.Join(s.jars, "*", "classes.jsa")); all != nil {
		t.Errorf("there is %v", all)
	}
}
