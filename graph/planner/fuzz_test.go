package planner_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/stakegraph/stakegraph/graph/document"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/planner"
	"github.com/stakegraph/stakegraph/graph/sqlite"
	"github.com/stakegraph/stakegraph/graph/sqlite/sql"
)

// FuzzPlan checks that no document and no variables cause a panic, that every error has a reason, and that SQLite
// accepts the statement of every plan.
func FuzzPlan(f *testing.F) {
	addCases(f)
	addMessages(f)
	schema := loadSchema(f)
	reader := document.NewReader(document.Config{Schema: schema, Limits: document.DefaultLimits, CacheBytes: 1 << 20})
	p := planner.New(schema, plan.DefaultLimits, planner.DefaultPages)
	database, err := sqlite.Open(f.Context(), sqlite.Memory)
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { _ = database.Close() })
	f.Fuzz(func(t *testing.T, query, variables string) {
		doc, errs := reader.Read(query)
		for _, e := range errs {
			if e.Message == "" {
				t.Errorf("%s is refused without a word", query)
			}
		}
		decoder := json.NewDecoder(strings.NewReader(variables))
		decoder.UseNumber()
		var given map[string]any
		if doc == nil || decoder.Decode(&given) != nil {
			return
		}
		for _, operation := range doc.Operations {
			values, errs := reader.Variables(doc, operation.Name, given)
			if len(errs) > 0 {
				continue
			}
			made, err := p.Plan(planner.Operation{Doc: doc.QueryDocument, Definition: operation, Variables: values})
			if err != nil {
				if err.Error() == "" {
					t.Errorf("%s is refused without a word", query)
				}
				continue
			}
			if len(made.Errs) > 0 && made.Errs.Error() == "" {
				t.Errorf("a part of %s is refused without a word", query)
			}
			_ = made.Plan.String()
			if _, err := database.Run(t.Context(), made.Plan); err != nil {
				t.Errorf("%s\n%s\n%v\n%s", query, made.Plan, err, sql.Render(made.Plan, sql.SmallPart).Text)
			}
		}
	})
}

// addCases adds the queries of the cases.
func addCases(f *testing.F) {
	for _, text := range texts(f, "../testdata/cases/*.txtar") {
		query, variables := "", "{}"
		for _, part := range txtar.Parse(text).Files {
			switch part.Name {
			case "query.graphql":
				query = string(part.Data)
			case "variables.json":
				variables = string(part.Data)
			}
		}
		f.Add(query, variables)
	}
}

// addMessages adds the invalid requests whose messages are compared: a query in the first line, and optional variables
// in a later line.
func addMessages(f *testing.F) {
	for _, text := range texts(f, "../testdata/messages/*.txt") {
		for block := range strings.SplitSeq(string(text), "\n\n") {
			query, rest, _ := strings.Cut(block, "\n")
			variables := "{}"
			for line := range strings.Lines(rest) {
				if strings.HasPrefix(line, "{") {
					variables = line
				}
			}
			f.Add(query, variables)
		}
	}
}

// texts returns the contents of the files that match a pattern.
func texts(f *testing.F, pattern string) [][]byte {
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		f.Fatalf("%s: no texts to start from: %v", pattern, err)
	}
	var all [][]byte
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		all = append(all, text)
	}
	return all
}
