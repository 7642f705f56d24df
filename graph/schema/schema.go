package schema

import (
	_ "embed" // for the declaration
	"sync"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
)

var (
	//go:embed nodes.graphqls
	nodes string
	//go:embed relationships.graphqls
	relationships string
)

// Declared returns the declaration of the project.
var Declared = sync.OnceValue(func() *Declaration {
	document, err := parser.ParseSchema(&ast.Source{Name: "the declaration", Input: nodes + relationships})
	if err != nil {
		panic("schema: " + err.Error())
	}
	return Read(document)
})

// Declaration is what nodes and relationships are declared as.
type Declaration struct {
	Nodes         ast.DefinitionList // interfaces among them
	Relationships ast.DefinitionList
	Ends          []End
}

// Read finds the declaration in a document in which each type stands behind its interfaces. Types that do not have the
// fields of these yet have them then, behind their own.
func Read(document *ast.SchemaDocument) *Declaration {
	d := &Declaration{}
	for _, definition := range document.Definitions {
		for _, name := range definition.Interfaces {
			for _, f := range document.Definitions.ForName(name).Fields {
				if definition.Fields.ForName(f.Name) == nil {
					definition.Fields = append(definition.Fields, f)
				}
			}
		}
		if definition.Directives.ForName("node") != nil {
			d.Nodes = append(d.Nodes, definition)
		}
		if definition.Directives.ForName("relationship") == nil {
			continue
		}
		d.Relationships = append(d.Relationships, definition)
		for _, f := range definition.Fields {
			if f.Directives.ForName("end") != nil {
				d.Ends = append(d.Ends, End{f, definition})
			}
		}
	}
	return d
}

// End is the field start or end of a relationship that is listed from its other end, with the nodes at this one.
type End struct {
	*ast.FieldDefinition
	Of *ast.Definition
}

// List returns what the names of the list's types begin with, such as InvestmentFirm.
func (e End) List() string { return e.Of.Name + e.Type.Name() }

// Argument returns a text that a directive is given, or nothing where it is not given or not there.
func Argument(directives ast.DirectiveList, directive, argument string) string {
	if is := directives.ForName(directive); is != nil {
		if given := is.Arguments.ForName(argument); given != nil {
			return given.Value.Raw
		}
	}
	return ""
}
