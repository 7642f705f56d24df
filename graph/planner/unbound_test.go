package planner_test

import (
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/stakegraph/stakegraph/graph/planner/input"
)

// TestUnboundOrdersAreRefused checks that a list cannot be sorted by a field without a binding, nor by one whose nodes
// are not a connection.
func TestUnboundOrdersAreRefused(t *testing.T) {
	text, err := os.ReadFile("../../schema.graphqls")
	if err != nil {
		t.Fatal(err)
	}
	for _, field := range []string{"weather", "sources"} {
		schema, schemaErr := gqlparser.LoadSchema(
			&ast.Source{Name: "schema.graphqls", Input: string(text)},
			&ast.Source{Name: "more.graphqls", Input: "extend input FirmOrder { " + field + ": Int }"},
		)
		if schemaErr != nil {
			t.Fatal(schemaErr)
		}
		_, err := planQuery(t, schema, "{ firms(orderBy: [{ "+field+": 1 }]) { totalCount } }", nil)
		if !errors.Is(err, input.ErrArgument) || !strings.Contains(err.Error(), "sorting by this field is not supported") {
			t.Errorf("%s: %v", field, err)
		}
	}
}

// TestUnboundFieldsAreRefused checks that a field without a binding is an error on each kind of type, and is not
// confused with another.
func TestUnboundFieldsAreRefused(t *testing.T) {
	text, err := os.ReadFile("../../schema.graphqls")
	if err != nil {
		t.Fatal(err)
	}
	for typeName, query := range map[string]string{
		"Query":          `{ weather { name } }`,
		"Firm":           `{ firms { nodes { weather { name } } } }`,
		"FirmConnection": `{ firms { weather { name } } }`,
		"PageInfo":       `{ firms { pageInfo { weather { name } } } }`,
		"FirmGroup":      `{ firms { groups(by: [CITY]) { nodes { weather { name } } } } }`,
	} {
		schema, schemaErr := gqlparser.LoadSchema(
			&ast.Source{Name: "schema.graphqls", Input: string(text)},
			&ast.Source{Name: "more.graphqls", Input: "extend type " + typeName + " { weather: Firm }"},
		)
		if schemaErr != nil {
			t.Fatal(schemaErr)
		}
		_, err := planQuery(t, schema, query, nil)
		if !errors.Is(err, input.ErrArgument) || !strings.Contains(err.Error(), `unknown field "weather"`) {
			t.Errorf("%s: %v", query, err)
		}
	}
}
