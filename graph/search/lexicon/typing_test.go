package lexicon_test

import (
	"testing"

	"github.com/stakegraph/stakegraph/graph/search/lexicon"
)

// TestTypingErrors: what differs between two words, and where in the second.
func TestTypingErrors(t *testing.T) {
	for _, c := range []struct {
		a, b         string
		mistake      lexicon.Mistake
		at           int
		wrong, right rune
	}{
		{"fiser", "fisher", lexicon.LeftOut, 3, 0, 'h'},
		{"fishher", "fisher", lexicon.Doubled, 4, 'h', 0},
		{"fisher", "fishher", lexicon.Doubled, 4, 0, 'h'},
		{"fishxer", "fisher", lexicon.Added, 4, 'x', 0},
		{"fisherx", "fisher", lexicon.Added, 5, 'x', 0},
		{"fisker", "fisher", lexicon.Replaced, 3, 'k', 'h'},
		{"大海科枝", "大海科技", lexicon.Replaced, 3, '枝', '技'},
		{"大海科", "大海科技", lexicon.LeftOut, 3, 0, '技'},
	} {
		if got := lexicon.ErrorOf(c.a, c.b); got != c.mistake {
			t.Errorf("%s for %s is mistake %d, want %d", c.a, c.b, got, c.mistake)
		}
		if at, wrong, right := lexicon.WhereWrong(c.a, c.b); at != c.at || wrong != c.wrong || right != c.right {
			t.Errorf("%s for %s is wrong at %d, %q for %q, want %d, %q for %q", c.a, c.b, at, wrong, right, c.at, c.wrong, c.right)
		}
	}
}
