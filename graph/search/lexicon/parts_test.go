package lexicon_test

import (
	"testing"

	"github.com/stakegraph/stakegraph/graph/search/lexicon"
)

// TestTownInBrackets checks that a Chinese word in brackets within a name is a place, even if it is not in the lexicon,
// and that one at the end of a name is not.
func TestTownInBrackets(t *testing.T) {
	for _, c := range []struct{ name, place string }{
		{"鹿鸣（昆墟）科技有限公司", "昆墟"},
		{"鹿鸣科技（昆墟）", ""},
		{"鹿鸣昆墟科技有限公司", ""},
	} {
		got := ""
		for _, place := range lexicon.PartsOf(lexicon.Parse(c.name)).Places {
			got += place.Meaning
		}
		if got != c.place {
			t.Errorf("%s has the place %q, want %q", c.name, got, c.place)
		}
	}
}
