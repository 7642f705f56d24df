package main

import (
	"fmt"
	"os"

	"github.com/99designs/gqlgen/api"
	"github.com/99designs/gqlgen/codegen/config"
	"github.com/vektah/gqlparser/v2/ast"
)

func main() {
	if err := generate(); err != nil {
		fmt.Fprintln(os.Stderr, "gqlgen:", err)
		os.Exit(1)
	}
}

func generate() error {
	configured, err := config.LoadConfig("gqlgen.yml")
	if err != nil {
		return fmt.Errorf("read gqlgen.yml: %w", err)
	}
	return api.Generate(configured, api.AddPlugin(narrowing{}))
}

// standIn is the only root field that code is generated for. Package graph answers all other root fields, so code for their
// types would never run.
const standIn = "standIn"

// narrowing reduces the schema for code generation. The schema that is embedded and served stays complete.
type narrowing struct{}

// Name returns the name of the plugin.
func (narrowing) Name() string { return "narrowing" }

// MutateSchema removes everything but introspection and the stand-in for the root fields.
func (narrowing) MutateSchema(schema *ast.Schema) error {
	schema.Query.Interfaces = nil
	schema.Query.Fields = ast.FieldList{
		schema.Query.Fields.ForName("__schema"), schema.Query.Fields.ForName("__type"),
		{Name: standIn, Type: ast.NonNullNamedType("Boolean", nil), Position: schema.Query.Position},
	}
	for name, definition := range schema.Types {
		if !definition.BuiltIn && definition != schema.Query {
			delete(schema.Types, name)
		}
	}
	for name, directive := range schema.Directives {
		if !directive.Position.Src.BuiltIn {
			delete(schema.Directives, name)
		}
	}
	return nil
}
