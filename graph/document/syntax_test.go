package document

import (
	"testing"

	"github.com/vektah/gqlparser/v2/gqlerror"
)

// TestRuneAt: lines end with any of the three line terminators of GraphQL, and columns count characters.
func TestRuneAt(t *testing.T) {
	for _, c := range []struct {
		text         string
		line, column int
		want         rune
	}{
		{"ab", 1, 2, 'b'},
		{"北京", 1, 2, '京'},
		{"a\nb", 2, 1, 'b'},
		{"a\rb", 2, 1, 'b'},
		{"a\r\nb", 2, 1, 'b'},
		{"a\n\r\nbc", 3, 2, 'c'},
		{"a", 2, 1, 0},
		{"a", 1, 2, 0},
	} {
		if got := runeAt(c.text, []gqlerror.Location{{Line: c.line, Column: c.column}}); got != c.want {
			t.Errorf("%q has %q at %d:%d, want %q", c.text, got, c.line, c.column, c.want)
		}
	}
	if got := runeAt("a", nil); got != 0 {
		t.Errorf("without a place it is %q", got)
	}
}
