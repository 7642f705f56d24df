package input

import (
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
)

// TestVariableBelow: the variable of a value is found by its path, whether the path has indexes of lists or not.
func TestVariableBelow(t *testing.T) {
	variable := func(name string) *ast.Value { return &ast.Value{Kind: ast.Variable, Raw: name} }
	literal := &ast.Value{Kind: ast.StringValue, Raw: "x"}
	list := func(values ...*ast.Value) *ast.Value {
		of := &ast.Value{Kind: ast.ListValue}
		for _, value := range values {
			of.Children = append(of.Children, &ast.ChildValue{Value: value})
		}
		return of
	}
	object := func(name string, value *ast.Value) *ast.Value {
		return &ast.Value{Kind: ast.ObjectValue, Children: ast.ChildValueList{{Name: name, Value: value}}}
	}
	for name, c := range map[string]struct {
		value *ast.Value
		steps []string
		want  string
	}{
		"itself":                      {variable("a"), nil, "a"},
		"within a variable":           {variable("a"), []string{"or", "1"}, "a"},
		"a literal":                   {literal, nil, ""},
		"the second of a list":        {list(variable("a"), variable("b")), []string{"1"}, "b"},
		"a literal beside a variable": {list(variable("a"), literal), []string{"1"}, ""},
		"beyond a list":               {list(literal), []string{"1"}, ""},
		"any of a list":               {list(literal, object("eq", variable("b"))), []string{"eq"}, "b"},
		"one value for a list":        {variable("a"), []string{"0"}, "a"},
		"one object for a list":       {object("eq", variable("a")), []string{"0", "eq"}, "a"},
		"a field":                     {object("eq", variable("a")), []string{"eq"}, "a"},
		"another field":               {object("eq", variable("a")), []string{"ne"}, ""},
		"nothing":                     {nil, []string{"eq"}, ""},
	} {
		if got := variableBelow(c.value, c.steps); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
