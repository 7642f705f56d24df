package schemagen

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"

	"github.com/stakegraph/stakegraph/graph/schema"
)

// ErrSchema says that no schema can be made of what is written in graph/schema.
var ErrSchema = errors.New("no schema can be made")

// The files of graph/schema in the order in which they are in the schema, with the families between them. The directives
// of the declaration are in none: clients do not see them.
var (
	ahead = []string{
		"scalars", "time", "nodes", "facts", "paths", "relationships", "lists", "filters", "aggregates", "groups",
	}
	behind   = []string{"search", "exposure", "networks", "query"}
	withheld = []string{"directives"}
)

// Generate returns the text of schema.graphqls, from the files of graph/schema.
func Generate(files fs.FS) (string, error) {
	declared, err := declaration(files)
	if err != nil {
		return "", err
	}
	g := &generator{declared: declared, named: map[string]*family{}}
	if err := g.check(); err != nil {
		return "", err
	}
	if err := g.read(files, ahead); err != nil {
		return "", err
	}
	if err := g.addFamilies(); err != nil {
		return "", err
	}
	if err := g.read(files, behind); err != nil {
		return "", err
	}
	if err := g.complete(); err != nil {
		return "", err
	}
	text := printed(&g.document)
	if _, err := gqlparser.LoadSchema(&ast.Source{Name: "schema.graphqls", Input: text}); err != nil {
		return "", fmt.Errorf("%w: %w", ErrSchema, err)
	}
	return text, nil
}

// declaration reads the part of the files that declares nodes and relationships, once all files are known to have a place.
func declaration(files fs.FS) (*schema.Declaration, error) {
	names, err := fs.Glob(files, "*.graphqls")
	if err != nil {
		return nil, fmt.Errorf("list the files of the schema: %w", err)
	}
	for _, name := range names {
		if subject := strings.TrimSuffix(name, ".graphqls"); !slices.Contains(slices.Concat(ahead, behind, withheld), subject) {
			return nil, fmt.Errorf("%w: %s has no place in the order of the files", ErrSchema, name)
		}
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
		own := d.Fields
		for _, name := range d.Interfaces { // of which the last has the fields of the others
			inherited := document.Definitions.ForName(name)
			if inherited == nil {
				return nil, fmt.Errorf("%w: %s implements %s, which is not declared", ErrSchema, d.Name, name)
			}
			d.Fields = place(inherited.Fields, own)
		}
	}
	return schema.Read(document), nil
}

// parse reads one of the files.
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

// place puts further fields among those of a type: behind the one that @after names, or else behind the one that was placed
// before, and the first of all behind the id.
func place(fields, further ast.FieldList) ast.FieldList {
	placed := slices.Clone(fields)
	after := "id"
	for _, f := range further {
		if named := schema.Argument(f.Directives, "after", "field"); named != "" {
			after = named
		}
		at := slices.IndexFunc(placed, func(have *ast.FieldDefinition) bool { return have.Name == after })
		if at < 0 {
			at = len(placed) - 1
		}
		placed = slices.Insert(placed, at+1, f)
		after = f.Name
	}
	return placed
}

// generator puts a schema together.
type generator struct {
	declared *schema.Declaration
	document ast.SchemaDocument
	named    map[string]*family
}

// read adds what stands in some files, with the types of nodes and of relationships in full.
func (g *generator) read(files fs.FS, subjects []string) error {
	for _, subject := range subjects {
		document, err := parse(files, subject)
		if err != nil {
			return err
		}
		document.Definitions = slices.DeleteFunc(document.Definitions, func(d *ast.Definition) bool {
			return d.Directives.ForName("node") != nil || d.Directives.ForName("relationship") != nil
		})
		g.document.Merge(document)
		switch subject {
		case "nodes":
			for _, node := range g.declared.Nodes {
				err = errors.Join(err, g.add("node", node))
			}
		case "relationships":
			for _, r := range g.declared.Relationships {
				err = errors.Join(err, g.add("relationship", r))
			}
			err = errors.Join(err, g.add("steps", g.steps()))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// addFamilies adds the families of the types of nodes, and of the lists of relationships.
func (g *generator) addFamilies() error {
	families, err := g.families()
	if err != nil {
		return err
	}
	for _, f := range families {
		for _, of := range f.types() {
			if err := g.addType(f, of); err != nil {
				return err
			}
		}
	}
	var roots []*node
	for _, declared := range g.declared.Nodes {
		if n := newNode(declared); n.List != "" {
			roots = append(roots, n)
		}
	}
	// An interface stands behind the last of the types that it stands for.
	slices.SortStableFunc(roots, func(a, b *node) int { return cmp.Compare(g.last(a), g.last(b)) })
	return g.add("roots", roots)
}

// addType adds one of a family's types. One that families share is written once, and must be the same for all of them.
func (g *generator) addType(f *family, of string) error {
	self := *f
	self.Self = f.Type(of)
	if name := f.shared[of]; name != "" {
		self.Plural = strings.ToLower(name) + "s"
		if shared := g.declared.Nodes.ForName(name); shared != nil {
			self.Plural = newNode(shared).Plural
		}
	}
	document, err := execute(of, &self)
	if err != nil {
		return err
	}
	have := g.document.Definitions.ForName(self.Self)
	if have == nil {
		g.document.Merge(document)
		return nil
	}
	if shape(have) != shape(document.Definitions[0]) {
		return fmt.Errorf("%w: %s shares %s, which is another", ErrSchema, f.Name, self.Self)
	}
	return nil
}

// last returns how far down the last of the types stands that a node can have.
func (g *generator) last(n *node) int {
	kinds := g.kinds(n.Name)
	if len(kinds) == 0 {
		return 2 * slices.Index(g.declared.Nodes, n.Definition)
	}
	return 2*slices.Index(g.declared.Nodes, kinds[len(kinds)-1].Definition) + 1
}

// complete joins extensions to their types, gives the arguments of a page to each field that is one, and a description to
// each field that has none but is declared by an interface.
func (g *generator) complete() error {
	g.drop(g.document.Definitions.ForName(groupKeys))
	for _, extension := range g.document.Extensions {
		extended := g.document.Definitions.ForName(extension.Name)
		extended.Fields = place(extended.Fields, extension.Fields)
	}
	for _, d := range g.document.Definitions {
		for _, f := range d.Fields {
			if row, isPage := strings.CutSuffix(f.Type.Name(), "Connection"); isPage {
				rows := g.named[row]
				if rows == nil {
					return fmt.Errorf("%w: %s.%s is a page of %s, which nothing declares", ErrSchema, d.Name, f.Name, row)
				}
				arguments, err := pageArguments(rows)
				if err != nil {
					return err
				}
				f.Arguments = append(f.Arguments, arguments...)
			}
			for _, name := range d.Interfaces {
				if declared := g.document.Definitions.ForName(name).Fields.ForName(f.Name); declared != nil && f.Description == "" {
					f.Description = declared.Description
				}
			}
		}
	}
	return nil
}

// drop takes a type out of the schema.
func (g *generator) drop(definition *ast.Definition) {
	g.document.Definitions = slices.DeleteFunc(g.document.Definitions, func(d *ast.Definition) bool { return d == definition })
}
