package transport

import (
	"errors"
	"strings"
	"testing"

	"github.com/stakegraph/stakegraph/graph/document"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// TestCheckJSON checks the number of values of a request and their nesting, whatever its strings contain.
func TestCheckJSON(t *testing.T) {
	for _, c := range []struct {
		text          string
		values, depth int
	}{
		{`1`, 0, 0},
		{`[]`, 1, 1},
		{`[1]`, 1, 1},
		{`[1, 2, 3]`, 3, 1},
		{`{"a": 1, "b": [2, [3, 4]]}`, 7, 3},
		{`[[], [], {}]`, 7, 2},
		{`["[[[[{{,,", "\"[,", "\\", 4]`, 4, 1},
	} {
		values, depth := extentOfJSON([]byte(c.text))
		if values != c.values || depth != c.depth {
			t.Errorf("%s has %d values and %d levels, want %d and %d", c.text, values, depth, c.values, c.depth)
		}
	}
	limits := document.Limits{Values: 100, Nesting: 10}
	for text, limit := range map[string]string{
		"[" + strings.Repeat("1,", 90) + "1]":                 "",
		"[" + strings.Repeat("1,", 110) + "1]":                "values",
		strings.Repeat("[", 10) + strings.Repeat("]", 10):     "",
		strings.Repeat("[", 11) + strings.Repeat("]", 11):     "nesting",
		`["` + strings.Repeat("[,", 200) + `"]`:               "",
		`["` + strings.Repeat(`\"`, 200) + `,` + `", "[", 1]`: "",
	} {
		err := checkJSON(limits, []byte(text))
		beyond, is := errors.AsType[*plan.LimitError](err)
		if is != (limit != "") || is && beyond.Limit != limit {
			t.Errorf("%s: %v, want the limit %q", text, err, limit)
		}
	}
}
