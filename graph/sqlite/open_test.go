package sqlite_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/sqlite"
	"github.com/stakegraph/stakegraph/graph/store"
)

// TestForeignFiles checks that a foreign file is rejected with advice, and not changed by a byte.
func TestForeignFiles(t *testing.T) {
	database := func(statements ...string) func(t *testing.T, path string) {
		return func(t *testing.T, path string) {
			db, err := sql.Open("sqlite", path)
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			for _, statement := range append([]string{"CREATE TABLE t (a)"}, statements...) {
				if _, err := db.Exec(statement); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	text := func(content string) func(t *testing.T, path string) {
		return func(t *testing.T, path string) {
			if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	for name, make := range map[string]func(t *testing.T, path string){
		"a text":                     text("not a database\n"),
		"a long text":                text(strings.Repeat("not a database\n", 1000)),
		"another program's database": database(),
		"with a number of its own":   database("PRAGMA application_id = 7"),
		"a later layout":             database("PRAGMA application_id = 1400138599", "PRAGMA user_version = 99"),
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "foreign.db")
			make(t, path)
			before, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			opened, err := sqlite.Open(t.Context(), path)
			if !errors.Is(err, store.ErrForeign) || !strings.Contains(err.Error(), path) {
				t.Errorf("it is opened as %v with the error %v, want ErrForeign and its path", opened, err)
			}
			after, err := os.ReadFile(path)
			if err != nil || !bytes.Equal(before, after) {
				t.Errorf("the file has changed: %v", err)
			}
			if others, _ := filepath.Glob(path + "?*"); len(others) > 0 {
				t.Errorf("there are now files beside it: %q", others)
			}
		})
	}
}

func TestOpenAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a folder with spaces, ?s and #s", "graph.db")
	if opened, err := sqlite.Open(t.Context(), path); !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("a database in a folder that is not there is opened as %v, %v", opened, err)
	}
	if err := os.Mkdir(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	for round := range 3 {
		s, err := sqlite.Open(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		if empty, err := s.Empty(t.Context()); err != nil || empty != (round == 0) {
			t.Errorf("opened for the %d. time it is empty: %t, %v", round+1, empty, err)
		}
		tally, err := s.Load(t.Context(), func(w store.Writer) error {
			return w.Node(model.Node{Label: model.Firm, Properties: model.Properties{model.ID: "firm:a", model.Name: "A"}})
		})
		want := store.Tally{Unchanged: 1}
		if round == 0 {
			want = store.Tally{Created: 1}
		}
		if err != nil || tally != want {
			t.Errorf("load %d gives %+v, %v, want %+v", round+1, tally, err, want)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
}

// TestEmptyFile checks that an empty file becomes a database, like a missing one.
func TestEmptyFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "graph.db")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		s, err := sqlite.Open(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// TestMemoriesAreApart checks that two databases in memory share nothing.
func TestMemoriesAreApart(t *testing.T) {
	for i := range 2 {
		s, err := sqlite.Open(context.Background(), sqlite.Memory)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		tally, err := s.Load(t.Context(), func(w store.Writer) error {
			return w.Node(model.Node{Label: model.Firm, Properties: model.Properties{model.ID: "firm:a", model.Name: fmt.Sprint(i)}})
		})
		if err != nil || tally.Created != 1 {
			t.Errorf("database %d: %+v, %v", i, tally, err)
		}
	}
}
