package planner_test

import "testing"

// TestTextsOfOwnTypes holds that values of a program's own types of text are taken as texts are: as ids, as values of an enum
// and in filters.
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
