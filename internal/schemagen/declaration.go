package schemagen

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"

	"github.com/stakegraph/stakegraph/graph/schema"
)

// declaration reads the declaration of nodes and relationships. It refuses files that Generate does not use.
func declaration(files fs.FS) (*schema.Declaration, error) {
	names, err := fs.Glob(files, "*.graphqls")
	if err != nil {
		return nil, fmt.Errorf("list the files of the schema: %w", err)
	}
	for _, name := range names {
		subject := strings.TrimSuffix(name, ".graphqls")
		if subject != withheld && !slices.Contains(slices.Concat(ahead, behind), subject) {
			return nil, fmt.Errorf("%w: %s has no place in the order of the files", ErrSchema, name)
		}
	}
	if err := checkDirectives(files); err != nil {
		return nil, err
	}
	document := &ast.SchemaDocument{}
	for _, name := range []string{"nodes", "relationships"} {
		part, err := parse(files, name)
		if err != nil {
			return nil, err
		}
		document.Merge(part)
	}
	for _, d := range document.Definitions {
		var inherited *ast.Definition // the last interface has the fields of the others too
		for _, name := range d.Interfaces {
			if inherited = document.Definitions.ForName(name); inherited == nil {
				return nil, fmt.Errorf("%w: %s implements %s, which is not declared", ErrSchema, d.Name, name)
			}
		}
		if inherited == nil {
			continue
		}
		if d.Fields, err = place(inherited.Fields, d.Fields); err != nil {
			return nil, fmt.Errorf("%w of %s", err, d.Name)
		}
	}
	return schema.Read(document), nil
}

// parse parses one of the files.
func parse(files fs.FS, subject string) (*ast.SchemaDocument, error) {
	name := subject + ".graphqls"
	text, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, fmt.Errorf("read the schema: %w", err)
	}
	document, err := parser.ParseSchema(&ast.Source{Name: name, Input: string(text)})
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrSchema, err)
	}
	return document, nil
}

// place inserts further fields into those of a type: each after the field that @after names or, without that directive, after
// the previously inserted one. The first one without it is after the id and the label. A field that is inherited stays where it is.
func place(fields, further ast.FieldList) (ast.FieldList, error) {
	placed := slices.Clone(fields)
	after := "id"
	if placed.ForName("label") != nil {
		after = "label"
	}
	for _, f := range further {
		if placed.ForName(f.Name) != nil {
			continue
		}
		named := schema.Argument(f.Directives, "after", "field")
		after = cmp.Or(named, after)
		at := slices.IndexFunc(placed, func(have *ast.FieldDefinition) bool { return have.Name == after })
		switch {
		case at < 0 && named != "":
			return nil, fmt.Errorf("%w: %s stands after %s, which is no field", ErrSchema, f.Name, named)
		case at < 0:
			at = len(placed) - 1
		}
		placed = slices.Insert(placed, at+1, f)
		after = f.Name
	}
	return placed, nil
}
