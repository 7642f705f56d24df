package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stakegraph/stakegraph"
	"github.com/stakegraph/stakegraph/internal/pythontest"
)

// writeSnippet writes a file of docs/clients.md into a folder: the code block that follows a line with its name.
func writeSnippet(t *testing.T, folder, name string) {
	t.Helper()
	page, err := os.ReadFile("../docs/clients.md")
	if err != nil {
		t.Fatal(err)
	}
	block := regexp.MustCompile("(?s)\n`" + regexp.QuoteMeta(name) + "`:\n\n```\\w+\n(.*?)\n```\n").FindSubmatch(page)
	if block == nil {
		t.Fatalf("docs/clients.md has no file %s", name)
	}
	if err := os.WriteFile(filepath.Join(folder, name), append(block[1], '\n'), 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestAriadneCodegen generates a client in Python with ariadne-codegen, from the schema, testdata/ariadne/operations.graphql and the
// configuration of docs/clients.md, and runs it against a server.
func TestAriadneCodegen(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("testdata/ariadne")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "schema.graphql"), []byte(stakegraph.SDL()), 0o600); err != nil {
		t.Fatal(err)
	}
	writeSnippet(t, dir, "pyproject.toml")
	generate := pythontest.Command(t, "-c", "from ariadne_codegen.main import main; main()")
	generate.Dir = dir
	if output, err := generate.Output(); err != nil {
		t.Fatalf("ariadne-codegen: %v\n%s", err, output)
	}
	r := start(t, "--listen", "127.0.0.1:0", "--store", frozenStore(t))
	// The generated package is beside the program, and pythontest leaves out the folder of the program.
	client := pythontest.Command(t, "-c", "import sys; sys.path.insert(0, '.'); exec(open('client.py').read())", r.url+"graphql")
	client.Dir = dir
	if output, err := client.Output(); err != nil || strings.TrimSpace(string(output)) != "ok" {
		t.Errorf("the client: %v\n%s", err, output)
	}
	r.end(t)
}
