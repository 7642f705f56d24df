package rules

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestNearest(t *testing.T) {
	names := []string{"id", "name", "nodes", "totalCount", "foundedYear", "city", "country", "some", "orderBy"}
	for wrong, want := range map[string][]string{
		"naem":                   {"name"},
		"NAME":                   {"name"},
		"ciity":                  {"city"},
		"count":                  {"totalCount", "country"},
		"founded":                {"foundedYear"},
		"name_contains":          {"name"},
		"contry":                 {"country"},
		"orderby":                {"orderBy"},
		"ceo":                    nil,
		"":                       nil,
		strings.Repeat("n", 65):  nil, // too long to be compared
		strings.Repeat("id", 30): nil,
	} {
		if diff := cmp.Diff(want, nearest(wrong, names)); diff != "" {
			t.Errorf("nearest to %q:\n%s", wrong, diff)
		}
	}
}

func TestOneOf(t *testing.T) {
	for _, c := range []struct {
		names []string
		want  string
	}{
		{nil, ""},
		{[]string{"a"}, "a"},
		{[]string{"a", "b"}, "a or b"},
		{[]string{"a", "b", "c"}, "a, b or c"},
		{strings.Split(strings.Repeat("a ", 41), " ")[:41], strings.TrimSuffix(strings.Repeat("a, ", 40), ", ") + " and more"},
	} {
		if got := oneOf(c.names, "or"); got != c.want {
			t.Errorf("%v: %q, want %q", c.names, got, c.want)
		}
	}
}
