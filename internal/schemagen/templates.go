package schemagen

import (
	"bytes"
	"embed"
	"fmt"
	"text/template"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
)

//go:embed templates
var templateFiles embed.FS

var templates = template.Must(template.New("").Funcs(template.FuncMap{"noun": noun, "article": article}).
	ParseFS(templateFiles, "templates/*.tmpl"))

// add adds the types that a template produces for a value.
func (g *generator) add(name string, value any) error {
	document, err := execute(name, value)
	if err != nil {
		return err
	}
	g.document.Merge(document)
	return nil
}

// execute parses the SDL that a template produces for a value.
func execute(name string, value any) (*ast.SchemaDocument, error) {
	var text bytes.Buffer
	if err := templates.ExecuteTemplate(&text, name, value); err != nil {
		return nil, fmt.Errorf("write %s: %w", name, err)
	}
	document, err := parser.ParseSchema(&ast.Source{Name: name, Input: text.String()})
	if err != nil {
		return nil, fmt.Errorf("%w: %w in\n%s", ErrSchema, err, text.String())
	}
	return document, nil
}

// argumentsOf returns the arguments that a template writes as the fields of an input type.
func argumentsOf(name string, value any) (arguments ast.ArgumentDefinitionList, err error) {
	document, err := execute(name, value)
	if err != nil {
		return nil, err
	}
	for _, f := range document.Definitions[0].Fields {
		arguments = append(arguments, &ast.ArgumentDefinition{Description: f.Description, Name: f.Name, Type: f.Type})
	}
	return arguments, nil
}
