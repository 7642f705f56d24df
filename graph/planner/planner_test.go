package planner_test

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/planner"
	"github.com/stakegraph/stakegraph/graph/planner/input"
	"github.com/stakegraph/stakegraph/graph/schema"
)

func loadSchema(t testing.TB) *ast.Schema {
	t.Helper()
	text, err := os.ReadFile("../../schema.graphqls")
	if err != nil {
		t.Fatal(err)
	}
	schema, schemaErr := gqlparser.LoadSchema(&ast.Source{Name: "schema.graphqls", Input: string(text)})
	if schemaErr != nil {
		t.Fatal(schemaErr)
	}
	return schema
}

// planQuery validates and plans a valid query.
func planQuery(t *testing.T, schema *ast.Schema, query string, variables map[string]any) (*plan.Plan, error) {
	t.Helper()
	return planWithin(t, schema, query, variables, plan.DefaultLimits)
}

func planWithin(
	t *testing.T, schema *ast.Schema, query string, variables map[string]any, limits plan.Limits,
) (*plan.Plan, error) {
	t.Helper()
	doc, errs := gqlparser.LoadQueryWithRules(schema, query, rules.NewDefaultRules())
	if len(errs) > 0 {
		t.Fatalf("%s: %v", query, errs)
	}
	values, err := validator.VariableValues(schema, doc.Operations[0], variables)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	made, err := planner.New(schema, limits, planner.DefaultPages).Plan(planner.Operation{
		Doc: doc, Definition: doc.Operations[0], Variables: values,
	})
	if err == nil && len(made.Errs) > 0 {
		err = made.Errs
	}
	return made.Plan, err
}

// TestEveryFieldIsBound plans each field of each object type, each filter and each order of the schema once, so that
// every one has a binding.
func TestEveryFieldIsBound(t *testing.T) {
	schema := loadSchema(t)
	reached := map[string]bool{}
	requested := map[string]bool{} // the input types
	type place struct{ typeName, before, after string }
	places := []place{{"Query", "{ ", " }"}}
	walk := func(typeName, before, after string) {
		if reached[typeName] {
			return
		}
		definition := schema.Types[typeName]
		if definition.Kind != ast.Object && definition.Kind != ast.Interface {
			return
		}
		reached[typeName] = true
		for _, field := range definition.Fields {
			if strings.HasPrefix(field.Name, "__") {
				continue
			}
			required := requiredArguments(schema, field)
			call := field.Name
			if required != "" {
				call += "(" + required + ")"
			}
			target := schema.Types[field.Type.Name()]
			leaf := target.Kind == ast.Scalar || target.Kind == ast.Enum
			query := before + call
			if !leaf {
				query += "{ __typename }"
			}
			if _, err := planQuery(t, schema, query+after, nil); err != nil {
				t.Errorf("%s.%s: %v", typeName, field.Name, err)
			}
			for _, a := range field.Arguments {
				if typeName == "Query" && a.Type.NonNull && a.DefaultValue == nil {
					continue // it is part of call
				}
				if typeName == "Query" && required != "" {
					checkInput(t, schema, requested, field, a, before+field.Name+"("+required+" ", ") { __typename }"+after)
					continue
				}
				selection := "{ totalCount nodes { __typename } }"
				if target.Fields.ForName("totalCount") == nil {
					selection = "{ __typename }"
				}
				checkInput(t, schema, requested, field, a, before+field.Name+"(", ") "+selection+after)
			}
			if !leaf {
				places = append(places, place{target.Name, before + call + "{ ", " }" + after})
			}
		}
		for _, possible := range schema.GetPossibleTypes(definition) {
			if possible.Name != typeName {
				places = append(places, place{possible.Name, naming(possible, before) + "... on " + possible.Name + " { ", " }" + after})
			}
		}
	}
	for len(places) > 0 { // the shortest first
		next := places[0]
		places = places[1:]
		walk(next.typeName, next.before, next.after)
	}
	for name, definition := range schema.Types {
		if definition.Kind == ast.Object && !definition.BuiltIn && !strings.HasPrefix(name, "__") && !reached[name] {
			t.Errorf("the type %s was not reached", name)
		}
	}
}

// naming returns the beginning of a query with an id of a type in place of other ids, if the type is that of a relationship:
// its fields are planned only for such ids.
func naming(of *ast.Definition, before string) string {
	if of.Fields.ForName("start") == nil {
		return before
	}
	for _, prefix := range model.IDPrefixes() {
		rel, is := model.RelTypeOfID(prefix + ":a")
		declared := schema.Declared().Relationships.ForName(of.Name)
		if is && declared != nil && schema.Argument(declared.Directives, "relationship", "type") == rel.String() {
			before = strings.Replace(before, `id: "firm:a"`, `id: "`+prefix+`:a"`, 1)
		}
	}
	return before
}

// requiredArguments returns the required arguments of a field.
func requiredArguments(schema *ast.Schema, field *ast.FieldDefinition) string {
	var all []string
	for _, a := range field.Arguments {
		switch {
		case a.Name == "view":
			all = append(all, "view: STATE_CAPITAL") // the only view that accepts all other arguments
		case !a.Type.NonNull || a.DefaultValue != nil:
		case a.Name == "by":
			all = append(all, "by: ["+schema.Types[a.Type.Name()].EnumValues[0].Name+"]")
		default:
			all = append(all, a.Name+": "+map[string]string{
				"id": `"firm:a"`, "ids": `["firm:a"]`, "at": `"0.999"`, "from": `["firm:a"]`, "to": `["firm:b"]`, "of": `["firm:a"]`,
				"text": `"a"`, "rows": `[{name: "a"}]`, "firms": `["firm:a"]`, "investors": `["firm:a"]`,
			}[a.Name])
		}
	}
	return strings.Join(all, " ")
}

// checkInput plans each field of a filter or an order separately, and each key of groups. An input that several lists
// share is tested for each of them.
func checkInput(
	t *testing.T, schema *ast.Schema, requested map[string]bool, field *ast.FieldDefinition, argument *ast.ArgumentDefinition,
	before, after string,
) {
	definition := schema.Types[argument.Type.Name()]
	if place := field.Type.Name() + "(" + definition.Name + ")"; !requested[place] {
		requested[place], requested[definition.Name] = true, false
	}
	groups := ""
	if by := field.Arguments.ForName("by"); by != nil {
		groups = "by: [" + schema.Types[by.Type.Name()].EnumValues[0].Name + "] "
	}
	check := func(arguments string) {
		query := before + arguments + after
		if _, err := planQuery(t, schema, query, nil); err != nil {
			t.Errorf("%s: %v", query, err)
		}
	}
	if definition.Kind == ast.Enum && argument.Name == "by" {
		for _, value := range definition.EnumValues {
			check("by: [" + value.Name + "]")
		}
	}
	if definition.Kind != ast.InputObject {
		return
	}
	for _, value := range inputValues(schema, definition, requested) {
		check(groups + argument.Name + ": " + value)
	}
}

// inputValues returns an object for each field of an input, with each possible value of the field. For an input that
// was tested before, it returns only the first.
func inputValues(schema *ast.Schema, definition *ast.Definition, requested map[string]bool) []string {
	var all []string
	again := requested[definition.Name]
	requested[definition.Name] = true
	beside := ""
	for _, field := range definition.Fields {
		if field.Type.NonNull && schema.Types[field.Type.Name()].Kind == ast.Scalar {
			beside = field.Name + `: "CNY" `
		}
	}
	for _, field := range definition.Fields {
		input := schema.Types[field.Type.Name()]
		values := []string{operatorValues[field.Type.String()]}
		switch {
		case field.Type.NonNull && input.Kind == ast.Scalar:
			continue
		case field.Name == "filter" && strings.HasSuffix(definition.Name, "Order"):
			beside = "by: {count: ASC} "
			fallthrough
		case input.Kind == ast.InputObject:
			if again && requested[input.Name] && strings.HasSuffix(input.Name, "Filter") {
				values = []string{"{}"}
			} else {
				values = inputValues(schema, input, requested)
			}
		}
		for _, value := range values {
			if field.Type.Elem != nil && input.Kind == ast.InputObject {
				value = "[" + value + "]"
			}
			all = append(all, "{ "+beside+field.Name+": "+value+" }")
		}
		if field.Name == "filter" {
			beside = ""
		}
		if again && len(all) > 0 {
			return all[:1]
		}
	}
	return all
}

var operatorValues = map[string]string{
	"ID": `"a"`, "[ID!]": `["firm:a"]`, "String": `"a"`, "[String!]": `["a"]`, "Int": "1", "[Int!]": "[1]", "Boolean": "true",
	"PathDirection": "ALONG", "SearchKind": "FIRM", "[PathNodeKind!]": "[FIRM]", "StateFundLevel": "CENTRAL", "[StateFundLevel!]": "[CENTRAL]", "Direction": "DESC_NULLS_FIRST",
	"Decimal": `"1.5"`, "[Decimal!]": `["1.5", "-2"]`, "PartialDate": `"2021-05"`, "Certainty": `POSSIBLY from: "2021"`, "[PartialDate!]": `["2021", "2020-01-01"]`,
}

func TestLimits(t *testing.T) {
	schema := loadSchema(t)
	repeat := func(n int, part string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(strings.ReplaceAll(part, "#", string(rune('a'+i/676))+string(rune('a'+i/26%26))+string(rune('a'+i%26))))
		}
		return b.String()
	}
	deep := func(n int) string {
		return `{ firm(id: "firm:a") ` + strings.Repeat("{ investors(first: 1) { nodes { investments(first: 1) { nodes ", n) +
			"{ id }" + strings.Repeat(" } } } }", n) + " }"
	}
	cases := []struct {
		name, query string
		allowed     bool
	}{
		{"parts within", "{ " + repeat(250, `#: firm(id: "firm:#") { id } `) + "}", true},
		{"parts beyond", "{ " + repeat(251, `#: firm(id: "firm:#") { id } `) + "}", false},
		{"depth within", deep(9), true},
		{"depth beyond", deep(10), false},
		{"objects within", `{ firms(first: 999) { nodes { investors(first: 999) { nodes { id } } } } }`, true},
		{"objects beyond", `{ firms(first: 999) { nodes { investors(first: 999) { nodes { id rounds: investments(first: 1) { totalCount } } } } } }`, false},
		{"conditions within", `{ firms(filter: {or: [` + repeat(900, `{name: {eq: "#"}} `) + `]}) { totalCount } }`, true},
		{"conditions beyond", `{ firms(filter: {or: [` + repeat(1001, `{name: {eq: "#"}} `) + `]}) { totalCount } }`, false},
		{"counts within", `{ firms(filter: {investors: {aggregate: {count: {in: [` + repeat(2000, "1 ") + `]}}}}) { totalCount } }`, true},
		{"counts beyond", `{ firms(filter: {investors: {aggregate: {count: {in: [` + repeat(2001, "1 ") + `]}}}}) { totalCount } }`, false},
		{"a fragment that doubles", `{ firm(id: "firm:a") { ...f } }` + doubling(20), false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := planQuery(t, schema, c.query, nil)
			if c.allowed && err != nil {
				t.Errorf("it is refused: %v", err)
			}
			if !c.allowed && (err == nil || !strings.Contains(err.Error(), plan.ErrLimit.Error())) {
				t.Errorf("it is not refused for its size: %v", err)
			}
			var beyond *plan.LimitError
			if !c.allowed && (!errors.As(err, &beyond) || beyond.Figure <= beyond.Most) {
				t.Errorf("it does not say its own figure: %v", err)
			}
		})
	}
}

// doubling returns fragments that each use the next one twice, under two aliases of one relationship.
func doubling(n int) string {
	var b strings.Builder
	name := "f"
	for range n {
		next := name + "f"
		b.WriteString(" fragment " + name + " on Firm { a: investments { nodes { ..." + next + " } } b: investments { nodes { ..." + next + " } } }")
		name = next
	}
	return b.String() + " fragment " + name + " on Firm { id }"
}

// TestManyEnds checks the documented maximum number of ids in an argument.
func TestManyEnds(t *testing.T) {
	ids := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, `"firm:a%d" `, i)
		}
		return b.String()
	}
	for n, fits := range map[int]bool{1: true, 100: true, 101: false} {
		for _, query := range []string{
			`{ paths(from: [` + ids(n) + `], to: ["firm:z"]) { length } }`,
			`{ neighbourhood(of: [` + ids(n) + `]) { nodes { node { id } } } }`,
		} {
			_, err := planQuery(t, loadSchema(t), query, nil)
			if fits && err != nil || !fits && (!errors.Is(err, input.ErrArgument) || !strings.Contains(err.Error(), "100")) {
				t.Errorf("with %d: %v", n, err)
			}
		}
	}
}

// TestPaths checks that each error has its own path, whatever is planned after it, and that the path ends with the first
// list.
func TestPaths(t *testing.T) {
	const query = `{
		a: firm(id: "firm:a") {
			i: investors { e: edges { n: node { x: investments(first: -1) { totalCount } y: investments(first: -2) { totalCount } } } }
			j: rounds { m: nodes { z: investors(after: "?") { totalCount } } }
		}
		b: node(id: "?") { id }
	}`
	_, err := planQuery(t, loadSchema(t), query, nil)
	var errs input.Errors
	if !errors.As(err, &errs) {
		t.Fatalf("%v, want input.Errors", err)
	}
	var paths []string
	for _, err := range errs {
		paths = append(paths, err.Path.String())
	}
	want := []string{"a.i.e", "a.i.e", "a.j.m", "b"}
	if diff := cmp.Diff(want, paths); diff != "" {
		t.Errorf("the paths are\n%s", diff)
	}
}
