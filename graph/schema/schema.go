package schema

import (
	_ "embed" // for the declaration
	"strings"
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

// Declaration contains the declared nodes and relationships.
type Declaration struct {
	Nodes         ast.DefinitionList // including interfaces
	Relationships ast.DefinitionList
	Ends          []End
}

// Read extracts the declaration from a document in which each type comes after its interfaces. It adds missing fields
// of the interfaces to their types, after the types' own fields.
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

// End is the field start or end of a relationship that is listed from its other end, with the nodes at this end.
type End struct {
	*ast.FieldDefinition
	Of *ast.Definition
}

// List returns the prefix of the names of the list's types, such as InvestmentFirm.
func (e End) List() string { return e.Of.Name + e.Type.Name() }

// List returns the prefix of the names of a list's types from the name of its connection, and whether it is one of rows. A
// connection of groups is not.
func List(typeName string) (prefix string, is bool) {
	if strings.HasSuffix(typeName, "GroupConnection") {
		return "", false
	}
	if prefix, is = strings.CutSuffix(typeName, "Connection"); is {
		return prefix, true
	}
	return "", false
}

// Argument returns the text of a directive's argument, or "" if the directive or the argument is missing.
func Argument(directives ast.DirectiveList, directive, argument string) string {
	if is := directives.ForName(directive); is != nil {
		if given := is.Arguments.ForName(argument); given != nil {
			return given.Value.Raw
		}
	}
	return ""
}
