//go:build unix

package sqlite_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/stakegraph/stakegraph/graph/sqlite"
	"github.com/stakegraph/stakegraph/graph/store"
)

// TestPathBelowAFile checks that the error for a path below a file contains the path.
func TestPathBelowAFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(file, "graph.db")
	opened, err := sqlite.Open(t.Context(), path)
	if !errors.Is(err, store.ErrUnavailable) || !strings.Contains(err.Error(), "cannot open "+path) {
		t.Errorf("%s is opened as %v with the error %v, want ErrUnavailable and its path", path, opened, err)
	}
}

// TestIrregularFiles checks that a path that is not a regular file is rejected with an error that contains it, and that
// opening a pipe does not block.
func TestIrregularFiles(t *testing.T) {
	folder := t.TempDir()
	pipe := filepath.Join(folder, "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{pipe, folder, "/dev/null", "/dev/zero"} {
		opened, err := sqlite.Open(t.Context(), path)
		if !errors.Is(err, store.ErrForeign) || !strings.Contains(err.Error(), path) {
			t.Errorf("%s is opened as %v with the error %v, want ErrForeign and its path", path, opened, err)
		}
	}
	if others, _ := filepath.Glob(pipe + "?*"); len(others) > 0 {
		t.Errorf("there are now files beside it: %q", others)
	}
}
