package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/formatter"
)

// The files of the check, from the root of the project.
const (
	schemaFile    = "schema.graphqls"
	changelogFile = "CHANGELOG.md"
	releasedFile  = "internal/schemadiff/released.graphqls"
)

// errBreaks is the error for breaking changes without an entry.
var errBreaks = errors.New("breaking changes without an entry")

// main is run in the root of the project.
func main() {
	base := flag.String("base", "", "compare with this commit, and not with the last release")
	release := flag.Bool("release", false, "keep the schema as that of the newest version of "+changelogFile)
	flag.Parse()
	var err error
	if *release {
		err = keep(".")
	} else {
		err = check(os.Stdout, ".", *base)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "schemadiff:", err)
		os.Exit(1)
	}
}

// check compares the schema of a project with the schema of its last release, or of a commit.
func check(out io.Writer, root, base string) error {
	page, err := os.ReadFile(filepath.Join(root, changelogFile))
	if err != nil {
		return fmt.Errorf("read the changelog: %w", err)
	}
	log := readChangelog(string(page))
	var before *ast.Schema
	var earlier changelog
	if base == "" {
		before, err = released(root, log.released)
	} else {
		before, earlier, err = committed(root, base)
	}
	if err != nil {
		return err
	}
	text, err := os.ReadFile(filepath.Join(root, schemaFile))
	if err != nil {
		return fmt.Errorf("read the schema: %w", err)
	}
	after, err := parse(schemaFile, string(text))
	if err != nil {
		return err
	}
	return report(out, compare(before, after), log.since(earlier))
}

// report prints the changes, and returns an error if an entry is missing.
func report(out io.Writer, changes []change, entries []string) error {
	missing := unnamed(changes, entries)
	breaking := 0
	for _, c := range changes {
		if c.dangerous {
			fmt.Fprintf(out, "note: %s: %s (%s, breaks no query)\n", c.at, c.text, c.rule)
		} else {
			breaking++
		}
	}
	switch {
	case breaking == 0:
		fmt.Fprintln(out, "breaking changes: none")
		return nil
	case len(missing) == 0:
		fmt.Fprintf(out, "breaking changes: %d, each with an entry in %s\n", breaking, changelogFile)
		return nil
	}
	removed := map[string]bool{}
	for _, c := range missing {
		removed[c.at] = c.rule == "TYPE_REMOVED"
	}
	for _, c := range missing {
		if !removed[c.was] { // an entry for a removed type covers its fields
			fmt.Fprintf(out, "%s: %s (%s)\n", c.at, c.text, c.rule)
		}
	}
	fmt.Fprintf(out, "Clients may rely on what the schema had. Undo the change, or describe it in %s under \"### Breaking\" of the\n"+
		"section [Unreleased], in an entry that names it in code: `%s`. A star stands for letters: `Commitment*Group`.\n",
		changelogFile, missing[0].at)
	return fmt.Errorf("%w in %s: %d of %d", errBreaks, changelogFile, len(missing), breaking)
}

// released reads the schema of the last release. A copy is stored next to this code, so that the check needs no Git history.
// If the repository has the release's tag, the copy must be equal to the tagged schema.
func released(root, version string) (*ast.Schema, error) {
	text, err := os.ReadFile(filepath.Join(root, releasedFile))
	if err != nil {
		return nil, fmt.Errorf("read the schema of the last release: %w", err)
	}
	if first, _, _ := strings.Cut(string(text), "\n"); first != heading(version) {
		return nil, fmt.Errorf("%s begins with %q, want %q: a release keeps its schema with `go run ./internal/schemadiff -release`",
			releasedFile, first, heading(version))
	}
	remaining, err := parse(releasedFile, string(text))
	if err != nil || version == "" {
		return remaining, err
	}
	tagged, err := show(root, "v"+version, schemaFile)
	if err != nil {
		return remaining, nil // a clone without tags
	}
	schema, err := parse(schemaFile+" of v"+version, tagged)
	if err != nil {
		return nil, err
	}
	if plain(remaining) != plain(schema) {
		return nil, fmt.Errorf("%s is not the schema of v%s: it changes only with a release", releasedFile, version)
	}
	return remaining, nil
}

// committed reads the schema and the changelog of a commit.
func committed(root, base string) (*ast.Schema, changelog, error) {
	text, err := show(root, base, schemaFile)
	if err != nil {
		return nil, changelog{}, err
	}
	page, err := show(root, base, changelogFile)
	if err != nil {
		return nil, changelog{}, err
	}
	schema, err := parse(schemaFile+" of "+base, text)
	return schema, readChangelog(page), err
}

// show returns a file of a commit.
func show(root, commit, name string) (string, error) {
	git := exec.Command("git", "-C", root, "show", commit+":./"+name)
	var fault strings.Builder
	git.Stderr = &fault
	text, err := git.Output()
	if err != nil {
		return "", fmt.Errorf("read %s of %s: %w: %s", name, commit, err, strings.TrimSpace(fault.String()))
	}
	return string(text), nil
}

// keep stores a copy of the schema as that of the newest version of the changelog.
func keep(root string) error {
	page, err := os.ReadFile(filepath.Join(root, changelogFile))
	if err != nil {
		return fmt.Errorf("read the changelog: %w", err)
	}
	text, err := os.ReadFile(filepath.Join(root, schemaFile))
	if err != nil {
		return fmt.Errorf("read the schema: %w", err)
	}
	schema, err := parse(schemaFile, string(text))
	if err != nil {
		return err
	}
	remaining := heading(readChangelog(string(page)).released) + "\n\n" + plain(schema)
	if err := os.WriteFile(filepath.Join(root, releasedFile), []byte(remaining), 0o644); err != nil {
		return fmt.Errorf("keep the schema: %w", err)
	}
	return nil
}

// heading returns the first line of the stored copy of a version's schema.
func heading(version string) string {
	if version == "" {
		return "# The schema that the first release will be compared with. Written by internal/schemadiff."
	}
	return "# The schema of version " + version + ". Written by internal/schemadiff."
}

func parse(name, text string) (*ast.Schema, error) {
	schema, err := gqlparser.LoadSchema(&ast.Source{Name: name, Input: text})
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	return schema, nil
}

// plain returns the text of a schema without descriptions.
func plain(schema *ast.Schema) string {
	var b strings.Builder
	formatter.NewFormatter(&b, formatter.WithoutDescription(), formatter.WithIndent("  ")).FormatSchema(schema)
	return b.String()
}
