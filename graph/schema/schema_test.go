package schema_test

import (
	"slices"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/schema"
)

// TestModelIsDeclared checks that each node that has a list of its own, and each type of relationship between such
// nodes, is declared, and that relationships are listed from at least one of their ends.
func TestModelIsDeclared(t *testing.T) {
	declared := schema.Declared()
	for _, label := range model.Listed.Labels() {
		node := declared.Nodes.ForName(label.String())
		if node == nil {
			t.Errorf("%s is not declared", label)
			continue
		}
		for _, field := range []string{"field", "list"} {
			if schema.Argument(node.Directives, "node", field) == "" {
				t.Errorf("%s is not declared with a %s", label, field)
			}
		}
	}
	for _, rel := range model.AllRelTypes() {
		from, to := rel.Ends()
		isDeclared := slices.ContainsFunc(declared.Ends, func(end schema.End) bool {
			return schema.Argument(end.Of.Directives, "relationship", "type") == rel.String()
		})
		if between := (from|to)&^model.Listed == 0; between != isDeclared {
			t.Errorf("%s is declared and listed: %v, want %v", rel, isDeclared, between)
		}
	}
}

// TestFieldsAreInherited checks that a type has the fields of all its interfaces, each once.
func TestFieldsAreInherited(t *testing.T) {
	fund := schema.Declared().Nodes.ForName("StateFund")
	for _, name := range []string{"id", "sources", "name", "size", "limitedPartners", "level"} {
		count := 0
		for _, f := range fund.Fields {
			if f.Name == name {
				count++
			}
		}
		if count != 1 {
			t.Errorf("a state fund has %s %d times", name, count)
		}
	}
}

// TestArgument checks that a missing argument is "".
func TestArgument(t *testing.T) {
	directives := ast.DirectiveList{{Name: "node", Arguments: ast.ArgumentList{
		{Name: "list", Value: &ast.Value{Raw: "firms", Kind: ast.StringValue}},
	}}}
	for _, c := range []struct{ directive, argument, want string }{
		{"node", "list", "firms"}, {"node", "field", ""}, {"end", "list", ""},
	} {
		if got := schema.Argument(directives, c.directive, c.argument); got != c.want {
			t.Errorf("@%s(%s:) is %q, want %q", c.directive, c.argument, got, c.want)
		}
	}
}
