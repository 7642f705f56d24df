package schemagen_test

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

// alike has the types that may have the same shape but different names, with the reason.
var alike = map[string]string{
	"ActivitySectorFilter PartSectorFilter":                   sectors,
	"ActivitySectorListFilter PartSectorListFilter":           sectors,
	"ActivitySectorOrder PartSectorOrder":                     sectors,
	"ActivitySectorAggregateFilter PartSectorAggregateFilter": sectors,
	"ActivitySectorAggregateKey PartSectorAggregateKey":       sectors,
	"ActivitySectorAggregateOrder PartSectorAggregateOrder":   sectors,
	"ActivitySteps PartSteps":                                 sectors,
}

const sectors = "a firm's work in a sector and a part of a sector are different facts, each soon with its own fields"

// TestNoShapeHasTwoNames checks that types with the same fields, compared recursively, are one type: clients then need only
// one variable for it, and readers learn it once. Types that implement an interface are exempt, since their names have a
// meaning.
func TestNoShapeHasTwoNames(t *testing.T) {
	text, err := os.ReadFile("../../schema.graphqls")
	if err != nil {
		t.Fatal(err)
	}
	schema, err := gqlparser.LoadSchema(&ast.Source{Input: string(text)})
	if err != nil {
		t.Fatal(err)
	}
	if found := slices.Sorted(maps.Keys(alike)); !slices.Equal(found, sameShapes(schema)) {
		t.Errorf("of one shape are\n%s\nand may be\n%s", strings.Join(sameShapes(schema), "\n"), strings.Join(found, "\n"))
	}
}

// TestShapesAreCompared checks that shapes depend on fields, at any depth, but not on names of types.
func TestShapesAreCompared(t *testing.T) {
	schema := gqlparser.MustLoadSchema(&ast.Source{Input: `
		type Query { a: A b: B c: C d(x: X, y: Y): D e: E }
		type A { next: A of: D } type B { next: A of: E } type C { next: B of: Int } type D { id: ID } type E { id: ID }
		input X { and: [X!] n: Int } input Y { and: [Y!] n: Int }
	`})
	if got, want := sameShapes(schema), []string{"A B", "D E", "X Y"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// sameShapes returns the names of types with the same shape. Types of a kind start in one class, which is split by their
// fields until nothing changes.
func sameShapes(schema *ast.Schema) (same []string) {
	class := map[string]string{} // of each type, by its name
	for name, d := range schema.Types {
		class[name] = string(d.Kind)
		if d.BuiltIn || d.Kind == ast.Scalar || d.Kind == ast.Interface || len(d.Interfaces) > 0 {
			class[name] = name
		}
	}
	for classes := 0; ; {
		members := map[string][]string{}
		for name, d := range schema.Types {
			shape := class[name]
			for _, f := range d.Fields {
				shape += fmt.Sprint("\n", f.Name, strings.Replace(f.Type.String(), f.Type.Name(), class[f.Type.Name()], 1))
				for _, a := range f.Arguments {
					typ := strings.Replace(a.Type.String(), a.Type.Name(), class[a.Type.Name()], 1)
					shape += fmt.Sprint(" ", a.Name, typ, a.DefaultValue)
				}
			}
			for _, v := range d.EnumValues {
				shape += "\n" + v.Name
			}
			members[shape] = append(members[shape], name)
		}
		for _, names := range members {
			slices.Sort(names)
			for _, name := range names {
				class[name] = strings.Join(names, " ")
			}
		}
		if len(members) == classes {
			break
		}
		classes = len(members)
	}
	for name, names := range class {
		if strings.HasPrefix(names, name+" ") {
			same = append(same, names)
		}
	}
	slices.Sort(same)
	return same
}
