package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

// main is run by go generate, in the root of the project.
func main() {
	if err := run("."); err != nil {
		fmt.Fprintln(os.Stderr, "reference:", err)
		os.Exit(1)
	}
}

// run writes the reference of the project in a folder.
func run(root string) error {
	text, err := os.ReadFile(filepath.Join(root, "schema.graphqls"))
	if err != nil {
		return fmt.Errorf("read the schema: %w", err)
	}
	schema, err := gqlparser.LoadSchema(&ast.Source{Name: "schema.graphqls", Input: string(text)})
	if err != nil {
		return fmt.Errorf("read the schema: %w", err)
	}
	var page bytes.Buffer
	page.WriteString(preface)
	for _, c := range chapters {
		if err := c.write(&page, filepath.Join(root, "graph/testdata/cases"), schema); err != nil {
			return fmt.Errorf("chapter %q: %w", c.title, err)
		}
	}
	writeTypes(&page, schema)
	if err := os.WriteFile(filepath.Join(root, "docs/reference.md"), page.Bytes(), 0o644); err != nil {
		return fmt.Errorf("write the reference: %w", err)
	}
	return nil
}
