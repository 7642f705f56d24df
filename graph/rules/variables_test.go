package rules_test

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator"

	"github.com/stakegraph/stakegraph/graph/rules"
)

func loadSchema(t *testing.T) *ast.Schema {
	t.Helper()
	text, err := os.ReadFile("../../schema.graphqls")
	if err != nil {
		t.Fatal(err)
	}
	return gqlparser.MustLoadSchema(&ast.Source{Name: "schema.graphqls", Input: string(text)})
}

func decoded(t *testing.T, text string) (values map[string]any) {
	t.Helper()
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	if err := decoder.Decode(&values); err != nil {
		t.Fatal(err)
	}
	return values
}

// TestVariables: integers for an Int lose their decimal point everywhere, numbers of other types retain their digits,
// and the given values do not change. gqlparser, which runs next, accepts the result.
func TestVariables(t *testing.T) {
	schema := loadSchema(t)
	const given = `{"n": 2.0, "r": 1.0, "f": {"or": [{"foundedYear": {"in": [2014.0, 2015, 20.16e2]}}, {"valuationUsd": {"gte": 1.50}}]},
		"rows": {"name": "x", "foundedYear": 2e3}, "other": 1.0}`
	const want = `{"n": 2, "r": 1.0, "f": {"or": [{"foundedYear": {"in": [2014, 2015, 2016]}}, {"valuationUsd": {"gte": 1.50}}]},
		"rows": {"name": "x", "foundedYear": 2000}, "other": 1.0}`
	doc, errs := gqlparser.LoadQueryWithRules(schema, `query ($n: Int!, $r: Float!, $f: FirmFilter, $rows: [MatchRow!]!, $absent: Int) {
		firms(first: $n, last: $absent, filter: $f) { totalCount }
		network(resolution: $r) { nodeCount }
		match(rows: $rows) { row }
	}`, nil)
	if errs != nil {
		t.Fatal(errs)
	}
	values := decoded(t, given)
	got, wrong := rules.Variables(schema, doc.Operations[0], values)
	if len(wrong) > 0 {
		t.Fatal(wrong)
	}
	if diff := cmp.Diff(decoded(t, want), got); diff != "" {
		t.Errorf("the values become\n%s", diff)
	}
	if diff := cmp.Diff(decoded(t, given), values); diff != "" {
		t.Errorf("the values that were given are changed:\n%s", diff)
	}
	if _, err := validator.VariableValues(schema, doc.Operations[0], got); err != nil {
		t.Errorf("gqlparser refuses them: %v", err)
	}
}

// TestVariablesInGo: values from a Go program are accepted like those from JSON.
func TestVariablesInGo(t *testing.T) {
	schema := loadSchema(t)
	doc, errs := gqlparser.LoadQueryWithRules(schema, `query ($n: Int, $r: Float!, $ids: [ID!]!, $city: String) {
		firms(first: $n, filter: {city: {eq: $city}}) { totalCount } network(resolution: $r) { nodeCount } nodes(ids: $ids) { id }
	}`, nil)
	if errs != nil {
		t.Fatal(errs)
	}
	values := map[string]any{"n": 2, "r": 0.5, "ids": []string{"firm:a", "firm:b"}}
	if got, wrong := rules.Variables(schema, doc.Operations[0], values); len(wrong) > 0 || !cmp.Equal(got, values) {
		t.Errorf("%v, %v", got, wrong)
	}
	type text string
	values["ids"], values["city"] = []text{"firm:a"}, text("Beijing")
	if got, wrong := rules.Variables(schema, doc.Operations[0], values); len(wrong) > 0 || !cmp.Equal(got, values) {
		t.Errorf("%v, %v", got, wrong)
	}
	values["ids"], values["n"] = []string{"firm:a"}, 2.5
	if _, wrong := rules.Variables(schema, doc.Operations[0], values); len(wrong) != 1 || !strings.Contains(wrong[0].Message, "$n`: 2.5") {
		t.Errorf("%v", wrong)
	}
}

// TestManyWrongVariables: only some of very many errors are reported, and none repeats a long name.
func TestManyWrongVariables(t *testing.T) {
	doc, errs := gqlparser.LoadQueryWithRules(loadSchema(t), `query ($f: FirmFilter) { firms(filter: $f) { totalCount } }`, nil)
	if errs != nil {
		t.Fatal(errs)
	}
	filter := map[string]any{}
	for i := range 2000 {
		filter[strings.Repeat("x", 400)+strconv.Itoa(i)] = 1
	}
	_, wrong := rules.Variables(loadSchema(t), doc.Operations[0], map[string]any{"f": filter})
	if len(wrong) != 50 {
		t.Errorf("%d errors are told", len(wrong))
	}
	for _, err := range wrong {
		if len(err.Message) > 600 || len(err.Path.String()) > 100 {
			t.Fatalf("%s: %s", err.Path, err.Message)
		}
	}
}

// TestMissingVariables: each error about a variable without a value compares its name with some of the given names, not
// with thousands.
func TestMissingVariables(t *testing.T) {
	schema := loadSchema(t)
	var definitions, uses []string
	for i := range 200 {
		definitions = append(definitions, fmt.Sprintf("$year%d: Int!", i))
		uses = append(uses, fmt.Sprintf("$year%d", i))
	}
	doc, errs := gqlparser.LoadQueryWithRules(schema, "query ("+strings.Join(definitions, ", ")+") { firms(filter: {foundedYear: {in: ["+
		strings.Join(uses, ", ")+"]}}) { totalCount } }", nil)
	if errs != nil {
		t.Fatal(errs)
	}
	for _, given := range []struct {
		before    int  // names before the similar one
		suggested bool // whether it is suggested
	}{{0, true}, {99, true}, {100, false}, {4000, false}} {
		values := map[string]any{"yaer0": 2015}
		for i := range given.before {
			values[fmt.Sprintf("a%04d", i)] = 1
		}
		_, wrong := rules.Variables(schema, doc.Operations[0], values)
		if len(wrong) != 50 {
			t.Errorf("after %d names: %d errors are told", given.before, len(wrong))
		}
		if suggestion := strings.Contains(wrong[0].Message, "yaer0"); suggestion != given.suggested {
			t.Errorf("after %d names: %s", given.before, wrong[0].Message)
		}
	}
}

// TestPlainVariables: values that fit their types as they are cost nothing.
func TestPlainVariables(t *testing.T) {
	schema := loadSchema(t)
	doc, errs := gqlparser.LoadQueryWithRules(schema, `query ($id: ID!, $text: String!, $yes: Boolean!, $none: Int, $absent: Int) {
		firm(id: $id) { name @include(if: $yes) }
		firms(first: $none, last: $absent, filter: {name: {eq: $text}}) { totalCount }
	}`, nil)
	if errs != nil {
		t.Fatal(errs)
	}
	for _, given := range []string{`{"id": "firm:uisee"}`, `{"text": "x"}`, `{"yes": true}`, `{"none": null}`, `{}`} {
		values := decoded(t, given)
		operation := *doc.Operations[0]
		operation.VariableDefinitions = slices.DeleteFunc(slices.Clone(operation.VariableDefinitions), func(d *ast.VariableDefinition) bool {
			_, has := values[d.Variable]
			return !has && d.Type.NonNull
		})
		allocated := testing.AllocsPerRun(10, func() {
			if got, wrong := rules.Variables(schema, &operation, values); len(wrong) > 0 || len(got) != len(values) {
				t.Fatal(got, wrong)
			}
		})
		if allocated > 0 {
			t.Errorf("%s: %v allocations", given, allocated)
		}
	}
}
