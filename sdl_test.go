package stakegraph

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

// TestFlatSDL checks that the flat schema is valid, that none of its interfaces implements another one, and that it has no other
// difference, except for a few fields of interfaces.
func TestFlatSDL(t *testing.T) {
	whole := gqlparser.MustLoadSchema(&ast.Source{Input: SDL()})
	flat, err := gqlparser.LoadSchema(&ast.Source{Input: FlatSDL()})
	if err != nil {
		t.Fatal(err)
	}
	var removed []string
	for name, want := range whole.Types {
		got := flat.Types[name]
		if got == nil {
			t.Errorf("%s is not in the flat schema", name)
			continue
		}
		interfaces, fields := slices.Clone(want.Interfaces), partsOf(want)
		if want.Kind == ast.Interface {
			interfaces = nil
			fields = slices.DeleteFunc(fields, func(field string) bool {
				isRemoved := !slices.Contains(partsOf(got), field)
				if isRemoved {
					removed = append(removed, name+"."+field)
				}
				return isRemoved
			})
		}
		if diff := cmp.Diff(interfaces, slices.Clone(got.Interfaces)); diff != "" {
			t.Errorf("the interfaces of %s (-want +got):\n%s", name, diff)
		}
		if diff := cmp.Diff(fields, partsOf(got)); diff != "" || want.Kind != got.Kind || want.Description != got.Description {
			t.Errorf("%s differs:\n%s", name, diff)
		}
	}
	if len(flat.Types) != len(whole.Types) {
		t.Errorf("%d types, want %d", len(flat.Types), len(whole.Types))
	}
	slices.Sort(removed)
	if diff := cmp.Diff([]string{"Relationship.end: Node!", "Relationship.start: Node!"}, removed); diff != "" {
		t.Errorf("fields that the interfaces no longer have (-want +got):\n%s", diff)
	}
}

// partsOf returns the fields of a type with their arguments and types, the values of an enum, and the members of a union.
func partsOf(definition *ast.Definition) []string {
	parts := slices.Clone(definition.Types)
	for _, f := range definition.Fields {
		part := f.Name
		for _, argument := range f.Arguments {
			part += " " + argument.Name + ": " + argument.Type.String()
			if argument.DefaultValue != nil {
				part += " = " + argument.DefaultValue.String()
			}
		}
		parts = append(parts, part+": "+f.Type.String())
	}
	for _, value := range definition.EnumValues {
		parts = append(parts, value.Name)
	}
	return parts
}
