package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stakegraph/stakegraph"
)

// TestGenqlient generates a typed client with genqlient, from the flat schema, testdata/genqlient/operations.graphql and
// the configuration of docs/clients.md, in a module of its own, as users of the API do. It runs the client's test against a server.
func TestGenqlient(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("testdata/genqlient")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "schema.graphqls"), []byte(stakegraph.FlatSDL()), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"go.mod", "go.sum"} {
		text, err := os.ReadFile(filepath.Join("..", name))
		if err != nil {
			t.Fatal(err)
		}
		text = bytes.Replace(text, []byte("module github.com/stakegraph/stakegraph\n"), []byte("module client\n"), 1)
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	writeSnippet(t, dir, "genqlient.yml")
	r := start(t, "--listen", "127.0.0.1:0", "--store", frozenStore(t))
	for _, args := range [][]string{{"tool", "genqlient"}, {"test", "-count=1", "."}} {
		command := exec.CommandContext(t.Context(), "go", args...)
		command.Dir = dir
		command.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off", "STAKEGRAPH_URL="+r.url+"graphql")
		if output, err := command.CombinedOutput(); err != nil {
			t.Fatalf("go %v: %v\n%s", args, err, output)
		}
	}
	r.end(t)
}
