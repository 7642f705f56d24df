package stakegraph

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/formatter"
	"github.com/vektah/gqlparser/v2/parser"
)

// SDL returns the text of schema.graphqls.
func SDL() string { return sources[0].Input }

// FlatSDL returns the schema without interfaces that implement other interfaces, which some generators of clients do not support.
// Every object type lists all of its interfaces, so only the relation between two interfaces is lost. A field of an interface whose
// type then no longer covers that of the same field in an object type is omitted from the interface: the schema would be invalid.
func FlatSDL() string {
	document, err := parser.ParseSchema(sources[0])
	if err != nil {
		panic(fmt.Sprintf("the embedded schema: %v", err)) // the program does not start with such a schema
	}
	for _, definition := range document.Definitions {
		if definition.Kind == ast.Interface {
			definition.Interfaces = nil
			definition.Fields = slices.DeleteFunc(definition.Fields, func(field *ast.FieldDefinition) bool {
				return !coversAll(document.Definitions, definition.Name, field)
			})
		}
	}
	var text strings.Builder
	formatter.NewFormatter(&text, formatter.WithIndent("  ")).FormatSchemaDocument(document)
	return text.String()
}

// coversAll reports whether the type of an interface's field covers that of the field in every object type with this interface,
// if no interface implements another one.
func coversAll(definitions ast.DefinitionList, implemented string, field *ast.FieldDefinition) bool {
	for _, object := range definitions {
		if object.Kind != ast.Object || !slices.Contains(object.Interfaces, implemented) {
			continue
		}
		covered := object.Fields.ForName(field.Name).Type.Name()
		if covered == field.Type.Name() {
			continue
		}
		if inner := definitions.ForName(covered); inner == nil || inner.Kind != ast.Object {
			return false
		}
	}
	return true
}
