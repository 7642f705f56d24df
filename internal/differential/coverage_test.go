package differential_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/rules"
	"pgregory.net/rapid"

	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/planner"
	"github.com/stakegraph/stakegraph/graph/planner/input"
)

// drafts is the number of documents that are expected to cover the schema.
const drafts = 7000

// TestDocumentsReachAll checks that generated documents are valid, that nine in ten are within the default limits and have
// valid arguments, and that together they use every type, field, argument, operator, sort key and enum value of the schema.
func TestDocumentsReachAll(t *testing.T) {
	r := coverage{}
	var stocks [20]*valuePool
	for i := range stocks {
		stocks[i] = collectValues(graphs.Example(i))
	}
	clean := 0
	faults := map[string]int{}
	for i := range uint64(drafts) {
		to := goals()[i%uint64(len(goals()))] // in turn, so that none is left out by chance
		d := rapid.Custom(func(t *rapid.T) document { return documentTo(t, to) }).Example(scattered(i))
		doc, errs := gqlparser.LoadQueryWithRules(querySchema, d.text, rules.NewDefaultRules())
		if len(errs) > 0 {
			t.Fatalf("%v:\n%s", errs, d.text)
		}
		r.selections(doc.Operations[0].SelectionSet)
		for _, f := range doc.Fragments {
			r.selections(f.SelectionSet)
		}
		values := map[string]any{}
		if len(d.variables) > 0 {
			values = d.values(stocks[i%20]).Example(scattered(i))
		}
		for _, v := range d.variables {
			r.variable(v, values[v.name])
		}
		made, err := planner.New(querySchema, plan.DefaultLimits, planner.DefaultPages).Plan(planner.Operation{
			Doc: doc, Definition: doc.Operations[0], Variables: values,
		})
		if err == nil && len(made.Errs) > 0 {
			err = made.Errs
		}
		switch {
		case err == nil:
			clean++
		case errors.Is(err, plan.ErrLimit) || errors.Is(err, input.ErrArgument) || errors.Is(err, input.ErrID):
			faults[err.Error()]++
		default:
			t.Fatalf("%v:\n%s", err, d.text)
		}
	}
	if clean*10 < drafts*9 {
		t.Errorf("of %d documents only %d can be planned: %v", drafts, clean, faults)
	}
	for name, definition := range querySchema.Types {
		if definition.BuiltIn || strings.HasPrefix(name, "__") {
			continue
		}
		for _, value := range definition.EnumValues {
			r.expect(t, name+"."+value.Name)
		}
		for _, f := range fieldsOf(definition) {
			r.expect(t, name+"."+f.Name)
			for _, a := range f.Arguments {
				r.expect(t, name+"."+f.Name+"("+a.Name+":)")
			}
		}
	}
}

// coverage counts the uses of parts of the schema, by name.
type coverage map[string]int

func (r coverage) expect(t *testing.T, name string) {
	t.Helper()
	// The values of these enums in a response depend on the graph.
	kind, _, _ := strings.Cut(name, ".")
	if r[name] == 0 && !slices.Contains([]string{"BatchBasis", "NameProperty", "MatchedBy", "MatchAspect", "NetworkSide"}, kind) {
		t.Errorf("none of %d documents has %s", drafts, name)
	}
}

func (r coverage) selections(selections ast.SelectionSet) {
	for _, s := range selections {
		switch s := s.(type) {
		case *ast.Field:
			name := s.ObjectDefinition.Name + "." + s.Name
			r[name]++
			for _, a := range s.Arguments {
				r[name+"("+a.Name+":)"]++
				r.value(a.Value)
			}
			r.selections(s.SelectionSet)
		case *ast.InlineFragment:
			r.selections(s.SelectionSet)
		}
	}
}

func (r coverage) value(value *ast.Value) {
	if value.Kind == ast.EnumValue {
		r[value.Definition.Name+"."+value.Raw]++
	}
	for _, child := range value.Children {
		if value.Kind == ast.ObjectValue {
			r[value.Definition.Name+"."+child.Name]++
		}
		r.value(child.Value)
	}
}

// variable counts the enum values of a variable.
func (r coverage) variable(v variable, value any) {
	if v.values == nil {
		return
	}
	list, isList := value.([]any)
	if !isList {
		list = []any{value}
	}
	for _, value := range list {
		if name, isName := value.(string); isName {
			r[v.typ.Name()+"."+name]++
		}
	}
}
