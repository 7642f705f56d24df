package cypher

import (
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// TestTextOfTheNextPage shows the only value that changes the text: the last text of a page in descending order, if it
// starts with a character from U+D7FF on, since no text bounds it from above. Neo4j plans this statement separately.
func TestTextOfTheNextPage(t *testing.T) {
	text := func(descending bool, after string) string {
		name := plan.Column{Property: model.Name, Part: plan.Key}
		return Render(&plan.Plan{Row: plan.Row{Items: []plan.Item{&plan.List{
			From:  plan.From{Kind: plan.Scan, Labels: model.Firm.Set()},
			Order: []plan.Sort{{Column: name, Descending: descending}, {Column: plan.Column{Property: model.ID}}},
			After: []any{after, "firm:a"}, Limit: 10,
		}}}}, SmallAnswer).Text
	}
	usual := text(true, "a")
	for _, c := range []struct {
		after string
		same  bool
	}{
		{"", true},
		{"宇树", true},
		{"a\U00020BB7", true},
		{"\uD7FE", true},
		{"\uD7FF", false},
		{"\U00020BB7野家", false},
		{"\uFA0E", false},
	} {
		if same := text(true, c.after) == usual; same != c.same {
			t.Errorf("descending after %q: the usual text %t, want %t", c.after, same, c.same)
		}
		if text(false, c.after) != text(false, "a") {
			t.Errorf("ascending after %q: another text", c.after)
		}
	}
}
