package lexicon_test

import (
	"testing"

	"github.com/stakegraph/stakegraph/graph/search/lexicon"
)

// TestFold checks that texts of ASCII and of Chinese characters are folded, also rare ones, and that a
// text that does not change is not copied.
func TestFold(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"UiSEE", "uisee"},
		{"馭勢", "驭势"},
		{"馭勢Tech 9", "驭势tech 9"},
		{"驭势tech 9", "驭势tech 9"},
		{"𣞻É", "𣘓e"},
	} {
		if got := lexicon.Fold(c.text); got != c.want {
			t.Errorf("%q is folded to %q, want %q", c.text, got, c.want)
		}
	}
	const simple = "哩喆" // the table has them with themselves
	if n := testing.AllocsPerRun(9, func() { lexicon.Fold(simple) }); n != 0 {
		t.Errorf("folding %s allocates %v times, want 0", simple, n)
	}
}
