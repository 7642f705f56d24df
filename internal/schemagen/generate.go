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

	"github.com/stakegraph/stakegraph/graph/schema"
)

// ErrSchema is wrapped by the errors about the files of graph/schema.
var ErrSchema = errors.New("no schema can be made")

// The files of graph/schema in their order in the schema. The families are between them.
var (
	ahead = []string{
		"scalars", "time", "nodes", "facts", "paths", "relationships", "lists", "filters", "aggregates", "groups",
	}
	behind = []string{"search", "exposure", "networks", "query"}
)

// withheld is the file that is not part of the schema: the directives of the declaration are not public.
const withheld = "directives"

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
	if err := g.addTimes(); err != nil {
		return "", err
	}
	text := printed(&g.document)
	if _, err := gqlparser.LoadSchema(&ast.Source{Name: "schema.graphqls", Input: text}); err != nil {
		return "", fmt.Errorf("%w: %w", ErrSchema, err)
	}
	return text, nil
}

// generator builds the schema.
type generator struct {
	declared *schema.Declaration
	document ast.SchemaDocument
	named    map[string]*family // by the prefix of their types
}

// read adds the content of some files, with the complete types of nodes and relationships.
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

// addFamilies adds the families of types of nodes and of lists of relationships.
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
		for of := range f.shared {
			if !slices.Contains(f.types(), of) {
				return fmt.Errorf("%w: %s shares %s, which it has not", ErrSchema, f.Name, of)
			}
		}
	}
	var roots []*node
	for _, declared := range g.declared.Nodes {
		if n := newNode(declared); n.List != "" {
			roots = append(roots, n)
		}
	}
	// An interface follows the last of the types that implement it.
	slices.SortStableFunc(roots, func(a, b *node) int { return cmp.Compare(g.last(a), g.last(b)) })
	return g.add("roots", roots)
}

// addType adds a type of a family. A shared type is written once, and must be the same for all families that share it.
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

// last returns the position of the last type that implements an interface, or of the type itself.
func (g *generator) last(n *node) int {
	kinds := g.kinds(n.Name)
	if len(kinds) == 0 {
		return 2 * slices.Index(g.declared.Nodes, n.Definition)
	}
	return 2*slices.Index(g.declared.Nodes, kinds[len(kinds)-1].Definition) + 1
}

// complete joins extensions with their types, and adds the arguments of pages to fields that are pages, and the descriptions
// of interfaces to fields without one.
func (g *generator) complete() error {
	g.drop(g.document.Definitions.ForName(groupKeys))
	for _, extension := range g.document.Extensions {
		extended := g.document.Definitions.ForName(extension.Name)
		var err error
		if extended.Fields, err = place(extended.Fields, extension.Fields); err != nil {
			return fmt.Errorf("%w of %s", err, extended.Name)
		}
	}
	for _, d := range g.document.Definitions {
		for _, f := range d.Fields {
			if row, isPage := schema.List(f.Type.Name()); isPage {
				rows := g.named[row]
				if rows == nil {
					return fmt.Errorf("%w: %s.%s is a page of %s, which nothing declares", ErrSchema, d.Name, f.Name, row)
				}
				arguments, err := argumentsOf("page arguments", rows)
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

// drop removes a type from the schema.
func (g *generator) drop(definition *ast.Definition) {
	g.document.Definitions = slices.DeleteFunc(g.document.Definitions, func(d *ast.Definition) bool { return d == definition })
}
