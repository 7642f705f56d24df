package planner_test

import (
	"errors"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/planner"
	"github.com/stakegraph/stakegraph/graph/planner/input"
)

// TestTextsOfOwnTypes checks that values of a program's own string types are accepted like strings: as ids, as values
// of an enum and in filters.
func TestTextsOfOwnTypes(t *testing.T) {
	type text string
	const query = `query ($ids: [ID!]!, $view: NetworkView!, $city: String) {
		nodes(ids: $ids) { id } network(view: $view) { nodeCount } firms(filter: {city: {eq: $city}}) { totalCount }
	}`
	schema := loadSchema(t)
	want, err := planQuery(t, schema, query, map[string]any{
		"ids": []string{"firm:a", "firm:b"}, "view": "STATE_CAPITAL", "city": "Beijing",
	})
	if err != nil {
		t.Fatal(err)
	}
	got, err := planQuery(t, schema, query, map[string]any{
		"ids": []text{"firm:a", "firm:b"}, "view": text("STATE_CAPITAL"), "city": text("Beijing"),
	})
	if err != nil || got.String() != want.String() {
		t.Errorf("%v, and the plan is\n%swant\n%s", err, got, want)
	}
}

// TestValuesOfEnums checks that an enum accepts only its values, even if the variables were not validated.
func TestValuesOfEnums(t *testing.T) {
	schema := loadSchema(t)
	doc, errs := gqlparser.LoadQueryWithRules(schema, `query ($v: NetworkView!) { network(view: $v) { nodeCount } }`,
		rules.NewDefaultRules())
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	p := planner.New(schema, plan.DefaultLimits, planner.DefaultPages)
	for value, is := range map[any]bool{"STATE_CAPITAL": true, "STATE CAPITAL": false, "": false, 1: false} {
		made, err := p.Plan(planner.Operation{Doc: doc, Definition: doc.Operations[0], Variables: map[string]any{"v": value}})
		if err != nil || is != (len(made.Errs) == 0) || !is && !errors.Is(made.Errs, input.ErrArgument) {
			t.Errorf("%v: %v %v", value, err, made.Errs)
		}
	}
}

// TestNullsOfRelationships checks that null for a type of relationships means the same as its absence.
func TestNullsOfRelationships(t *testing.T) {
	schema := loadSchema(t)
	query := func(investments string) string {
		return `{ neighbourhood(of: ["firm:a"], relationships: { investments: { ` + investments + ` } }) { isComplete } }`
	}
	want, err := planQuery(t, schema, query(""), nil)
	if err != nil {
		t.Fatal(err)
	}
	got, err := planQuery(t, schema, query("direction: null, filter: null"), nil)
	if err != nil || got.String() != want.String() {
		t.Errorf("%v, and the plan is\n%swant\n%s", err, got, want)
	}
}
