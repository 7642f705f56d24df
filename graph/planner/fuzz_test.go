package planner_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"
	"github.com/vektah/gqlparser/v2/validator/rules"
	"golang.org/x/tools/txtar"

	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/planner"
	"github.com/stakegraph/stakegraph/graph/sqlite"
	"github.com/stakegraph/stakegraph/graph/sqlite/sql"
)

// FuzzPlan holds that no valid document panics, and that every plan renders as a statement that SQLite takes.
func FuzzPlan(f *testing.F) {
	files, err := filepath.Glob("../testdata/cases/*.txtar")
	if err != nil || len(files) == 0 {
		f.Fatalf("no cases to start from: %v", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		archive := txtar.Parse(text)
		query, variables := "", "{}"
		for _, part := range archive.Files {
			switch part.Name {
			case "query.graphql":
				query = string(part.Data)
			case "variables.json":
				variables = string(part.Data)
			}
		}
		f.Add(query, variables)
	}
	schema := loadSchema(f)
	p := planner.New(schema, plan.DefaultLimits, planner.DefaultPages)
	database, err := sqlite.Open(f.Context(), sqlite.Memory)
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { _ = database.Close() })
	f.Fuzz(func(t *testing.T, query, variables string) {
		parsed, parseErr := parser.ParseQueryWithTokenLimit(&ast.Source{Input: query}, 2000)
		if parseErr != nil || len(parsed.Operations) == 0 {
			return
		}
		doc, errs := gqlparser.LoadQueryWithRules(schema, query, rules.NewDefaultRules())
		if len(errs) > 0 {
			return
		}
		var given map[string]any
		if json.Unmarshal([]byte(variables), &given) != nil {
			return
		}
		for _, operation := range doc.Operations {
			values, err := validator.VariableValues(schema, operation, given)
			if err != nil {
				continue
			}
			made, _, planErr := p.Plan(planner.Operation{Doc: doc, Definition: operation, Variables: values})
			if planErr != nil {
				continue
			}
			_ = made.String()
			if _, err := database.Run(t.Context(), made); err != nil {
				t.Errorf("%s\n%s\n%v\n%s", query, made, err, sql.Render(made, sql.SmallPart).Text)
			}
		}
	})
}
