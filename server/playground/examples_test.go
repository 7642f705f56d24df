package playground

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator"
	"github.com/vektah/gqlparser/v2/validator/rules"
)

// TestExamplesAreValid validates the example queries and their variables against the schema.
func TestExamplesAreValid(t *testing.T) {
	text, err := os.ReadFile("../../schema.graphqls")
	if err != nil {
		t.Fatal(err)
	}
	schema, err := gqlparser.LoadSchema(&ast.Source{Name: "schema.graphqls", Input: string(text)})
	if err != nil {
		t.Fatal(err)
	}
	examples, err := Examples()
	if err != nil {
		t.Fatal(err)
	}
	if len(examples) != 13 {
		t.Errorf("%d examples, want 13", len(examples))
	}
	names := map[string]bool{}
	for _, e := range examples {
		first, _, _ := strings.Cut(e.Query, "\n")
		if !strings.HasPrefix(first, "# ") {
			t.Errorf("an example does not begin with a comment that says what it shows: %q", first)
		}
		query, errs := gqlparser.LoadQueryWithRules(schema, e.Query, rules.NewDefaultRules())
		if errs != nil {
			t.Errorf("%s\n%v", first, errs)
			continue
		}
		if len(query.Operations) != 1 || query.Operations[0].Name == "" || names[query.Operations[0].Name] {
			t.Errorf("%s\nwant one operation, with a name of its own, which is its tab's title", first)
			continue
		}
		names[query.Operations[0].Name] = true
		variables := map[string]any{}
		if e.Variables != "" {
			if err := json.Unmarshal([]byte(e.Variables), &variables); err != nil {
				t.Errorf("%s\nvariables: %v", first, err)
			}
		}
		if _, err := validator.VariableValues(schema, query.Operations[0], variables); err != nil {
			t.Errorf("%s\nvariables: %v", first, err)
		}
	}
}

// TestFirstExampleHasNoVariables exists because GraphiQL does not show the variables of the first tab.
func TestFirstExampleHasNoVariables(t *testing.T) {
	examples, err := Examples()
	if err != nil {
		t.Fatal(err)
	}
	if examples[0].Variables != "" {
		t.Error("the first example has variables")
	}
}
