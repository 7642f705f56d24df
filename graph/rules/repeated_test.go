package rules_test

import (
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator/core"

	"github.com/stakegraph/stakegraph/graph/rules"
)

// brokenRules returns the violations of the rules in a document.
func brokenRules(t *testing.T, schema *ast.Schema, text string) (found []*gqlerror.Error) {
	t.Helper()
	document, err := parser.ParseQuery(&ast.Source{Input: text})
	if err != nil {
		t.Fatal(err)
	}
	observers := &core.Events{}
	for _, rule := range rules.All() {
		rule.RuleFunc(observers, func(options ...core.ErrorOption) {
			err := &gqlerror.Error{Rule: rule.Name}
			for _, option := range options {
				option(err)
			}
			found = append(found, err)
		})
	}
	core.Walk(schema, document, observers)
	return found
}

// TestRepeatedFields: if an object has a field twice, each value is checked once. Otherwise the work would double with
// every level of nested objects.
func TestRepeatedFields(t *testing.T) {
	const levels = 90
	filter := strings.Repeat("{not: {inner: 1}, not: ", levels) + "{}" + strings.Repeat("}", levels)
	var unknown []string
	for _, err := range brokenRules(t, loadSchema(t), "{ firms(filter: "+strings.Repeat("{not: ", 2)+"{xyz: 1}, not: {abc: 1}}, not: "+
		filter+"}) { totalCount } }") {
		if err.Rule == "ValuesOfCorrectType" {
			unknown = append(unknown, err.Message)
		}
	}
	const most = 50 // errors of one value
	if len(unknown) != most {
		t.Fatalf("%d errors", len(unknown))
	}
	for i, field := range []string{`"xyz"`, `"abc"`, `"inner"`} {
		if !strings.Contains(unknown[i], "unknown field "+field) {
			t.Errorf("error %d: %s", i, unknown[i])
		}
	}
}
