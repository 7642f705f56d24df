package introspection_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/stakegraph/stakegraph/graph/introspection"
)

var introspected = introspection.Of(gqlparser.MustLoadSchema(&ast.Source{Input: `
	"What is asked." schema { query: Query }
	directive @marked(old: Int @deprecated, new: [Int!]! = [1]) repeatable on FIELD | QUERY
	type Query { thing(old: Int @deprecated, new: Kind = GOOD): Thing! gone: [[Int!]]! @deprecated(reason: "never was") }
	interface Thing { id: ID }
	interface Part implements Thing { id: ID }
	type Wheel implements Part & Thing { id: ID }
	type Frame implements Thing { id: ID }
	union Any = Wheel | Frame
	enum Kind { GOOD BAD @deprecated }
	input Asked { old: Int @deprecated new: String = "a\"b" }
	input One @oneOf { a: Int b: Int }
	scalar Day @specifiedBy(url: "https://example.com/day")
	scalar Other
`}))

var all = new(true)

// TestWhatDoesNotApply checks that a list that does not apply to a kind of type is null, and that one that applies is a
// list, even if empty.
func TestWhatDoesNotApply(t *testing.T) {
	type lists struct{ fields, interfaces, possible, values, inputs, oneOf, url bool }
	for name, want := range map[string]lists{
		"Query": {fields: true, interfaces: true},
		"Part":  {fields: true, interfaces: true, possible: true},
		"Any":   {possible: true},
		"Kind":  {values: true},
		"Asked": {inputs: true, oneOf: true},
		"Day":   {url: true},
		"Other": {},
	} {
		x := introspected.Type(name)
		got := lists{
			x.Fields(nil) != nil, x.Interfaces() != nil, x.PossibleTypes() != nil, x.EnumValues(nil) != nil,
			x.InputFields(nil) != nil, x.IsOneOf() != nil, x.SpecifiedByURL() != nil,
		}
		if got != want || x.OfType() != nil || *x.Name() != name {
			t.Errorf("%s is told by %+v, want %+v", name, got, want)
		}
	}
	thing := introspected.QueryType().Fields(nil)[0].Type() // a non-null type
	if thing.Name() != nil || thing.Description() != nil || thing.Fields(nil) != nil || thing.Interfaces() != nil ||
		thing.PossibleTypes() != nil || thing.IsOneOf() != nil || thing.SpecifiedByURL() != nil || thing.Kind() != "NON_NULL" {
		t.Error("a type that is not null is told as if it were a named one")
	}
	if introspected.Type("Nothing") != nil || introspected.MutationType() != nil || introspected.SubscriptionType() != nil {
		t.Error("there are types that the schema has not")
	}
	if got := introspected.Type("One"); !*got.IsOneOf() || *introspected.Type("Asked").IsOneOf() {
		t.Error("isOneOf is not that of the directive")
	}
	if got := *introspected.Type("Day").SpecifiedByURL(); got != "https://example.com/day" {
		t.Errorf("specifiedByURL is %s", got)
	}
}

// TestPossibleTypes checks that possible types are objects, whatever interfaces are between them.
func TestPossibleTypes(t *testing.T) {
	for name, want := range map[string][]string{"Thing": {"Wheel", "Frame"}, "Part": {"Wheel"}, "Any": {"Wheel", "Frame"}} {
		var got []string
		for _, possible := range introspected.Type(name).PossibleTypes() {
			got = append(got, *possible.Name())
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// TestTypesOfTypes checks how list and non-null types are unwrapped.
func TestTypesOfTypes(t *testing.T) {
	gone := introspected.QueryType().Fields(all)[1]
	var kinds []string
	for x := gone.Type(); x != nil; x = x.OfType() {
		kinds = append(kinds, x.Kind())
	}
	if diff := cmp.Diff([]string{"NON_NULL", "LIST", "LIST", "NON_NULL", "SCALAR"}, kinds); diff != "" {
		t.Errorf("kinds (-want +got):\n%s", diff)
	}
}

// TestDeprecated checks that deprecated definitions are listed only on request, with their reason.
func TestDeprecated(t *testing.T) {
	directive := func() introspection.Directive {
		directives := introspected.Directives()
		return directives[slices.IndexFunc(directives, func(d introspection.Directive) bool { return d.Name() == "marked" })]
	}()
	query, kind, requested := introspected.QueryType(), introspected.Type("Kind"), introspected.Type("Asked")
	for name, count := range map[string]func(*bool) int{
		"fields":                 func(all *bool) int { return len(query.Fields(all)) },
		"arguments":              func(all *bool) int { f := query.Fields(nil)[0]; return len(f.Args(all)) },
		"values":                 func(all *bool) int { return len(kind.EnumValues(all)) },
		"input fields":           func(all *bool) int { return len(requested.InputFields(all)) },
		"arguments of directive": func(all *bool) int { return len(directive.Args(all)) },
	} {
		if count(nil) != 1 || count(new(false)) != 1 || count(all) != 2 {
			t.Errorf("%s: %d are told without, %d with what is deprecated", name, count(nil), count(all))
		}
	}
	if got := query.Fields(all)[1]; !got.IsDeprecated() || *got.DeprecationReason() != "never was" {
		t.Error("a field has another reason")
	}
	if got := kind.EnumValues(all)[1]; !got.IsDeprecated() || *got.DeprecationReason() != "No longer supported" {
		t.Error("a value without a reason has another than the directive's default")
	}
	if got := kind.EnumValues(all)[0]; got.IsDeprecated() || got.DeprecationReason() != nil {
		t.Error("a value that is not deprecated is told as such")
	}
	if got := requested.InputFields(nil)[0]; *got.DefaultValue() != `"a\"b"` {
		t.Errorf("a default value is %s", *got.DefaultValue())
	}
	if diff := cmp.Diff([]string{"FIELD", "QUERY"}, directive.Locations()); diff != "" || !directive.IsRepeatable() {
		t.Errorf("locations (-want +got):\n%s", diff)
	}
	if *introspected.Description() != "What is asked." || query.Description() != nil {
		t.Error("descriptions are not those of the schema")
	}
}
