package neo4j_test

import (
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/rules"
)

// TestDocumentsReachAll holds that generated documents are valid, and that there is no field, argument, operator or
// sort key of the schema that they never have.
func TestDocumentsReachAll(t *testing.T) {
	const enough = 3000
	seen := map[string]bool{}
	for i := range enough {
		text := documents.Example(i).text
		doc, errs := gqlparser.LoadQueryWithRules(querySchema, text, rules.NewDefaultRules())
		if len(errs) > 0 {
			t.Fatalf("%v:\n%s", errs, text)
		}
		reach(seen, doc.Operations[0].SelectionSet)
		for _, f := range doc.Fragments {
			reach(seen, f.SelectionSet)
		}
	}
	for name, definition := range querySchema.Types {
		if definition.BuiltIn || strings.HasPrefix(name, "__") {
			continue
		}
		for _, f := range fieldsOf(definition) {
			if !seen[name+"."+f.Name] {
				t.Errorf("none of %d documents has %s.%s", enough, name, f.Name)
			}
			for _, a := range f.Arguments {
				if !seen[name+"."+f.Name+" "+a.Name] {
					t.Errorf("none of %d documents has %s.%s(%s:)", enough, name, f.Name, a.Name)
				}
			}
		}
	}
}

func reach(seen map[string]bool, selections ast.SelectionSet) {
	for _, s := range selections {
		switch s := s.(type) {
		case *ast.Field:
			name := s.ObjectDefinition.Name + "." + s.Name
			seen[name] = true
			for _, a := range s.Arguments {
				seen[name+" "+a.Name] = true
				reachValue(seen, a.Value)
			}
			reach(seen, s.SelectionSet)
		case *ast.InlineFragment:
			reach(seen, s.SelectionSet)
		}
	}
}

func reachValue(seen map[string]bool, value *ast.Value) {
	for _, child := range value.Children {
		if value.Kind == ast.ObjectValue {
			seen[value.Definition.Name+"."+child.Name] = true
		}
		reachValue(seen, child.Value)
	}
}
