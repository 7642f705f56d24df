package main

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

// main is run by go generate in the root of the project.
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
	var ofChapters, ofSubjects []page
	for _, c := range chapters {
		sections, err := c.sections(filepath.Join(root, "graph/testdata/cases"), schema)
		if err != nil {
			return fmt.Errorf("chapter %q: %w", c.title, err)
		}
		ofChapters = append(ofChapters, page{c.title, c.text, sections}.split()...)
	}
	for _, s := range subjects {
		ofSubjects = append(ofSubjects, page{title: s.title, sections: s.sections(schema)}.split()...)
	}
	if err := write(filepath.Join(root, "docs"), ofChapters, ofSubjects); err != nil {
		return fmt.Errorf("write the reference: %w", err)
	}
	return nil
}

// write replaces the pages of the reference, and the page that lists them.
func write(docs string, ofChapters, ofSubjects []page) error {
	if err := os.RemoveAll(filepath.Join(docs, folder)); err != nil {
		return err
	}
	if err := os.Mkdir(filepath.Join(docs, folder), 0o755); err != nil {
		return err
	}
	pages := slices.Concat(ofChapters, ofSubjects)
	texts := map[string]string{folder + ".md": index(ofChapters, ofSubjects)}
	for _, p := range pages {
		texts[path.Join(folder, p.name())] = p.String()
	}
	for name, text := range texts {
		if err := os.WriteFile(filepath.Join(docs, filepath.FromSlash(name)), []byte(place(text, name, pages)), 0o644); err != nil {
			return err
		}
	}
	return nil
}
