package input

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
)

// TestDescribe: a message shows an invalid value as JSON. A long text is cut between characters, and lists and objects
// are only named.
func TestDescribe(t *testing.T) {
	for _, c := range []struct {
		value any
		want  string
	}{
		{nil, "null"},
		{true, "true"},
		{"a\"\n", `"a\"\n"`},
		{json.Number("1e400"), "1e400"},
		{[]any{"a"}, "a list"},
		{map[string]any{"a": 1}, "an object"},
		{math.NaN(), "the value"},
		{strings.Repeat("a", 58), `"` + strings.Repeat("a", 58) + `"`},
		{strings.Repeat("势", 1000), `"` + strings.Repeat("势", 19) + "…"},
		{"aa" + strings.Repeat("😀", 20), `"aa` + strings.Repeat("😀", 14) + "…"},
		{json.Number(strings.Repeat("1", 1000)), strings.Repeat("1", 60) + "…"},
		{json.Number(strings.Repeat("1", 60) + ".5"), strings.Repeat("1", 60) + "…"},
	} {
		if got := Describe(c.value); got != c.want {
			t.Errorf("%v is described as %s, want %s", c.value, got, c.want)
		}
	}
}

// TestCoerceText: every text is accepted unless no text in the graph can equal it.
func TestCoerceText(t *testing.T) {
	for _, c := range []struct {
		raw  any
		want string // text of the error; empty for none
	}{
		{"", ""},
		{"驭势", ""},
		{"a\x00", "U+0000"},
		{"a\xff", "not valid UTF-8"},
		{json.Number("1"), "a String"},
		{nil, "a String"},
	} {
		got, err := coerceText("String", c.raw)
		if c.want == "" && (err != nil || got != c.raw) || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%#v is taken as %v, %v; want %q", c.raw, got, err, c.want)
		}
	}
}
