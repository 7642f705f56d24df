package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

const (
	oldSchema = "type Query { a: Int b: Int }"
	newSchema = "type Query { a(c: Int): Int }"
	unsaid    = "## [Unreleased]\n"
	said      = unsaid + "\n### Breaking\n\n- `Query.b` is gone.\n"
)

// project writes a project with the given schema and changelog, whose last release had the old schema.
func project(t *testing.T, schema, page string) string {
	t.Helper()
	root := t.TempDir()
	write(t, root, releasedFile, heading("")+"\n\n"+oldSchema)
	write(t, root, schemaFile, schema)
	write(t, root, changelogFile, page)
	return root
}

func write(t *testing.T, root, name, text string) {
	t.Helper()
	file := filepath.Join(root, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// commit commits the project under a tag.
func commit(t *testing.T, root, tag string) {
	t.Helper()
	for _, arguments := range [][]string{
		{"init", "-q"},
		{"add", "."},
		{"-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false", "commit", "-q", "-m", "a"},
		{"tag", tag},
	} {
		if text, err := exec.Command("git", append([]string{"-C", root}, arguments...)...).CombinedOutput(); err != nil {
			t.Fatalf("git %s: %v\n%s", arguments, err, text)
		}
	}
}

// TestCheck checks that a breaking change fails without an entry and passes with one, and that a dangerous change is a note.
func TestCheck(t *testing.T) {
	var out strings.Builder
	if err := check(&out, project(t, newSchema, unsaid), ""); !errors.Is(err, errBreaks) {
		t.Errorf("without an entry: %v", err)
	}
	for _, part := range []string{"note: Query.a(c:): it was added (OPTIONAL_ARG_ADDED", "Query.b: it was removed (FIELD_REMOVED)", "names it in code: `Query.b`"} {
		if !strings.Contains(out.String(), part) {
			t.Errorf("%q is not in\n%s", part, out.String())
		}
	}
	out.Reset()
	was, is := oldSchema+" type T { f: U } type U { f: Int }", oldSchema+" type T { f: V } type V { f: Int }"
	root := project(t, is, unsaid)
	write(t, root, releasedFile, heading("")+"\n\n"+was)
	if err := check(&out, root, ""); !errors.Is(err, errBreaks) || !strings.HasPrefix(out.String(), "U: it was removed (TYPE_REMOVED)\nClients may") {
		t.Errorf("a type that is gone is told with its fields: %v\n%s", err, out.String())
	}
	out.Reset()
	if err := check(&out, project(t, newSchema, said), ""); err != nil || !strings.Contains(out.String(), "breaking changes: 1, each with") {
		t.Errorf("with an entry: %v\n%s", err, out.String())
	}
	if err := check(&out, project(t, oldSchema, unsaid), ""); err != nil {
		t.Errorf("without a change: %v", err)
	}
}

// TestCheckAgainstCommit checks that entries which the commit already had do not count.
func TestCheckAgainstCommit(t *testing.T) {
	var out strings.Builder
	root := project(t, oldSchema, said)
	commit(t, root, "base")
	if err := check(&out, root, "base"); err != nil {
		t.Errorf("without a change: %v", err)
	}
	write(t, root, schemaFile, newSchema)
	if err := check(&out, root, "base"); !errors.Is(err, errBreaks) {
		t.Errorf("with an earlier entry: %v", err)
	}
	write(t, root, changelogFile, said+"- `Query.b` is gone, really.\n")
	if err := check(&out, root, "base"); err != nil {
		t.Errorf("with a new entry: %v", err)
	}
	if err := check(&out, root, "none"); err == nil {
		t.Error("a commit that there is not can be compared with")
	}
}

// TestRelease checks that a release stores its schema, and that nothing else changes the stored copy.
func TestRelease(t *testing.T) {
	var out strings.Builder
	const released = unsaid + "\n## [1.0.0]\n\n### Breaking\n\n- `Query.b` is gone.\n"
	root := project(t, newSchema, released)
	if err := check(&out, root, ""); err == nil || !strings.Contains(err.Error(), "-release") {
		t.Errorf("a release without its schema: %v", err)
	}
	if err := keep(root); err != nil {
		t.Fatal(err)
	}
	commit(t, root, "v1.0.0")
	if err := check(&out, root, ""); err != nil {
		t.Errorf("after the release: %v", err)
	}
	write(t, root, schemaFile, "type Query { c: Int }")
	if err := check(&out, root, ""); !errors.Is(err, errBreaks) {
		t.Errorf("with another break: %v", err)
	}
	if err := keep(root); err != nil {
		t.Fatal(err)
	}
	if err := check(&out, root, ""); err == nil || !strings.Contains(err.Error(), "is not the schema of v1.0.0") {
		t.Errorf("with a break that the kept schema hides: %v", err)
	}
}
