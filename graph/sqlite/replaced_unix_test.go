//go:build unix && !race

package sqlite_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/sqlite"
	"github.com/stakegraph/stakegraph/graph/store"
)

// TestReplacedFile checks that a database whose file was deleted or replaced is not ready, that nothing is written to
// the new file or to the deleted one, and that no other file is read.
func TestReplacedFile(t *testing.T) {
	for name, replace := range map[string]func(path string) error{
		"deleted": os.Remove,
		"another database": func(path string) error {
			other, s := filled(t)
			return errors.Join(s.Close(), os.Rename(other, path))
		},
		"another file": func(path string) error {
			other := filepath.Join(t.TempDir(), "other")
			return errors.Join(os.WriteFile(other, []byte("something else"), 0o600), os.Rename(other, path))
		},
		"a folder": func(path string) error { return errors.Join(os.Remove(path), os.Mkdir(path, 0o700)) },
	} {
		t.Run(name, func(t *testing.T) {
			path, s := filled(t)
			if err := errors.Join(s.Ping(t.Context()), readFirms(t, s)); err != nil {
				t.Fatal(err)
			}
			if err := replace(path); err != nil {
				t.Fatal(err)
			}
			before, existed := os.Stat(path)
			_, loaded := s.Load(t.Context(), func(w store.Writer) error {
				return w.Node(model.Node{Label: model.Firm, Properties: model.Properties{model.ID: "firm:new", model.Name: "New"}})
			})
			for of, err := range map[string]error{
				"ping": s.Ping(t.Context()), "load": loaded, "stream": s.Stream(t.Context(), nil, &countingWriter{}),
			} {
				if !errors.Is(err, store.ErrReplaced) || !errors.Is(err, store.ErrUnavailable) || !strings.Contains(err.Error(), "delete "+path+"-wal and "+path+"-shm") {
					t.Errorf("%s: %v, want ErrReplaced and what to do", of, err)
				}
			}
			for range 20 { // more than the connections, one of which has the old file open
				if err := readFirms(t, s); !errors.Is(err, store.ErrReplaced) {
					t.Fatalf("a plan: %v, want ErrReplaced", err)
				}
			}
			after, exists := os.Stat(path)
			if errors.Is(existed, fs.ErrNotExist) != errors.Is(exists, fs.ErrNotExist) || exists == nil && !os.SameFile(before, after) {
				t.Errorf("the file in its place: %v, was %v", exists, existed)
			}
		})
	}
}

// TestFileThatCannotBeLookedFor checks that a file that may still exist is not reported as replaced.
func TestFileThatCannotBeLookedFor(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "folder")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	s, err := sqlite.Open(t.Context(), filepath.Join(folder, "graph.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := errors.Join(os.Rename(folder, folder+"-away"), os.WriteFile(folder, nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	if err := s.Ping(t.Context()); !errors.Is(err, store.ErrUnavailable) || errors.Is(err, store.ErrReplaced) {
		t.Errorf("ping: %v, want ErrUnavailable and not ErrReplaced", err)
	}
}

// TestTruncatedFile checks that reading from a file that was truncated in place, as a copy over it does at first,
// returns an error and does not end the program.
func TestTruncatedFile(t *testing.T) {
	path, s := filled(t)
	if err := readFirms(t, s); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(path, 0); err != nil {
		t.Fatal(err)
	}
	for range 20 { // more than the connections
		if err := readFirms(t, s); !errors.Is(err, store.ErrReplaced) {
			t.Fatalf("a plan: %v, want ErrReplaced", err)
		}
		if err := s.Ping(t.Context()); !errors.Is(err, store.ErrReplaced) {
			t.Fatalf("ping: %v, want ErrReplaced", err)
		}
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}
